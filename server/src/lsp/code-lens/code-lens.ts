import type { CodeLens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions } from '../../protocol/index';
import type { Analysis } from '../analysis';
import type { Settings } from '../settings';
import { referenceLenses } from './reference-lenses';
import { simulationLenses } from './simulation-lenses';

/** What lenses are made of. */
export interface LensRequest {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  readonly settings: Settings;
  readonly options: InitializationOptions;
}

/** Where lenses come from, in the order in which they stand on one line. */
const sources: readonly ((request: LensRequest) => readonly CodeLens[])[] = [simulationLenses, referenceLenses];

/** The lenses of a document. */
export const codeLenses = (request: LensRequest): CodeLens[] => sources.flatMap((source) => source(request));
