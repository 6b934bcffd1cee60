import type { WorkspaceEdit } from 'vscode-languageserver-types';
import { configurationIn, configurationName, foldersOf, newConfiguration, parseConfiguration, resolveSeverities, writeSeverity } from '../../configuration/index';
import { applyEdits } from '../../document/index';
import { type ConfiguredSeverity, type Severity } from '../../findings/index';
import type { ClientAbilities } from '../client-abilities';
import type { Configurations } from '../configurations';
import { compileGlob } from '../glob';
import { localize } from '../localize';
import { creationOf, editOf } from './workspace-edit';

/** A severity that may be chosen for a rule instead of the one it has, and how that is called. */
export interface SeverityChoice { readonly severity: ConfiguredSeverity; readonly title: string }

const lighter: Readonly<Record<Severity, Severity | undefined>> = { error: 'warning', warning: 'info', info: 'hint', hint: undefined };

/** The next lighter severity, and none at all. */
export function severityChoices(code: string, current: Severity): readonly SeverityChoice[] {
  const next = lighter[current];
  return [
    ...(next === undefined ? [] : [{ severity: next, title: localize('Report {code} as {severity} from here on down ({file})', { code, severity: next, file: configurationName }) }]),
    { severity: 'off', title: localize('Turn {code} off from here on down ({file})', { code, file: configurationName }) },
  ];
}

/**
 * The edit that gives a rule another severity for the folder of a document: of the nearest configuration, or a new one beside the document. Nothing where what
 * it says would not hold, where it cannot be read, or where the client cannot make the file.
 */
export async function severityEdit(configurations: Configurations, uri: string, code: string, severity: ConfiguredSeverity, abilities: Pick<ClientAbilities, 'documentChanges' | 'createsFiles'>): Promise<WorkspaceEdit | undefined> {
  const nearest = await configurations.nearest(uri);
  if (nearest === undefined) {
    const [folder] = foldersOf(uri);
    return folder === undefined || !abilities.createsFiles ? undefined : creationOf(configurationIn(folder), newConfiguration(code, severity));
  }
  const edits = writeSeverity(nearest.text, code, severity);
  if (edits === undefined) return undefined;
  // One of its overrides may say otherwise of this file.
  const configuration = parseConfiguration(applyEdits(nearest.text, edits), compileGlob);
  const folder = nearest.uri.slice(0, nearest.uri.lastIndexOf('/'));
  return resolveSeverities(uri, new Map(), [{ folder, configuration }]).get(code) === severity ? editOf(nearest, edits, abilities) : undefined;
}
