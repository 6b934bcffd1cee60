import { configurationName } from './configuration';

/** The parts of an address: `file:///drivers/a.avstream.json` has the base `file://` and the path `/drivers/a.avstream.json`. */
interface Address { readonly base: string; readonly path: string }

function parse(uri: string): Address | undefined {
  const match = /^([A-Za-z][\w+.-]*:(?:\/\/[^/?#]*)?)(\/[^?#]*)/.exec(uri);
  // A document that was never saved has no folder.
  return match === null || match[1]!.startsWith('untitled:') ? undefined : { base: match[1]!, path: match[2]! };
}

/** `/C:` and `/c%3A`: the root of a drive. */
const drive = /^\/[A-Za-z](?::|%3[Aa])$/;

/**
 * The folders that a document lies in, the nearest first, up to the root of the file system or of the drive.
 * @param uri address of the document
 * @returns addresses without a slash at the end
 */
export function foldersOf(uri: string): readonly string[] {
  const address = parse(uri);
  if (address === undefined) return [];
  const folders: string[] = [];
  let { path } = address;
  while (path !== '') {
    path = path.slice(0, path.lastIndexOf('/'));
    // The name of a server is no folder.
    if (path === '' && /^file:\/\/./.test(address.base)) break;
    folders.push(address.base + path);
    if (drive.test(path)) break;
  }
  return folders;
}

/** Address of the configuration file of a folder. */
export const configurationIn = (folder: string): string => `${folder}/${configurationName}`;

/** Whether an address is that of a configuration file. */
export const isConfiguration = (uri: string): boolean => uri.endsWith(`/${configurationName}`);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The path of a document as patterns see it: relative to a folder, with forward slashes; outside the folder its name alone. */
export function relativePath(folder: string, uri: string): string {
  const plain = uri.replace(/[?#].*$/s, '');
  return decode(plain.startsWith(`${folder}/`) ? plain.slice(folder.length + 1) : plain.slice(plain.lastIndexOf('/') + 1));
}
