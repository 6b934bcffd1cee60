import { type FilterView, type Model, type PinView, allPins, pinReference, textOf } from '../document/index';
import type { Finding } from '../findings/index';
import { SimulationOptions } from '../ks/index';
import { labelOf, simulationsOf } from '../simulation/index';
import { type Graph, type Negotiation, type NegotiationOptions, type SegmentNegotiation, graphsOf, negotiate, optionFields, optionNames, optionPlace, optionWord, optionsOf, supposedGraphs } from '../simulation/negotiation/index';
import { answersOf } from './answers';
import { foundingOf, pathOf, say } from './ends';
import { createFindingsOf } from './findings';
import type { CutReport, GraphReport, NegotiationReport, OptionReport, SegmentReport } from './report';
import { segmentReport } from './segments';

/** What a report is asked for: every simulation, one of them by its index, or one pin by its reference. */
export type ReportSubject = { readonly kind: 'all' } | { readonly kind: 'simulation'; readonly index: number } | { readonly kind: 'pin'; readonly reference: string };

/** What else is to be heeded. */
export interface ReportRequest {
  readonly subject: ReportSubject;
  /** Options that hold instead of those that simulations state. */
  readonly options?: Partial<NegotiationOptions>;
  /** What the validator finds in the document: those that belong to a segment are shown with it. */
  readonly findings: readonly Finding[];
}

/** A graph with what it was made for. */
interface Subject {
  readonly kind: GraphReport['kind'];
  readonly label: string;
  readonly negotiation: Negotiation;
}

const samePin = (a: PinView, b: PinView): boolean => a.filter.index === b.filter.index && a.id === b.id;
const connects = ({ connections }: Graph, pin: PinView, mode?: 'kernel'): boolean => connections.some((connection) => (mode === undefined || connection.mode !== 'user') && [connection.from, connection.to].some((end) => end.pin !== undefined && samePin(end.pin, pin)));
const hasAllocator = (pin: PinView): boolean => pin.allocator.state === 'present';

/** Reports who may allocate in the graphs of a document: those that its simulations state, and for pins that none of them connects in kernel mode, graphs that are supposed. */
export function reportNegotiation(model: Model, { subject, options = {}, findings }: ReportRequest): NegotiationReport {
  const subjects = subjectsOf(model, subject, options);
  const graphs = distinct(subjects.map((each) => ({ subject: each, report: graphReport(model, each, options, findings) })));
  return { answers: answersOf(subjects.map(({ negotiation }) => negotiation), graphs), graphs: graphs.map(({ report }) => report) };
}

function subjectsOf(model: Model, subject: ReportSubject, options: Partial<NegotiationOptions>): readonly Subject[] {
  const negotiated = (kind: GraphReport['kind'], label: string, graphs: readonly Graph[]): readonly Subject[] =>
    graphs.map((graph) => ({ kind, label, negotiation: negotiate(graph, { ...optionsOf(graph.simulation), ...options }) }));
  const simulations = simulationsOf(model);
  const pins = allPins(model);
  const wanted = subject.kind === 'pin' ? pins.filter((pin) => pinReference(pin) === subject.reference) : [];
  const stated = simulations.flatMap((simulation, index) => {
    if (subject.kind === 'simulation' && subject.index !== index) return [];
    const graphs = graphsOf(model, simulation, index);
    return negotiated('simulation', labelOf(simulation, index), subject.kind === 'pin' ? graphs.filter((graph) => wanted.some((pin) => connects(graph, pin))) : graphs);
  });
  const supposed = (kind: 'supposedApplication' | 'supposedKernelFilter', pin: PinView): readonly Subject[] => negotiated(kind, pinReference(pin), supposedGraphs(model, pin, kind === 'supposedApplication' ? 'user' : 'kernel', pinReference(pin)));
  // Where nothing is simulated, every pin whose frames someone could ask about is looked at.
  const asked = subject.kind === 'pin' ? wanted
    : subject.kind === 'simulation' && simulations[subject.index] === undefined ? []
    : stated.length === 0 ? pins.filter((pin) => hasAllocator(pin) || (pin.framing.state === 'present' && pin.communication !== 4))
      : pins.filter((pin) => hasAllocator(pin) && stated.some(({ negotiation }) => connects(negotiation.graph, pin)));
  const isConnected = (pin: PinView, mode?: 'kernel'): boolean => stated.some(({ negotiation }) => connects(negotiation.graph, pin, mode));
  return [
    ...stated,
    ...asked.slice(0, pinLimit).flatMap((pin) => [...(isConnected(pin) ? [] : supposed('supposedApplication', pin)), ...(isConnected(pin, 'kernel') ? [] : supposed('supposedKernelFilter', pin))]),
  ];
}

