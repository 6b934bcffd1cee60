import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Configuration, type ConfigurationProblem, type RuleSeverities, configurationCode, configurationMessage, findConfigurations, parseConfiguration, resolveSeverities } from '../configuration/index';
import { createLineIndex, positionAt } from '../document/index';
import type { Severities } from '../findings/index';
import { compileGlob } from '../lsp/glob';
import { localize } from '../lsp/localize';
import { readDocument } from './read-document';

/** Which configurations hold: those found upward from each file, one for all, or none. */
export type ConfigurationChoice = { readonly kind: 'found' } | { readonly kind: 'file'; readonly file: string } | { readonly kind: 'none' };

/** A mistake in a configuration as it is printed; `range` zero-based as in LSP. */
export interface PrintedConfigurationProblem {
  readonly code: string;
  readonly severity: ConfigurationProblem['severity'];
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number }; readonly end: { readonly line: number; readonly character: number } };
}
/** A configuration file that holds for something that was checked. */
export interface UsedConfiguration { readonly file: string; readonly problems: readonly PrintedConfigurationProblem[] }

/** Severities of files, with the configurations they come from; each is read once. */
export interface CommandConfigurations {
  /** `-` has the configuration of a file in the current folder. */
  severitiesOf(file: string): Promise<Severities>;
  /** Configurations that were read so far, in the order of their names. */
  used(): readonly UsedConfiguration[];
  /** Those that are there and could not be read, each in a sentence. */
  unread(): readonly string[];
  /** Why the file that was chosen for all cannot be read, in a sentence: without its severities every answer would be to another question. */
  refusal(): Promise<string | undefined>;
  /** Whether everything that was read so far could be read and holds. */
  areSound(): boolean;
}

/** A path as a person would write it: relative where that is shorter. */
function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? file : relative;
}

/** Address of a file as an editor would have it. */
const addressOf = (file: string): string => pathToFileURL(path.resolve(file)).href;

const nothingSaid: RuleSeverities = new Map();

/**
 * Creates them; nothing is read before it is asked for.
 * @param strongest severities of the command line, which hold over every configuration
 */
export function createCommandConfigurations(choice: ConfigurationChoice, strongest: RuleSeverities = nothingSaid): CommandConfigurations {
  const loaded = new Map<string, Promise<Configuration | undefined>>();
  const used: UsedConfiguration[] = [];
  const unread: string[] = [];

  const read = async (uri: string, isWanted: boolean): Promise<Configuration | undefined> => {
    const file = fileURLToPath(uri);
    const result = await readDocument(file);
    if ('reason' in result) {
      if (isWanted || result.isThere) unread.push(`cannot read ${shown(file)}: ${result.reason}.`);
      return undefined;
    }
    const configuration = parseConfiguration(result.text, compileGlob);
    used.push({ file: shown(file), problems: printed(result.text, configuration) });
    return configuration;
  };
  const load = (uri: string, isWanted = false): Promise<Configuration | undefined> => {
    let found = loaded.get(uri);
    if (!found) loaded.set(uri, (found = read(uri, isWanted)));
    return found;
  };

  const configured = async (file: string): Promise<Severities> => {
    if (choice.kind === 'none') return new Map();
    const uri = addressOf(file);
    if (choice.kind === 'found') return resolveSeverities(uri, new Map(), await findConfigurations(uri, load));
    const chosen = addressOf(choice.file);
    const configuration = await load(chosen, true);
    return resolveSeverities(uri, new Map(), configuration === undefined ? [] : [{ folder: chosen.slice(0, chosen.lastIndexOf('/')), configuration }]);
  };

  const severitiesOf = async (file: string): Promise<Severities> => {
    const found = await configured(file);
    if (strongest.size === 0) return found;
    const merged = new Map(found);
    for (const [code, severity] of strongest) {
      if (severity === 'default') merged.delete(code);
      else merged.set(code, severity);
    }
    return merged;
  };

  return {
    severitiesOf,
    used: () => [...used].sort((a, b) => (a.file < b.file ? -1 : 1)),
    unread: () => unread,
    refusal: async () => {
      if (choice.kind !== 'file') return undefined;
      await configured(choice.file);
      return unread[0];
    },
    areSound: () => unread.length === 0 && !used.some(({ problems }) => problems.some(({ severity }) => severity === 'error')),
  };
}

function printed(text: string, { problems }: Configuration): readonly PrintedConfigurationProblem[] {
  if (problems.length === 0) return [];
  const lines = createLineIndex(text);
  return problems.map((problem) => ({
    code: configurationCode(problem.kind), severity: problem.severity, message: configurationMessage(problem, (template) => localize(template)),
    range: { start: positionAt(lines, problem.start), end: positionAt(lines, problem.end) },
  }));
}
