import { readModel } from '../document/index';
import { formatText } from '../findings/index';
import { localize } from '../lsp/localize';
import { type NegotiationReport, type ReportWriter, type Said, findingsOf, formatReport, reportNegotiation, saidText } from '../negotiation-report/index';
import { messageOf } from '../rules/index';
import { labelOf, simulationsOf } from '../simulation/index';
import { type NegotiationOptions, type OptionName, optionFields, optionNames, optionWords } from '../simulation/negotiation/index';
import { complain, print } from './print';
import { readDocument } from './read-document';

/** What `avstream negotiate` was asked for. */
export interface NegotiateOptions {
  readonly file: string;
  /** Label of a simulation; without one, all of them. */
  readonly scenario: string | undefined;
  /** `NAME=VALUE`, as given. */
  readonly options: readonly string[];
  readonly format: 'text' | 'json';
}

const writer: ReportWriter = {
  write: (template, values) => formatText(localize(template), values),
  messageOf: (finding) => messageOf(finding, (_, template) => localize(template)),
};

/** `avstream negotiate`: exit code 0, 1 (a finding of level error belongs to a graph) or 2 (it could not be read, or there is no such simulation or option). */
export async function negotiate(asked: NegotiateOptions): Promise<number> {
  const options = readOptions(asked.options);
  if (typeof options === 'string') return refuse(options);
  const read = await readDocument(asked.file);
  if ('reason' in read) return refuse(`cannot read ${asked.file}: ${read.reason}.`);
  const model = readModel(read.text);
  const labels = simulationsOf(model).map(labelOf);
  const index = asked.scenario === undefined ? -1 : labels.indexOf(asked.scenario);
  if (asked.scenario !== undefined && index === -1) return refuse(`${asked.file} has no simulation "${asked.scenario}".${labels.length === 0 ? '' : ` It has: ${labels.map((label) => `"${label}"`).join(', ')}.`}`);
  const report = reportNegotiation(model, { subject: index === -1 ? { kind: 'all' } : { kind: 'simulation', index }, options, findings: findingsOf(model) });
  if (report.graphs.length === 0 && model.problems.length > 0) return refuse(`${asked.file} has no pin that can be read; avstream check ${asked.file} says what is wrong with it.`);
  await print(asked.format === 'json' ? json(report) : `${formatReport(report, asked.scenario === undefined ? asked.file : `"${asked.scenario}"`, writer).lines.join('\n')}\n`);
  return report.graphs.some(({ segments }) => segments.some(({ findings }) => findings.some(({ finding }) => finding.severity === 'error'))) ? 1 : 0;
}

function refuse(reason: string): number {
  complain(reason);
  return 2;
}

/** The options of `--option NAME=VALUE`, or what is wrong with one. Case does not matter. */
function readOptions(given: readonly string[]): Partial<NegotiationOptions> | string {
  const options: Record<string, string> = {};
  for (const each of given) {
    const [name = '', word = ''] = each.split(/=(.*)/s);
    const option = optionNames.find((known) => optionFields[known].toLowerCase() === name.toLowerCase());
    if (option === undefined) return `there is no option '${name}'. The options are: ${optionNames.map((known) => optionFields[known]).join(', ')}.`;
    const known = optionWords(option).find((value) => value.toLowerCase() === word.toLowerCase());
    if (known === undefined) return `${optionFields[option]} takes ${listed(option)}, not '${word}'.`;
    options[option] = `${known.charAt(0).toLowerCase()}${known.slice(1)}`;
  }
  return options;
}

const listed = (option: OptionName): string => optionWords(option).join(', ').replace(/, ([^,]*)$/, ' or $1');

/** The report with every text beside its key, and findings with their messages. */
function json(report: NegotiationReport): string {
  const isSaid = (value: object): value is Said => 'key' in value && 'values' in value;
  return `${JSON.stringify({ version: 1, validated: false, ...report }, (name, value: unknown) => {
    if (name === 'finding') return printedFinding(value as NegotiationReport['graphs'][number]['segments'][number]['findings'][number]['finding']);
    return typeof value === 'object' && value !== null && isSaid(value) ? { ...value, text: saidText(value, writer) } : value;
  }, 2)}\n`;
}

const printedFinding = (finding: Parameters<ReportWriter['messageOf']>[0]): object => ({ code: finding.code, severity: finding.severity, message: writer.messageOf(finding) });
