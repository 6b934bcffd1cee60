/**
 * The document value behind a value of the scenario: of the key itself, or of the nearest key above it that has one; the empty string when there is none.
 * `key` is a dotted path, e.g. `pins.0.client.stalls.1`.
 */
export function pathOf(paths: Readonly<Record<string, string>>, key: string): string {
  for (let at = key; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    if (Object.hasOwn(paths, at)) return paths[at]!;
  }
  return '';
}

/** Whether the document states this very value. */
export function isStated(paths: Readonly<Record<string, string>>, key: string): boolean {
  return Object.hasOwn(paths, key);
}
