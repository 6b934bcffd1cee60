import { type FilterView, type PinView, booleanOf } from '../../document/index';
import { type Source, constantValue, streamTopic } from '../../ks/index';
import type { Basis, DecidingPlace } from './cell';
import { inPlaceBetween, sizeChange } from './filter-facts';
import type { Connection, End, Graph, Mode } from './graph';

/**
 * Why a segment ends at a filter: the filter copies; it changes the size of frames; a connection is not on the standard transport; or the document does not say enough:
 * whether the filter works in place, or which of several connections belong together.
 */
export type CutReason = 'copying' | 'sizeChanges' | 'offTransport' | 'inPlaceUnknown' | 'severalConnections';

/** A filter at which one segment ends and others begin. */
export interface Cut {
  readonly filter: FilterView;
  readonly because: CutReason;
  readonly basis: Basis;
  readonly sources: readonly Source[];
  readonly decidedBy: readonly DecidingPlace[];
  readonly upstream: Connection;
  readonly downstream: Connection;
}

/** Connections through which the same frames travel, which is what shares one allocator (a pipe). */
export interface Segment {
  readonly graph: Graph;
  readonly index: number;
  /** In the direction of the data. */
  readonly connections: readonly Connection[];
  /** Both ends of each connection, in the same order. */
  readonly ends: readonly End[];
  /** Filters that pass frames on inside the segment. */
  readonly inside: readonly FilterView[];
  /** Where the segment begins and ends at filters of the graph. */
  readonly cuts: readonly Cut[];
  /** User when some end is in user mode; kernel when all ends are known to be in the kernel. */
  readonly mode: Mode;
  /** False when it is not known where the segment begins or ends. What is found to be in it is in it all the same. */
  readonly isCertain: boolean;
}

const pipes = streamTopic('avstream-pipes-and-circuits');
const schemes = streamTopic('allocation-schemes');
const splitter = constantValue('KSPIN_FLAG_SPLITTER');

interface Meeting { readonly into: Connection[]; readonly outOf: Connection[] }

/** The connections of every filter, by direction. */
function meetingsOf(connections: readonly Connection[]): ReadonlyMap<FilterView, Meeting> {
  const meetings = new Map<FilterView, Meeting>();
  const at = (pin: PinView): Meeting => {
    let found = meetings.get(pin.filter);
    if (!found) meetings.set(pin.filter, (found = { into: [], outOf: [] }));
    return found;
  };
  for (const connection of connections) {
    if (connection.to.pin) at(connection.to.pin).into.push(connection);
    if (connection.from.pin) at(connection.from.pin).outOf.push(connection);
  }
  return meetings;
}

type Decision = Pick<Cut, 'because' | 'basis' | 'sources' | 'decidedBy'> | 'passesOn';

/** Whether a filter passes the frames of one connection on to another. */
function decide(upstream: Connection, downstream: Connection, { into, outOf }: Meeting): Decision {
  const input = upstream.to.pin!;
  const output = downstream.from.pin!;
  const off = [upstream, downstream].find(({ transport }) => transport.state === 'off');
  if (off) return { because: 'offTransport', basis: 'documented', sources: [pipes], decidedBy: off.transport.decidedBy };
  const changed = sizeChange(output);
  if (changed !== undefined) return { because: 'sizeChanges', basis: 'inferred', sources: [pipes], decidedBy: [changed] };
  const inPlace = inPlaceBetween(input, output);
  if (inPlace === undefined) return { because: 'inPlaceUnknown', basis: 'inferred', sources: [pipes], decidedBy: [output.filter.filter.node] };
  if (!inPlace.value) return { because: 'copying', basis: 'documented', sources: [pipes, schemes], decidedBy: [inPlace.from] };
  // The branches of one splitter share their frames. Which of several other connections belong together is not stated.
  const branches = outOf.length === 1 || (output.flags !== undefined && (output.flags & splitter) !== 0 && outOf.every(({ from }) => from.pin === output));
  return into.length === 1 && branches ? 'passesOn' : { because: 'severalConnections', basis: 'inferred', sources: [pipes], decidedBy: [output.filter.filter.node] };
}

/** Pairs of connections of one filter that are looked at; a filter with more stands in no graph. */
const pairLimit = 4096;

/** Splits a graph into its segments: at user-mode ends, and at every filter that does not pass on the frames it gets. */
export function segmentsOf(graph: Graph): readonly Segment[] {
  const { connections } = graph;
  const next = new Map<Connection, Connection[]>();
  const before = new Map<Connection, Connection>();
  const cutsAt = new Map<Connection, Cut[]>();
  const uncertain = new Set<Connection>();
  for (const [filter, meeting] of meetingsOf(connections)) {
    if (meeting.into.length * meeting.outOf.length > pairLimit) {
      for (const connection of [...meeting.into, ...meeting.outOf]) uncertain.add(connection);
      continue;
    }
    for (const upstream of meeting.into) {
      for (const downstream of meeting.outOf) {
        const decision = decide(upstream, downstream, meeting);
        if (decision === 'passesOn') {
          push(next, upstream, downstream);
          before.set(downstream, upstream);
          continue;
        }
        const cut = { filter, ...decision, upstream, downstream };
        for (const connection of [upstream, downstream]) {
          push(cutsAt, connection, cut);
          if (decision.because === 'inPlaceUnknown' || decision.because === 'severalConnections') uncertain.add(connection);
        }
      }
    }
  }
  const segments: Segment[] = [];
  const taken = new Set<Connection>();
  const take = (start: Connection): void => {
    const members: Connection[] = [];
    const queue = [start];
    while (queue.length > 0) {
      const connection = queue.pop()!;
      if (taken.has(connection)) continue;
      taken.add(connection);
      members.push(connection);
      queue.push(...[...(next.get(connection) ?? [])].reverse());
    }
    if (members.length > 0) segments.push(segmentFrom(graph, segments.length, members, cutsAt, members.some((member) => uncertain.has(member))));
  };
  for (const connection of connections) if (!before.has(connection)) take(connection);
  // What is left runs in a circle.
  for (const connection of connections) take(connection);
  return segments;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const found = map.get(key);
  if (found) found.push(value);
  else map.set(key, [value]);
}

function segmentFrom(graph: Graph, index: number, connections: readonly Connection[], cutsAt: ReadonlyMap<Connection, readonly Cut[]>, isUncertain: boolean): Segment {
  const ends = connections.flatMap(({ from, to }) => [from, to]);
  const entered = new Set(connections.flatMap(({ to }) => (to.pin ? [to.pin.filter] : [])));
  const inside = [...new Set(connections.flatMap(({ from }) => (from.pin && entered.has(from.pin.filter) ? [from.pin.filter] : [])))];
  const isOpen = ends.some(({ peer }) => peer !== undefined && booleanOf(peer, 'InPlace') === true);
  return {
    graph, index, connections, ends, inside, cuts: connections.flatMap((connection) => cutsAt.get(connection) ?? []),
    mode: ends.some(({ mode }) => mode === 'user') ? 'user' : ends.every(({ mode }) => mode === 'kernel') ? 'kernel' : 'unknown',
    isCertain: graph.isComplete && !isUncertain && !isOpen,
  };
}
