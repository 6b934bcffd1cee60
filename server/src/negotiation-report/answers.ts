import { type PinView, pinReference } from '../document/index';
import type { Negotiation } from '../simulation/negotiation/index';
import { say } from './ends';
import type { AllocatorReport, Answer, GraphReport, Said, SegmentReport } from './report';

/** Name of a graph at the beginning of an answer. */
function graphName({ kind, labels }: GraphReport): Said {
  if (kind !== 'simulation') return say(`graph.name.${kind}`);
  return labels.length === 1 ? say('graph.name.simulation', { label: labels[0]! }) : say('graph.name.more', { label: labels[0]!, count: labels.length - 1 });
}

/** Pins that have an allocator of their own, each once, in the order of the graphs. */
function vendorPins(negotiations: readonly Negotiation[]): readonly PinView[] {
  const pins = new Map<string, PinView>();
  for (const { segments } of negotiations) for (const { allocators } of segments) for (const { kind, pin } of allocators) if (kind === 'vendor' && pin && !pins.has(pinReference(pin))) pins.set(pinReference(pin), pin);
  return [...pins.values()];
}

const isVendorOf = ({ kind, name }: AllocatorReport, reference: string): boolean => kind === 'vendor' && name.values['name'] === reference;

/** Answers to what readers ask first: why an allocator is not called, or, where there is none, who allocates. */
export function answersOf(negotiations: readonly Negotiation[], graphs: readonly { readonly report: GraphReport }[]): readonly Answer[] {
  const reports = graphs.map(({ report }) => report);
  const vendors = vendorPins(negotiations);
  return vendors.length > 0 ? vendors.map((pin) => vendorAnswer(pin, reports)) : applicationAnswers(reports);
}

function vendorAnswer(pin: PinView, graphs: readonly GraphReport[]): Answer {
  const reference = pinReference(pin);
  let isEligible = false;
  const lines = graphs.flatMap((graph) => graph.segments.flatMap((segment) => segment.allocators.filter((allocator) => isVendorOf(allocator, reference)).map((allocator) => {
    if (allocator.verdict === 'eligible' && graph.kind === 'simulation') isEligible = true;
    return { said: vendorLine(graph, segment, allocator, pin.dataFlow === 1), path: allocator.becausePath };
  })));
  return { question: say(isEligible ? 'question.called' : 'question.notCalled', { name: reference }), lines };
}

function vendorLine(graph: GraphReport, { mode }: SegmentReport, { verdict, because }: AllocatorReport, isInput: boolean): Said {
  const name = graphName(graph);
  if (verdict === 'eligible') return say('answer.eligible', { graph: name });
  if (verdict === 'undecided') return say('answer.undecided', { graph: name, condition: because ?? say('value.unknown') });
  return say(mode === 'user' ? (isInput ? 'answer.userMode.input' : 'answer.userMode') : 'answer.rejected', { graph: name, reason: because ?? say('value.unknown') });
}

/** Without an allocator of the driver's own: whose frames each graph works with. */
function applicationAnswers(graphs: readonly GraphReport[]): readonly Answer[] {
  const byQuestion = new Map<string, { readonly said: Said; readonly path: string }[]>();
  for (const graph of graphs) {
    for (const { ends, mode, simulatedWith } of graph.segments) {
      const pin = ends.find(({ name }) => name.key === 'end.named')?.name.values['name'];
      if (typeof pin !== 'string') continue;
      const lines = byQuestion.get(pin) ?? [];
      const name = graphName(graph);
      const said = mode === 'user' ? say('answer.application', { graph: name }) : simulatedWith.allocator.key === 'allocator.none' ? say('answer.nobody', { graph: name }) : say('answer.simulated', { graph: name, allocator: simulatedWith.allocator });
      lines.push({ said, path: simulatedWith.path });
      byQuestion.set(pin, lines);
    }
  }
  return [...byQuestion].map(([name, lines]) => ({ question: say('question.whoAllocates', { name }), lines }));
}
