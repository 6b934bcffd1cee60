/** Bytes as a debugger prints them: `02 00 00 00 …`. */
export const bytesInHexadecimal = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
