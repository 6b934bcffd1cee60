/** Installs Perfetto's trace processor once; its folder. */
export function installTraceProcessor(): Promise<string>;
