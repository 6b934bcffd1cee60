import type { Finding, TextArguments } from '../findings/index';
import { type LaidOutText, type Layout, type Run, createLayout } from './layout';
import type { AllocatorReport, ConditionReport, Founding, GraphReport, NegotiationReport, ReportRow, RequestReport, Said, SegmentReport } from './report';
import { reportTexts } from './texts';

/** What formatting needs from an adapter. */
export interface ReportWriter {
  /** Puts arguments into a template, in the reader's language. */
  readonly write: (template: string, values: TextArguments) => string;
  /** The sentence of a finding. */
  readonly messageOf: (finding: Finding) => string;
}

/** Characters in a line of the report. */
export const reportWidth = 100;

/** The text of a key in the reader's language; texts among the arguments first. */
export function saidText({ key, values }: Said, writer: Pick<ReportWriter, 'write'>): string {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? saidText(value, writer) : value]));
  return writer.write(reportTexts[key] ?? key, shown);
}

/** Several alternatives as one text. */
export function alternativesText(alternatives: readonly Said[], writer: Pick<ReportWriter, 'write'>): string {
  const texts = alternatives.map((each) => saidText(each, writer));
  return texts.length === 0 ? '' : texts.reduce((first, second) => writer.write(reportTexts['value.or']!, { first, second }));
}

interface Context {
  readonly writer: ReportWriter;
  readonly layout: Layout;
  readonly say: (key: string, values?: Said['values']) => string;
}

/** The report as text, at most {@link reportWidth} wide where words allow, with links to the values that decide. */
export function formatReport(report: NegotiationReport, subject: string, writer: ReportWriter): LaidOutText {
  const layout = createLayout(reportWidth);
  const context: Context = { writer, layout, say: (key, values = {}) => saidText({ key, values }, writer) };
  const { say } = context;
  layout.paragraph([{ text: say('title.of', { subject }), tone: 'heading' }]);
  layout.blank();
  for (const { question, lines } of report.answers) {
    layout.paragraph([{ text: saidText(question, writer), tone: 'heading' }]);
    for (const { said, path } of lines) layout.paragraph([{ text: saidText(said, writer) }, ...at(path)], 2);
    layout.blank();
  }
  if (report.graphs.length === 0) layout.paragraph([{ text: say('note.nothing') }]);
  for (const graph of report.graphs) formatGraph(context, graph);
  layout.blank();
  layout.paragraph([{ text: say('note.bases'), tone: 'muted' }]);
  layout.paragraph([{ text: say('note.model'), tone: 'muted' }]);
  return layout.finish();
}

/** The value that decides, as its pointer; a word that is never broken. */
const at = (path: string): readonly Run[] => (path === '' ? [] : [{ text: `[${path.replaceAll(' ', '\u00a0')}]`, path, tone: 'muted' }]);

/** The basis of a value, with the option where one decided. */
const basis = ({ say }: Context, { basis: kind, option }: Founding): Run => ({ text: `(${option === undefined ? say(`basis.${kind}`) : kind === 'option' ? say('basis.option.named', { option }) : `${say(`basis.${kind}`)}, ${say('basis.option.named', { option })}`})`, tone: 'muted' });

function formatGraph(context: Context, graph: GraphReport): void {
  const { layout, say } = context;
  layout.blank();
  const labels = graph.labels.map((label) => (graph.kind === 'simulation' ? `"${label}"` : label)).join(', ');
  // Data flows from the application into an input pin.
  const isWritten = graph.kind === 'supposedApplication' && graph.segments[0]?.ends[0]?.name.key === 'end.application';
  layout.paragraph([{ text: say(isWritten ? 'graph.supposedApplication.input' : `graph.${graph.kind}`, { labels }), path: graph.path, tone: 'heading' }]);
  layout.paragraph([{ text: '='.repeat(reportWidth), tone: 'muted' }]);
  if (graph.kind !== 'simulation') layout.paragraph([{ text: say(graph.kind === 'supposedKernelFilter' ? 'graph.supposedPeer' : 'graph.supposed') }]);
  if (graph.conditions.length > 0) layout.paragraph([{ text: say('graph.conditions', { conditions: graph.conditions.join(', ') }) }]);
  if (graph.segments.length === 0) layout.paragraph([{ text: say('note.noSegments') }]);
  for (const segment of graph.segments) formatSegment(context, segment);
  if (graph.cuts.length > 0) {
    heading(context, 'heading.cuts', 0);
    for (const cut of graph.cuts) layout.paragraph([{ text: saidText(cut.said, context.writer) }, basis(context, cut), ...at(cut.path)], 2);
  }
  if (graph.options.length > 0) {
    heading(context, 'heading.options', 0);
    for (const { name, word, summary, from, path } of graph.options) {
      layout.paragraph([{ text: `${name}: ${word}`, path }, { text: `(${say(`option.${from}`)})`, tone: 'muted' }, { text: summary }], 2, 6);
    }
  }
}

function heading({ layout, say }: Context, key: string, indent: number): void {
  layout.blank();
  layout.paragraph([{ text: say(key), tone: 'heading' }], indent);
}

