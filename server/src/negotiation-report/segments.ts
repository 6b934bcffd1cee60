import type { Model } from '../document/index';
import { type Finding, grouped } from '../findings/index';
import { type ConstantSet, constantName, constantSetNamed } from '../ks/index';
import { type AllocatorVerdict, type Condition, type CreateRequest, type Negotiation, type SegmentNegotiation, createRequestOf, requestFieldNames } from '../simulation/negotiation/index';
import { allocatorName, endName, foundingOf, pathOf, say, sayName } from './ends';
import type { AllocatorReport, ConditionReport, RequestField, RequestReport, Said, SegmentReport } from './report';
import { bitNames, maskText, rowsOf } from './rows';

const optionFlags = ['KSALLOCATOR_OPTIONF'].map(constantSetNamed).filter((set): set is ConstantSet => set !== undefined);

/** Conditions whose failure says most about a rejection, first. */
const weight: readonly Condition['name'][] = ['kernelMode', 'requestor', 'systemTransport', 'standardTransport', 'notExcluded', 'initialize', 'mustAllocate', 'kernelMemory', 'memory', 'hostMemory', 'systemMemory', 'frameSize', 'pitch', 'framing'];

/** Key of a condition's text: the default allocator asks something else of system memory than others do. */
const keyOf = (prefix: string, { name }: Condition, kind: AllocatorVerdict['kind']): string => (name === 'systemMemory' && kind === 'default' ? `${prefix}.systemMemory.default` : `${prefix}.${name}`);

/** The condition that decides over a verdict: the weightiest that is not met, or that is unknown. */
function decisive({ verdict, conditions }: AllocatorVerdict): Condition | undefined {
  if (verdict === 'eligible') return undefined;
  const wanted = verdict === 'rejected' ? false : undefined;
  return weight.map((name) => conditions.find((condition) => condition.name === name && condition.isMet === wanted)).find((condition) => condition !== undefined);
}

/** One allocator with its conditions. */
function allocatorReport(model: Model, { segment }: SegmentNegotiation, allocator: AllocatorVerdict, isSupposed: boolean): AllocatorReport {
  const condition = decisive(allocator);
  const user = segment.ends.find(({ mode }) => mode === 'user');
  const key = condition && keyOf(allocator.verdict === 'rejected' ? 'because' : 'condition', condition, allocator.kind);
  return {
    kind: allocator.kind, name: allocatorName(allocator, user && endName(user, isSupposed)), path: allocator.kind === 'default' ? '' : pathOf(model, allocator.where), verdict: allocator.verdict,
    because: key === undefined ? undefined : say(key, user ? { end: endName(user, isSupposed) } : {}),
    becausePath: pathOf(model, condition?.decidedBy[0]),
    conditions: allocator.conditions.map((each): ConditionReport => ({
      ...foundingOf(each), name: each.name, state: each.isMet === undefined ? 'unknown' : each.isMet ? 'met' : 'notMet', said: say(keyOf('condition', each, allocator.kind)),
      paths: each.isMet === true ? [] : [...new Set(each.decidedBy.map((place) => pathOf(model, place)).filter((path) => path !== ''))].slice(0, 8),
    })),
  };
}

function fieldText(name: (typeof requestFieldNames)[number], value: number): Said {
  switch (name) {
    case 'OptionsFlags': return value === 0 ? sayName('0') : sayName(bitNames(value, optionFlags));
    case 'PoolType': return sayName(constantName('POOL_TYPE', value) ?? String(value));
    case 'FileAlignment': return maskText(value);
    case 'FrameSize': return say('value.bytes', { bytes: grouped(value) });
    default: return sayName(grouped(value));
  }
}

function requestReport(model: Model, { fields, bytes }: CreateRequest): RequestReport {
  return {
    bytes,
    fields: requestFieldNames.map((name): RequestField => {
      const cell = fields[name];
      return { ...foundingOf(cell), ...(cell.value === undefined ? { option: undefined } : {}), name, value: cell.value, said: cell.value === undefined ? say('value.unknown') : fieldText(name, cell.value), path: pathOf(model, cell.decidedBy[0]) };
    }),
  };
}

/**
 * The report of one segment.
 * @param findings that belong to it
 */
export function segmentReport(model: Model, negotiation: Negotiation, part: SegmentNegotiation, findings: readonly Finding[]): SegmentReport {
  const { segment, allocators, placement, simulatedWith } = part;
  const isSupposed = negotiation.graph.simulation === undefined;
  const pool = allocators.find(({ kind }) => kind === 'default');
  const gets = allocators.some(({ kind, verdict }) => (kind === 'vendor' || kind === 'default' || kind === 'peer') && verdict !== 'rejected');
  const { allocator } = simulatedWith;
  const user = segment.ends.find(({ mode }) => mode === 'user');
  return {
    number: segment.index + 1,
    ends: segment.ends.map((end) => ({ name: endName(end, isSupposed), mode: end.mode, path: pathOf(model, end.pin ? end.pin.pin.node : end.where) })),
    mode: segment.mode,
    notes: [...(segment.mode === 'user' ? [say('note.userMode')] : []), ...(segment.isCertain ? [] : [say(segment.graph.isComplete ? 'note.uncertain' : 'note.unread')])],
    rows: rowsOf(model, part),
    allocators: allocators.map((each) => allocatorReport(model, part, each, isSupposed)),
    placement: placement.value === undefined || pool?.verdict !== 'eligible' ? undefined : { ...foundingOf(placement), end: endName(placement.value, isSupposed), path: pathOf(model, placement.decidedBy[0]) },
    simulatedWith: {
      ...foundingOf(simulatedWith), path: pathOf(model, simulatedWith.decidedBy[0]),
      allocator: allocator === undefined ? say('allocator.none') : allocatorName(allocator, user && endName(user, isSupposed), 'with'),
    },
    request: gets ? requestReport(model, createRequestOf(part, negotiation.options)) : undefined,
    findings: findings.map((finding) => ({ finding, path: pathOf(model, finding.place.node) })),
  };
}
