import path from 'node:path';

/** Segments of a path in an address: what has a meaning there is escaped. */
const escaped = (segments: readonly string[]): string => segments.map((segment) => encodeURIComponent(segment)).join('/');

/**
 * A file seen from a folder, with forward slashes on every system; nothing where no relative path leads there (another drive) or it is not inside.
 * @param folder absolute
 */
export function pathInside(folder: string, file: string, system: path.PlatformPath = path): string | undefined {
  const relative = system.relative(folder, system.resolve(folder, file));
  if (relative === '' || system.isAbsolute(relative) || relative.split(system.sep)[0] === '..') return undefined;
  return relative.split(system.sep).join('/');
}

/** A file as a key that is the same on every system: relative to the folder where a relative path leads there, with forward slashes. */
export function portablePath(folder: string, file: string, system: path.PlatformPath = path): string {
  const absolute = system.resolve(folder, file);
  const relative = system.relative(folder, absolute);
  return (system.isAbsolute(relative) || relative === '' ? absolute : relative).split(system.sep).join('/');
}

/** The address of a path inside a folder, relative to the folder (RFC 3986). */
export const relativeAddress = (pathInFolder: string): string => escaped(pathInFolder.split('/'));

/** The `file:` address of a file or, ending with a slash, a folder: drives and network shares of Windows too. */
export function fileAddress(file: string, folder: string, system: path.PlatformPath = path): string {
  const absolute = system.resolve(folder, file);
  const slash = /[\\/]$/.test(file) && !absolute.endsWith(system.sep) ? '/' : '';
  if (system.sep === '/') return `file://${escaped(absolute.split('/'))}${slash}`;
  const segments = absolute.split('\\');
  if (absolute.startsWith('\\\\')) return `file://${segments[2]}/${escaped(segments.slice(3))}${slash}`;
  return `file:///${segments[0]}/${escaped(segments.slice(1))}${slash}`;
}
