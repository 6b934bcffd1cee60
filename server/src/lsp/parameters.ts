/** What clients send, looked at before anything is done with it: shapes as LSP states them. */

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
// Numbers above LSP's 2^31 - 1 are in use for "the end"; what is behind the text is its end.
const isIndex = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isPosition = (value: unknown): boolean => isRecord(value) && isIndex(value['line']) && isIndex(value['character']);
const isRange = (value: unknown): boolean => isRecord(value) && isPosition(value['start']) && isPosition(value['end']);
const isText = (value: unknown): boolean => typeof value === 'string';
const isDocument = (value: unknown): value is { readonly uri: string } => isRecord(value) && typeof value['uri'] === 'string';

/** By field, wherever it stands in a request: what it has to be. */
const fields: Readonly<Record<string, readonly [(value: unknown) => boolean, string]>> = {
  textDocument: [isDocument, 'a document with its address'],
  uri: [isText, 'an address'],
  position: [isPosition, 'a position'],
  range: [isRange, 'a range'],
  positions: [(value) => Array.isArray(value) && value.every(isPosition), 'positions'],
  newName: [isText, 'a name'],
  query: [isText, 'a text'],
  text: [isText, 'a text'],
  trace: [isText, 'a text'],
  assumptions: [isIndex, 'a number'],
  overrides: [Array.isArray, 'a list'],
  previousResultIds: [(value) => Array.isArray(value) && value.every((known: unknown) => isRecord(known) && isText(known['uri']) && isText(known['value'])), 'a list of what was told'],
};

/**
 * Says what is wrong with the parameters of a request; `undefined` when nothing is.
 * @param needed fields that the request cannot be answered without; one that finds nothing under an unknown address needs none
 */
export function parameterProblem(parameters: unknown, needed: readonly string[]): string | undefined {
  if (!isRecord(parameters)) return 'The request has no parameters.';
  for (const [name, [holds, what]] of Object.entries(fields)) {
    const isGiven = Object.hasOwn(parameters, name) && parameters[name] !== undefined;
    if (isGiven ? !holds(parameters[name]) : needed.includes(name)) return `"${name}" is not ${what}.`;
  }
  return undefined;
}

/** Whether a `didOpen` can be followed. */
export const isOpening = (parameters: unknown): boolean => isRecord(parameters) && isDocument(parameters['textDocument'])
  && typeof (parameters['textDocument'] as unknown as Record<string, unknown>)['text'] === 'string' && isVersion((parameters['textDocument'] as unknown as Record<string, unknown>)['version']);
/** Whether a `didChange` can be followed. */
export const isChange = (parameters: unknown): boolean => isRecord(parameters) && isDocument(parameters['textDocument'])
  && isVersion((parameters['textDocument'] as unknown as Record<string, unknown>)['version']) && Array.isArray(parameters['contentChanges'])
  && parameters['contentChanges'].every((change: unknown) => isRecord(change) && typeof change['text'] === 'string' && (change['range'] === undefined || isRange(change['range'])));
/** Whether a notification is about a document: `didClose`, `didSave`. */
export const isAboutDocument = (parameters: unknown): boolean => isRecord(parameters) && isDocument(parameters['textDocument']);

const isVersion = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
