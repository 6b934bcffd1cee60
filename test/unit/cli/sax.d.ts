/** The part of the XML parser that tests use. */
declare module 'sax' {
  interface Reader {
    onerror: (error: Error) => void;
    onopentag: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
    ontext: (text: string) => void;
    onclosetag: (name: string) => void;
    write(text: string): Reader;
    close(): Reader;
  }
  export function parser(strict: boolean): Reader;
}
