import { formatDuration } from '../document/index';
import { type TextArguments, formatText, grouped } from '../findings/index';
import { localize } from '../lsp/localize';
import type { ConfiguredSimulationFindings } from '../rules/index';
import { type AllocatorReport, type Assumption, type RunCall, type SimulationResult, type ToldAssumption, allocatorCallSentence, callText, dropText, dropsOf, eligibleText, figuresOf, findingText, headlineOf, ofPins, rejectedText, simulatedWithText, simulationText, tellAssumptions, undecidedText } from '../simulation/index';
import type { TieOrders } from './tie-order';

/** Puts a text of the simulation into the reader's language. */
export const write = (template: string, values: TextArguments): string => formatText(localize(template), values);

/** The text of a key in the reader's language. */
export function sentence(key: string, values: TextArguments = {}): string {
  const { template, values: shown } = simulationText(key, values);
  return write(template, shown);
}

const at = (path: string): string => (path === '' ? '' : `\n      ${path}`);

const assumptionLine = ({ assumption: { basis }, text }: ToldAssumption): string => `  ${basis.padEnd(10)}  ${text}`;

/** What `avstream simulate` prints for a person: what happened, the figures, why frames were lost, and what all of it rests on. */
export function simulationReport(result: SimulationResult, chosen: readonly Assumption[], configured: ConfiguredSimulationFindings, ties?: TieOrders): string {
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
  const several = result.pins.length + result.circuits.length > 1;
  const findings = configured.findings.filter(({ key }) => !key.startsWith('dropped.'));
  const told = findings.map((finding) => `  ${finding.severity}${finding.code === null ? '' : ` ${finding.code}`}: ${ofPins(findingText(finding, write), finding.pin === '' ? [] : [finding.pin], several, write)}${at(finding.path)}`);
  if (configured.suppressed.length > 0) told.push(`  ${configured.suppressed.length} suppressed in the document`);
  if (told.length > 0) lines.push('', 'Findings', ...told);
  lines.push('', 'Allocator', ...result.allocators.flatMap(allocatorLines));
  if (ties) lines.push('', 'Order of simultaneous events', ...tieLines(ties));
  const rests = ['', 'What this rests on: a model that has not been validated against ks.sys', ...tellAssumptions([...chosen, ...result.assumptions], write).map(assumptionLine), ''];
  // There may be more lines of queues and calls than a call has room for arguments.
  return lines.concat(queueLines(result), callLines(result), rests).join('\n');
}

/** Whose frames a section of the graph was simulated with. */
function allocatorLines(report: AllocatorReport, _: number, all: readonly AllocatorReport[]): string[] {
  return [
    `  ${all.length > 1 ? `${report.section}: ` : ''}${simulatedWithText(report, write)} (${report.basis})`,
    ...report.eligible.map((each) => `  ${eligibleText(each, write)}`), ...report.rejected.map((each) => `  ${rejectedText(each, write)}`), ...report.undecided.map((each) => `  ${undecidedText(each, write)}`),
  ];
}

/** What depends on the order of events that come at one instant. */
function tieLines({ runs, figures, findings }: TieOrders): string[] {
  const orders = runs.length;
  if (figures.length === 0 && findings.length === 0) return [`  Nothing depends on it: ${orders} other orders gave the same figures and findings.`];
  return [
    `  In ${orders} other orders these differ:`,
    ...figures.map(({ label, values }) => `  ${label}: ${values.join(' | ')}`),
    ...findings.map(({ code, key, pin, runs: shown }) => `  Finding ${code ?? key}${pin === '' ? '' : ` (${pin})`}: in ${shown} of ${orders + 1} runs`),
  ];
}

const queueLines = ({ queues }: SimulationResult): string[] => (queues.length === 0 ? [] : ['', 'Queues', ...queues.flatMap(({ time, text }) => [`  at ${formatDuration(time)}`, ...text.trimEnd().split('\n').map((line) => `  ${line}`)])]);

/** The record of calls in columns: when, at which IRQL, on what. */
function callLines({ calls, callCount, circuits }: SimulationResult): string[] {
  if (calls.length === 0) return [];
  const logs = new Map(circuits.map(({ label, allocatorCalls }) => [label, allocatorCalls]));
  // A call to or by an allocator is told with what it was given and what came of it.
  const text = (call: RunCall): string => {
    const logged = logs.get(call.object)?.[call.about];
    return logged?.call === call.what ? allocatorCallSentence(logged, write) : callText(call, write);
  };
  const rows = calls.map((call) => [formatDuration(call.time), call.irql ?? '', call.object, text(call)] as const);
  const widths = [0, 1, 2].map((column) => rows.reduce((greatest, row) => Math.max(greatest, row[column]!.length), 0));
  const more = callCount > calls.length ? [`  and ${grouped(callCount - calls.length)} more`] : [];
  return ['', circuits.some(({ allocatorCalls }) => allocatorCalls.length > 0) ? "Calls (addresses are the model's own)" : 'Calls', ...rows.map(([time, irql, object, text]) => `  ${time.padStart(widths[0]!)}  ${irql.padEnd(widths[1]!)}  ${object.padEnd(widths[2]!)}  ${text}`), ...more];
}
