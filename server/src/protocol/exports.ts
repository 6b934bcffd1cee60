/** Names of the methods that write a run to a file of another tool. */
export const exportMethods = {
  /** Client → server: write a trace. `ExportTraceParameters` → `ExportTraceResult`; cancelled like any request. The file comes in pieces before the answer. */
  exportTrace: 'avstream/exportTrace',
  /** Server → client: a piece of a file. `ExportPieceParameters`. */
  exportPiece: 'avstream/exportPiece',
} as const;

/** Formats that hold the data of a run; the server writes them. */
export const dataFormats = ['perfetto', 'chrome', 'vcd', 'csv'] as const;
/** Formats that hold the picture as it is shown; the timeline's webview makes them. */
export const pictureFormats = ['svg', 'png'] as const;
/** One of {@link dataFormats}. */
export type DataFormat = (typeof dataFormats)[number];
/** One of {@link pictureFormats}. */
export type PictureFormat = (typeof pictureFormats)[number];

export interface ExportTraceParameters {
  /** Comes back with each piece. */
  readonly exportId: string;
  readonly format: DataFormat;
  /** Name of the descriptor's file. */
  readonly document: string;
  /** The encoded trace in base64, and what its outcome says beside it. */
  readonly trace: string;
  readonly traceTexts: Readonly<Record<string, string>>;
  readonly assumptions: number;
}
export interface ExportPieceParameters {
  readonly exportId: string;
  /** Bytes of the file in base64; the pieces follow each other. */
  readonly data: string;
  /** 0 … 1. */
  readonly progress: number;
}
export type ExportTraceResult =
  | { readonly kind: 'completed'; /** Size of the file. */ readonly bytes: number }
  /** Why nothing was written, in a sentence. */
  | { readonly kind: 'failed'; readonly text: string };
