import type { CodeLens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type NameKind, namedThings, occurrenceAt, occurrencesOf } from '../../document/index';
import type { InitializationOptions, ShowReferencesArguments } from '../../protocol/index';
import { localize } from '../localize';
import { rangeOf } from '../names/navigation';
import type { LensRequest } from './code-lens';

/** What others refer to. */
const counted: ReadonlySet<NameKind> = new Set<NameKind>(['entry', 'filter', 'pin', 'bus', 'callback', 'workItem']);

/** More lenses than anyone reads are left out. */
const mostLenses = 5000;

/** What is kept in a lens until it is shown. */
interface LensData { readonly references: { readonly uri: string; readonly version: number; readonly offset: number } }

/** A lens over each thing that others refer to; how many do is counted when the lens is shown. */
export function referenceLenses({ document, analysis, settings, options: { referencesCommand } }: LensRequest): readonly CodeLens[] {
  if (!settings.referenceLenses || referencesCommand === undefined) return [];
  return namedThings(analysis.model(), counted, mostLenses).map((place): CodeLens => ({
    range: rangeOf(document, place), data: { references: { uri: document.uri, version: document.version, offset: place.start } } satisfies LensData,
  }));
}

/** The document that a lens to be counted stands in; nothing of any other lens. */
export const lensDocument = ({ data }: CodeLens): string | undefined => (isLensData(data) ? data.references.uri : undefined);

const isLensData = (data: unknown): data is LensData => {
  if (typeof data !== 'object' || data === null || !('references' in data) || typeof data.references !== 'object' || data.references === null) return false;
  const { uri, version, offset } = data.references as Record<string, unknown>;
  return typeof uri === 'string' && typeof version === 'number' && typeof offset === 'number';
};

/** Counts the references of a lens. One of another version stays as it is: the client asks for new ones. */
export function resolveReferenceLens(document: TextDocument, model: () => Model, { referencesCommand }: InitializationOptions, lens: CodeLens): CodeLens {
  const data: unknown = lens.data;
  if (!isLensData(data) || referencesCommand === undefined || document.version !== data.references.version) return lens;
  const occurrence = occurrenceAt(model(), data.references.offset);
  const thing = occurrence?.things[0];
  const found = thing === undefined ? [] : [...occurrencesOf(model(), thing)].filter(({ isDeclaration }) => !isDeclaration);
  const title = found.length === 1 ? localize('1 reference') : localize('{count} references', { count: found.length });
  const argument: ShowReferencesArguments = { uri: document.uri, position: lens.range.start, ranges: found.map((each) => rangeOf(document, each)) };
  return { range: lens.range, command: { title, command: found.length === 0 ? '' : referencesCommand, arguments: [argument] } };
}
