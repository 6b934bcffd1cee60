import type { Trace } from '../trace/index';
import { fill } from './texts';

/** What everything in a trace is called, and what it means, in the reader's language; in the order of the trace's own lists. */
export interface Names {
  readonly rows: readonly string[];
  /** The same with the pin, circuit or filter in front, where the trace has several: for what stands alone, outside of the picture. */
  readonly fullRows: readonly string[];
  readonly states: readonly string[];
  readonly stateMeanings: readonly string[];
  readonly instants: readonly string[];
  readonly instantMeanings: readonly string[];
  readonly counters: readonly string[];
  readonly fullCounters: readonly string[];
}

/**
 * Names what is in a trace by the texts that came with it (`row.buffer`, `state.queued`, `stateHelp.queued`, `instant.dropped`, `counter.queueDepth`); what
 * nobody has a text for keeps its bare key, and so is still told from others.
 */
export function nameTrace(trace: Trace, sent: Readonly<Record<string, string>>): Names {
  const find = (group: string, key: string, values: Readonly<Record<string, string | number>> = {}): string | undefined => {
    const given = Object.hasOwn(sent, `${group}.${key}`) ? sent[`${group}.${key}`] : undefined;
    return given === undefined ? undefined : fill(given, values);
  };
  const meaning = (group: string, key: string): string => find(group, ...numbered(key)) ?? '';
  const peers = trace.rows.filter(({ kind, label, path }) => kind === 'peer' && label !== '' && path !== '');
  const nameOf = ({ key, path }: Trace['states'][number]): string => {
    // A frame at a peer is at that peer: its state leads to a value of it.
    const peer = key === 'atPeer' ? peers.find((row) => path === row.path || path.startsWith(`${row.path}/`)) : undefined;
    return (peer && find('state', 'atPeerNamed', { peer: peer.label })) ?? find('state', ...numbered(key)) ?? key;
  };
  const isAlone = new Set([...trace.rows, ...trace.counters].map(({ group }) => group)).size < 2;
  const full = (of: readonly { readonly group: string }[], names: readonly string[]): string[] => names.map((name, index) => (isAlone || of[index]!.group === '' ? name : `${of[index]!.group}: ${name}`));
  const rows = trace.rows.map((row) => row.label !== '' ? row.label : find('row', `${row.kind}.${row.index}`) ?? find('row', row.kind, { index: row.index, clone: row.index - 1 }) ?? `${row.kind} ${row.index}`);
  const counters = trace.counters.map((counter) => find('counter', counter.key) ?? counter.key);
  return {
    rows,
    fullRows: full(trace.rows, rows),
    states: trace.states.map(nameOf),
    stateMeanings: trace.states.map((state) => meaning('stateHelp', state.key)),
    instants: trace.instantKinds.map((kind) => find('instant', kind.key) ?? kind.key),
    instantMeanings: trace.instantKinds.map((kind) => meaning('instantHelp', kind.key)),
    counters,
    fullCounters: full(trace.counters, counters),
  };
}

/** A key of many that differ by a number, such as `onBuffer.3`: the key of their common text, and what to fill in. */
function numbered(key: string): [key: string, values: Readonly<Record<string, string>>] {
  const [base = key, index = ''] = key.split('.');
  return [base, { index }];
}
