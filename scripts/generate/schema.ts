import type { GeneratedFile } from './support/generated-file';
import { documentSchema } from './support/json-schema';

/** JSON with an object's properties on lines of their own, and a list of plain values on one. */
const text = (value: unknown): string => JSON.stringify(value, undefined, 1).replace(/\[\n\s*("(?:[^"\\]|\\.)*"|[\d.-]+)(?:,\n\s*("(?:[^"\\]|\\.)*"|[\d.-]+))*\n\s*\]/g, (list) => JSON.stringify(JSON.parse(list)));

/** The JSON schema of documents, for editors that know no AVStream. */
export const generate = (): readonly GeneratedFile[] => [{ path: 'schemas/avstream.schema.json', text: `${text(documentSchema())}\n` }];
