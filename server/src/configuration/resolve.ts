import { type ConfiguredSeverity, type Severities, type Severity, isConfiguredSeverity } from '../findings/index';
import { type Configuration, type LocatedConfiguration, type RuleSeverities } from './configuration';
import { configurationIn, foldersOf, relativePath } from './location';

/**
 * The configurations that hold for a document, the nearest first, up to one that says `root`.
 * @param uri address of the document
 * @param load gives the configuration at an address, or nothing where there is none; asked for all folders at once
 */
export async function findConfigurations(uri: string, load: (uri: string) => Promise<Configuration | undefined>): Promise<readonly LocatedConfiguration[]> {
  const folders = foldersOf(uri);
  const loaded = await Promise.all(folders.map((folder) => load(configurationIn(folder))));
  const found: LocatedConfiguration[] = [];
  for (const [index, configuration] of loaded.entries()) {
    if (configuration === undefined) continue;
    found.push({ folder: folders[index]!, configuration });
    if (configuration.root) break;
  }
  return found;
}

/**
 * The severities that hold for a document. Weakest first: the settings; then the configurations from the outermost to the nearest, in each of
 * them `rules` before the overrides that match, in their order. Of what is said about one rule the strongest holds, and `default` takes back what the weaker ones say.
 */
export function resolveSeverities(uri: string, settings: RuleSeverities, configurations: readonly LocatedConfiguration[]): Severities {
  const said = new Map<string, ConfiguredSeverity>(settings);
  const take = (rules: RuleSeverities): void => {
    for (const [code, severity] of rules) said.set(code, severity);
  };
  for (const { folder, configuration } of [...configurations].reverse()) {
    take(configuration.rules);
    const path = relativePath(folder, uri);
    for (const override of configuration.overrides) if (override.matches(path)) take(override.rules);
  }
  return new Map([...said].filter((entry): entry is [string, Severity | 'off'] => entry[1] !== 'default'));
}

/** Reads severities as the settings of an editor hold them, `{ "FRM-06": "warning" }`; what is no severity is left out. */
export function readRuleSettings(value: unknown): RuleSeverities {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(Object.entries(value).filter((entry): entry is [string, ConfiguredSeverity] => isConfiguredSeverity(entry[1])));
}
