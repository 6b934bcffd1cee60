import type { GeneratedFile } from './support/generated-file';
import { documentSchema } from './support/json-schema';

/** The JSON schema of documents, for editors that know no AVStream. */
export const generate = (): readonly GeneratedFile[] => [{ path: 'schemas/avstream.schema.json', text: `${JSON.stringify(documentSchema(), undefined, 1)}\n` }];
