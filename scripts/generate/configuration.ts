import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { configurationName } from '../../server/src/configuration/index';
import { type ConfiguredSeverity, configuredSeverities } from '../../server/src/findings/index';
import { reportableRules } from '../../server/src/rules/index';
import type { GeneratedFile } from './support/generated-file';
import type { Schema } from './support/json-schema';
import { reportedBySimulations } from './support/rule-states';

// Both this file and the bundle it is run from (.cache/run/) lie two folders below the root.
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What each word means for a finding. */
const meanings: Readonly<Record<ConfiguredSeverity, string>> = {
  off: 'Not reported.',
  hint: 'Shown as a hint, and no longer only in hovers; as information where a simulation reports it.',
  info: 'Information.',
  warning: 'Warning.',
  error: 'Error: avstream check, or avstream simulate, ends with exit code 1.',
  default: 'The severity of the rule itself, whatever weaker configurations say.',
};
const severity: Schema = { type: 'string', enum: configuredSeverities, enumDescriptions: configuredSeverities.map((word) => meanings[word]) };

/** Every code that a finding may have, with what it stands for. */
const described = [
  ...reportableRules.map(({ code, title, defaultSeverity }) => ({ code, text: `${title} (${defaultSeverity})` })),
  ...reportedBySimulations.map(({ code, title, defaultSeverity }) => ({ code, text: `${title} (${defaultSeverity}, reported by simulations)` })),
].sort((a, b) => (a.code < b.code ? -1 : 1));

/** The setting `avstream.rules`. */
const ruleSetting = {
  type: 'object', default: {}, scope: 'resource', order: 3, markdownDescription: '%setting.rules%',
  propertyNames: { enum: described.map(({ code }) => code), enumDescriptions: described.map(({ text }) => text) },
  additionalProperties: severity,
};

/** The manifest with the setting as it follows from the rules. */
function manifest(): string {
  const current = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { contributes: { configuration: { properties: Record<string, unknown> } } };
  current.contributes.configuration.properties['avstream.rules'] = ruleSetting;
  return `${JSON.stringify(current, undefined, 2)}\n`;
}

const rules: Schema = {
  type: 'object', description: 'Severity by code.',
  properties: Object.fromEntries(described.map(({ code, text }) => [code, { description: text, allOf: [{ $ref: '#/definitions/severity' }] }])),
  additionalProperties: { $ref: '#/definitions/severity' },
};

/**
 * The schema of configuration files. It offers and describes, and leaves unknown codes and severities alone: those the product reports
 * itself, with the nearest name, and one mistake is told once.
 */
const schema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of AVStream Studio',
  description: `${configurationName}: severities of rules for the descriptors in its folder and below. The nearest configuration is the strongest.`,
  type: 'object',
  allowTrailingCommas: true,
  properties: {
    $schema: { type: 'string', description: 'Address of this schema.' },
    root: { type: 'boolean', default: false, description: 'True: configurations in folders above are not read.' },
    rules: { $ref: '#/definitions/rules' },
    overrides: {
      type: 'array', description: 'Severities for some of the files. Of several overrides that match a file the last is the strongest.',
      items: {
        type: 'object', defaultSnippets: [{ label: 'Override', body: { files: ['$1'], rules: {} } }],
        properties: {
          files: {
            type: 'array', items: { type: 'string' },
            description: 'Patterns of paths relative to the folder of this file, with * ** ? [] {}. A pattern without a slash is compared with the name of the file. One that begins with ! takes out what earlier ones took in.',
          },
          rules: { $ref: '#/definitions/rules' },
        },
      },
    },
  },
  definitions: { rules, severity: { anyOf: [severity, {}] } },
};

/** The schema of configuration files, and the setting in the manifest. */
export const generate = (): readonly GeneratedFile[] => [
  { path: 'schemas/avstream-config.schema.json', text: `${JSON.stringify(schema, undefined, 1)}\n` },
  { path: 'package.json', text: manifest() },
];
