import { type Model, allPins, pinReference, textOf } from '../../document/index';
import type { Finding } from '../../findings/index';
import { formatReport, reportNegotiation } from '../../negotiation-report/index';
import type { ExplainAllocatorResult, ListNegotiationsResult, NegotiationChoice, NegotiationSubject, Position } from '../../protocol/index';
import { messageOf } from '../../rules/index';
import { labelOf, simulationsOf } from '../../simulation/index';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { localize, translate } from '../localize';

/** Answers `avstream/listNegotiations`: pins and simulations, and which of them the cursor is in. */
export function listNegotiations(document: TextDocument, model: Model, position: Position | undefined): ListNegotiationsResult {
  const { tree } = model;
  const offset = position && document.offsetAt(position);
  const covers = (node: number | undefined): boolean => offset !== undefined && node !== undefined && node >= 0 && tree.start[node]! <= offset && offset <= tree.end[node]!;
  const choices: NegotiationChoice[] = [];
  let current = -1;
  const seen = new Set<string>();
  for (const pin of allPins(model)) {
    const name = pinReference(pin);
    // A second pin of the same reference could not be told apart.
    if (seen.has(name)) continue;
    seen.add(name);
    // What a pin points to stands elsewhere: there the cursor means the first pin that uses it.
    const own = [pin.pin.node, ...[pin.framing, pin.allocator, pin.dispatch].map((pointer) => (pointer.state === 'present' ? pointer.instance.node : undefined))];
    if (current === -1 && own.some(covers)) current = choices.length;
    choices.push({ subject: { kind: 'pin', name }, detail: pinDetail(pin.allocator.state, pin.framing.state) });
  }
  simulationsOf(model).forEach((simulation, index) => {
    const name = labelOf(simulation, index);
    if (seen.has(`simulation ${name}`)) return;
    seen.add(`simulation ${name}`);
    if (covers(simulation.node)) current = choices.length;
    choices.push({ subject: { kind: 'simulation', name }, detail: textOf(simulation, 'Description') ?? '' });
  });
  return { choices, current };
}

function pinDetail(allocator: 'present' | 'null' | 'unknown', framing: 'present' | 'null' | 'unknown'): string {
  if (allocator === 'present') return framing === 'present' ? localize('an allocator of its own, framing') : localize('an allocator of its own');
  return framing === 'present' ? localize('framing') : '';
}

/** Answers `avstream/explainAllocator`. A subject that the document no longer has gets a report that says so. */
export function explainAllocator(model: Model, { kind, name }: NegotiationSubject, findings: readonly Finding[]): ExplainAllocatorResult {
  const index = kind === 'simulation' ? simulationsOf(model).findIndex((simulation, position) => labelOf(simulation, position) === name) : -1;
  const report = reportNegotiation(model, { subject: kind === 'pin' ? { kind, reference: name } : { kind, index }, findings });
  const { lines, links, tones } = formatReport(report, kind === 'pin' ? name : `"${name}"`, { write: localize, messageOf: (finding) => messageOf(finding, translate) });
  return { lines, links, tones };
}