function formatSegment(context: Context, segment: SegmentReport): void {
  const { layout, say, writer } = context;
  layout.blank();
  const ends = segment.ends.flatMap(({ name, path }, index): Run[] => [...(index === 0 ? [] : [{ text: '→', tone: 'heading' as const }]), { text: saidText(name, writer), path, tone: 'heading' }]);
  layout.paragraph([{ text: say('segment.title', { number: segment.number, ends: '' }).trimEnd(), tone: 'heading' }, ...ends, { text: `(${say(`segment.${segment.mode}`)})`, tone: 'muted' }]);
  for (const note of segment.notes) layout.paragraph([{ text: saidText(note, writer) }], 2);
  if (segment.rows.some(({ demands, common }) => demands.length > 0 || common !== undefined)) {
    heading(context, 'heading.demands', 2);
    formatRows(context, segment);
  }
  heading(context, 'heading.allocators', 2);
  for (const allocator of segment.allocators) formatAllocator(context, allocator, segment);
  layout.paragraph([{ text: say('simulatedWith', { allocator: segment.simulatedWith.allocator }) }, basis(context, segment.simulatedWith), ...at(segment.simulatedWith.path)], 4);
  if (segment.request) formatRequest(context, segment.request, segment.allocators.some(({ kind, verdict }) => kind === 'vendor' && verdict !== 'rejected'));
  if (segment.findings.length > 0) {
    heading(context, 'heading.findings', 2);
    for (const { finding, path } of segment.findings) {
      layout.paragraph([{ text: say('finding.line', { severity: finding.severity, code: finding.code, message: writer.messageOf(finding) }) }, ...at(path)], 4, 6);
    }
  }
}

const nameWidth = 26;

function formatRows(context: Context, { rows, ends }: SegmentReport): void {
  const { layout, say, writer } = context;
  const aspectAt = 4;
  const aspects = rows.map(({ aspect }) => say(`aspect.${aspect}`));
  const endAt = aspectAt + Math.max(...aspects.map(({ length }) => length)) + 2;
  const names = [say('common'), ...rows.flatMap(({ demands }) => demands.map(({ end }) => saidText(ends[end]!.name, writer)))];
  const endWidth = Math.min(nameWidth, Math.max(...names.map(({ length }) => length)));
  const valueAt = endAt + endWidth + 2;
  const put = (aspect: string, name: Run, value: readonly Run[]): void => layout.row([
    { at: aspectAt, width: endAt - aspectAt, runs: [{ text: aspect }] }, { at: endAt, width: endWidth, runs: [name] }, { at: valueAt, width: reportWidth - valueAt, runs: value },
  ]);
  const putRow = ({ demands, common }: ReportRow, aspect: string): void => {
    let label = aspect;
    for (const { end, alternatives, path } of demands) {
      put(label, { text: saidText(ends[end]!.name, writer) }, [{ text: alternativesText(alternatives, writer), path }]);
      label = '';
    }
    if (common) put(label, { text: say('common'), tone: 'heading' }, [{ text: alternativesText(common.alternatives, writer), path: common.path, tone: 'heading' }, ...(common.isKnown ? [basis(context, common)] : [])]);
  };
  rows.forEach((row, index) => putRow(row, aspects[index]!));
}

function formatAllocator(context: Context, allocator: AllocatorReport, { placement }: SegmentReport): void {
  const { layout, say, writer } = context;
  const { kind, verdict, because, conditions } = allocator;
  const name = saidText(allocator.name, writer);
  const isSupplier = conditions.length === 0;
  const text = isSupplier ? say('verdict.supplies') : verdict === 'eligible' ? say('verdict.eligible') : say(`verdict.${verdict}`, { reason: because ?? { key: 'value.unknown', values: {} }, condition: because ?? { key: 'value.unknown', values: {} } });
  layout.paragraph([{ text: `${name}:`, path: allocator.path }, { text, tone: verdict === 'rejected' ? 'bad' : verdict === 'eligible' ? 'good' : 'muted' }, ...at(allocator.becausePath)], 4, 6);
  for (const state of ['notMet', 'unknown', 'met'] as const) for (const condition of conditions) if (condition.state === state) formatCondition(context, condition);
  if (kind === 'default' && placement) layout.paragraph([{ text: say('placement', { end: placement.end }) }, basis(context, placement), ...at(placement.path)], 6);
  layout.blank();
}

function formatCondition(context: Context, condition: ConditionReport): void {
  const { layout, say, writer } = context;
  const states = [say('state.met'), say('state.notMet'), say('state.unknown')];
  const at0 = 6;
  const textAt = at0 + Math.max(...states.map(({ length }) => length)) + 2;
  layout.row([
    { at: at0, width: textAt - at0 - 1, runs: [{ text: say(`state.${condition.state}`), tone: condition.state === 'met' ? 'good' : condition.state === 'notMet' ? 'bad' : 'muted' }] },
    { at: textAt, width: reportWidth - textAt, runs: [{ text: saidText(condition.said, writer) }, basis(context, condition), ...condition.paths.flatMap(at)] },
  ]);
}

function formatRequest(context: Context, { fields, bytes }: RequestReport, isInitialized: boolean): void {
  const { layout, say, writer } = context;
  heading(context, isInitialized ? 'heading.request.initialize' : 'heading.request', 2);
  const valueAt = 4 + Math.max(...fields.map(({ name }) => name.length)) + 2;
  for (const field of fields) layout.row([{ at: 4, width: valueAt - 4, runs: [{ text: field.name }] }, { at: valueAt, width: reportWidth - valueAt, runs: [{ text: saidText(field.said, writer), path: field.path }, ...(field.value === undefined ? [] : [basis(context, field)])] }]);
  layout.paragraph([bytes === undefined ? { text: say('request.unknown'), tone: 'muted' } : { text: say('request.bytes', { bytes }) }], 4);
}
