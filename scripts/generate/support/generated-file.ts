/** A file that follows from the sources. `path` is relative to the repository's root, with forward slashes. */
export interface GeneratedFile {
  readonly path: string;
  /** The whole content, with a line feed at the end. */
  readonly text: string;
}
