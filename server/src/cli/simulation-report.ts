import { formatDuration } from '../document/index';
import { type TextArguments, formatText, grouped } from '../findings/index';
import { localize } from '../lsp/localize';
import type { ConfiguredSimulationFindings } from '../rules/index';
import { type Assumption, type SimulationResult, assumptionText, dropText, dropsOf, figuresOf, findingText, headlineOf, simulatedWithText, simulationText } from '../simulation/index';

/** Puts a text of the simulation into the reader's language. */
export const write = (template: string, values: TextArguments): string => formatText(localize(template), values);

/** The text of a key in the reader's language. */
export function sentence(key: string, values: TextArguments = {}): string {
  const { template, values: shown } = simulationText(key, values);
  return write(template, shown);
}

const at = (path: string): string => (path === '' ? '' : `\n      ${path}`);

const assumptionLine = (assumption: Assumption): string => `  ${assumption.basis.padEnd(10)}  ${assumptionText(assumption, write)}`;

/** What `avstream simulate` prints for a person: what happened, the figures, why frames were lost, and what all of it rests on. */
export function simulationReport(result: SimulationResult, chosen: readonly Assumption[], configured: ConfiguredSimulationFindings): string {
  const figures = figuresOf(result, write);
  const width = Math.max(...figures.map(({ label }) => label.length));
  const drops = dropsOf(result.pins);
  const lines = [
    `${result.scenario}: ${headlineOf(result, write)}`,
    `  seed ${result.seed}, ${formatDuration(result.virtualTime)} of virtual time, fingerprint ${result.fingerprint}`,
    '',
    ...figures.map(({ label, value }) => `  ${label.padEnd(width)}  ${value}`),
  ];
  if (drops.length > 0) lines.push('', 'Frames dropped', ...drops.map((drop) => `  ${grouped(drop.count)}, the first at ${formatDuration(drop.firstTime)}: ${dropText(drop, write)}${at(drop.paths[0] ?? '')}`));
  // Lost frames stand above already, each reason with its first frame.
  const findings = configured.findings.filter(({ key }) => !key.startsWith('dropped.'));
  const told = findings.map((finding) => `  ${finding.severity}${finding.code === null ? '' : ` ${finding.code}`}: ${findingText(finding, write)}${at(finding.path)}`);
  if (configured.suppressed.length > 0) told.push(`  ${configured.suppressed.length} suppressed in the document`);
  if (told.length > 0) lines.push('', 'Findings', ...told);
  lines.push('', 'Allocator', `  ${simulatedWithText(result.allocator, write)} (${result.allocator.basis})`, ...result.allocator.rejected.map(({ because, arguments: values }) => `  ${sentence(`allocator.${because}`, values)}`));
  lines.push('', 'What this rests on: a model that has not been validated against ks.sys', ...[...chosen, ...result.assumptions].map(assumptionLine), '');
  return lines.join('\n');
}
