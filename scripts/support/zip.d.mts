export interface ArchiveFile {
  readonly name: string;
  readonly content: Buffer;
}
export function readArchive(file: string): ArchiveFile[];
export function unpack(file: string, folder: string): void;