/** Pins that graphs are supposed for; with more, ask for one. */
const pinLimit = 16;

function graphReport(model: Model, { kind, label, negotiation }: Subject, asked: Partial<NegotiationOptions>, findings: readonly Finding[]): GraphReport {
  const { graph, segments } = negotiation;
  const findingsOf = createFindingsOf(model, findings, negotiation);
  const reports = segments.map((segment) => segmentReport(model, negotiation, segment, findingsOf(segment)));
  const cuts = cutsOf(model, segments);
  return {
    kind, labels: [label], conditions: conditionsOf(graph), path: graph.simulation ? pathOf(model, graph.simulation.node) : pathOf(model, graph.connections[0]?.where),
    segments: reports, cuts, options: optionsThatDecided(model, negotiation, reports, asked),
  };
}

/** Conditions of the forms that a graph has its pins and filters in. */
function conditionsOf({ connections }: Graph): readonly string[] {
  const filters = new Set<FilterView>();
  const conditions = new Set<string>();
  for (const { from, to } of connections) {
    for (const { pin } of [from, to]) {
      if (!pin) continue;
      filters.add(pin.filter);
      if (pin.variant?.condition !== undefined) conditions.add(pin.variant.condition);
    }
  }
  for (const { variant } of filters) if (variant?.condition !== undefined) conditions.add(variant.condition);
  return [...conditions];
}

function cutsOf(model: Model, segments: readonly SegmentNegotiation[]): readonly CutReport[] {
  const owner = new Map(segments.flatMap(({ segment }) => segment.connections.map((connection) => [connection, segment.index + 1] as const)));
  const cuts = new Set(segments.flatMap(({ segment }) => segment.cuts));
  return [...cuts].map((cut) => {
    const [upstream, downstream] = [owner.get(cut.upstream) ?? 0, owner.get(cut.downstream) ?? 0];
    return { ...foundingOf(cut), because: cut.because, said: say('cut', { upstream, downstream, filter: textOf(cut.filter.filter, 'Label') ?? cut.filter.label, reason: say(`cut.${cut.because}`) }), upstream, downstream, path: pathOf(model, cut.decidedBy[0]) };
  });
}

/** The options that decided something in a report, in the order of the format. */
function optionsThatDecided(model: Model, { graph, options, segments }: Negotiation, reports: readonly SegmentReport[], asked: Partial<NegotiationOptions>): readonly OptionReport[] {
  const decided = new Set<string>();
  const note = ({ option }: { readonly option: string | undefined }): void => { if (option !== undefined) decided.add(option); };
  for (const { rows, placement, simulatedWith, request } of reports) {
    for (const { common } of rows) if (common) note(common);
    if (placement) note(placement);
    note(simulatedWith);
    for (const field of request?.fields ?? []) note(field);
  }
  if (segments.some(({ segment }) => segment.mode !== 'user' && segment.cuts.some(({ because, downstream }) => because === 'sizeChanges' && segment.connections.includes(downstream)))) decided.add(optionFields.compressionRounding);
  return optionNames.filter((name) => decided.has(optionFields[name])).map((name): OptionReport => {
    const place = optionPlace(graph.simulation, name);
    const word = optionWord(options, name);
    const { type } = SimulationOptions.fields[optionFields[name]];
    return {
      name: optionFields[name], word, summary: type.kind === 'word' ? (type.words.find((each) => each.word === word)?.summary ?? '') : '',
      from: asked[name] !== undefined ? 'request' : place ? 'simulation' : 'default', path: pathOf(model, place),
    };
  });
}

/** Graphs that read the same, told once with the labels of all. */
function distinct(graphs: readonly { readonly subject: Subject; readonly report: GraphReport }[]): readonly { readonly subject: Subject; readonly report: GraphReport }[] {
  const found = new Map<string, { readonly subject: Subject; readonly report: GraphReport }>();
  for (const each of graphs) {
    const { labels, path, ...rest } = each.report;
    const key = JSON.stringify(each.report.kind === 'simulation' ? rest : { ...rest, labels, path }, (name, value: unknown) => (name === 'path' || name === 'paths' || name === 'becausePath' ? undefined : value));
    const before = found.get(key);
    found.set(key, before ? { ...before, report: { ...before.report, labels: [...new Set([...before.report.labels, ...labels])] } } : each);
  }
  return [...found.values()];
}
