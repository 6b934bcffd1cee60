/**
 * What a fixture expects of its simulations, written in comments of the document. A block begins with one of
 *
 *     // calls of "label":
 *     // calls of "label", only Process processReturned, at capture/video, from 10 ms to 20 ms:
 *     // queues of "label":
 *     // findings of "label":
 *     // figures of "label":
 *     // allocator of "label": vendor
 *     // problem of "label": noQueue
 *
 * and its lines follow, indented by two or more spaces. `only` restricts the record of calls to the kinds named, `at` to objects (separated by ` and `), `from` (included)
 * and `to` (excluded) to times, `first` to so many of what then remains; what a restriction lets through has to be there, in this order, and nothing else. A line of calls is
 *
 *     //   10.5 ms capture/video: frameArrived 0, leadingEdgeSet 0, Process @PASSIVE
 *
 * time (optional), object, and calls with the number they are about (optional: left out, any) and their IRQL (optional). Numbers of states are written by name:
 * `SetDeviceState PAUSE`, `SetPower D3`, `Reset BEGIN`; `none` is no number, such as the frame of an Allocate that returns NULL. A line of queues is
 *
 *     //   10.5 ms capture/video: refcounts 1 1 0; leading locked on 1; trailing unlocked on 0; clones locked on 0, unlocked on 1; received 3; waiting 3; cancelled 0; gate 1
 *
 * with frames counted from the oldest one, 0, and every part optional. A line of figures is a pin and members of its statistics (`capture/video: mappingsBuilt 4`);
 * `allocator` is who served the circuit; `problem` is why the simulation cannot be run at all. Findings are those that prove a
 * rule broken, errors and warnings (`capture/video: SPT-17`); a simulation without a block of them has none.
 */
export interface Expectations {
  readonly calls: readonly CallsBlock[];
  readonly queues: readonly QueuesBlock[];
  readonly findings: ReadonlyMap<string, readonly string[]>;
  /** By simulation and pin: members of the statistics with their values. */
  readonly figures: readonly { readonly label: string; readonly pin: string; readonly values: ReadonlyMap<string, number> }[];
  readonly allocators: ReadonlyMap<string, string>;
  readonly problems: ReadonlyMap<string, string>;
}

/** Calls that are expected of a simulation. Times are nanoseconds. */
export interface CallsBlock {
  readonly label: string;
  readonly only: readonly string[] | null;
  readonly at: readonly string[] | null;
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly calls: readonly ExpectedCall[];
}

/** One call. */
export interface ExpectedCall {
  readonly time: number | null;
  readonly object: string;
  readonly what: string;
  readonly about: number | null;
  readonly irql: 'PASSIVE' | 'DISPATCH' | null;
}

/** Queues at their times: what is said of each by name of the part. */
export interface QueuesBlock {
  readonly label: string;
  readonly queues: readonly { readonly time: number; readonly pin: string; readonly parts: ReadonlyMap<string, string> }[];
}

const units: Readonly<Record<string, number>> = { ns: 1, us: 1_000, ms: 1_000_000, s: 1_000_000_000 };
const names: Readonly<Record<string, readonly string[]>> = { SetDeviceState: ['STOP', 'ACQUIRE', 'PAUSE', 'RUN'], SetPower: ['D0', 'D1', 'D2', 'D3'], Reset: ['BEGIN', 'END'], KsPinRegisterFrameReturnCallback: ['STOP', 'ACQUIRE', 'PAUSE', 'RUN'] };

/** The name of a number that a call is about: `PAUSE` for 2 of SetDeviceState, `none` for −1, else the number itself. */
export const aboutText = (what: string, about: number): string => (about < 0 ? 'none' : names[what]?.[about] ?? String(about));

const time = (text: string): number => {
  const found = /^(\d+(?:\.\d+)?) (ns|us|ms|s)$/.exec(text) ?? fail(`no time: ${text}`);
  return Math.round(Number(found[1]) * units[found[2]!]!);
};

/** Reads the expectations of a document; throws an Error that says what is wrong with a line. */
export function readExpectations(text: string): Expectations {
  const calls: CallsBlock[] = [];
  const queues: QueuesBlock[] = [];
  const findings = new Map<string, string[]>();
  const figures: Expectations['figures'][number][] = [];
  const words = { allocator: new Map<string, string>(), problem: new Map<string, string>() };
  const lines = text.split('\n').map((line) => /^\s*\/\/(.*)$/.exec(line)?.[1]?.trimEnd() ?? null);
  for (let at = 0; at < lines.length; at += 1) {
    const header = /^ (calls|queues|findings|figures|allocator|problem) of "([^"]+)"(.*)$/.exec(lines[at] ?? '');
    if (!header) continue;
    const [, kind, label, rest] = header as unknown as [string, string, string, string];
    const body: string[] = [];
    for (let next = at + 1; /^ {3,}\S/.test(lines[next] ?? ''); next += 1) body.push(lines[next]!.trim());
    if (kind === 'allocator' || kind === 'problem') words[kind].set(label, /^: (\S+)$/.exec(rest)?.[1] ?? fail(lines[at]!));
    else if (!rest.endsWith(':')) fail(`no colon at the end: ${lines[at]!}`);
    else if (kind === 'calls') calls.push({ label, ...restrictions(rest.slice(0, -1)), calls: body.flatMap(readCalls) });
    else if (kind === 'queues') queues.push({ label, queues: body.map(readQueueLine) });
    else if (kind === 'figures') figures.push(...body.map((line) => readFigures(label, line)));
    else findings.set(label, body);
  }
  return { calls, queues, findings, figures, allocators: words.allocator, problems: words.problem };
}

function restrictions(text: string): Omit<CallsBlock, 'label' | 'calls'> {
  let block: Omit<CallsBlock, 'label' | 'calls'> = { only: null, at: null, from: 0, to: Infinity, first: Infinity };
  for (const part of text.split(', ').filter((each) => each.trim() !== '')) {
    const only = /^only (.+)$/.exec(part)?.[1];
    const at = /^at (.+)$/.exec(part)?.[1];
    const first = /^first (\d+)$/.exec(part)?.[1];
    const between = /^(?:from (\S+ \S+))?(?: ?to (\S+ \S+))?$/.exec(part);
    if (only !== undefined) block = { ...block, only: only.split(' ') };
    else if (at !== undefined) block = { ...block, at: at.split(' and ') };
    else if (first !== undefined) block = { ...block, first: Number(first) };
    else if (between) block = { ...block, from: between[1] === undefined ? 0 : time(between[1]), to: between[2] === undefined ? Infinity : time(between[2]) };
    else fail(`no restriction: ${part}`);
  }
  return block;
}

function readCalls(line: string): ExpectedCall[] {
  const [, at, object, list] = /^(?:(\d+(?:\.\d+)? (?:ns|us|ms|s)) )?(.+?): (.+)$/.exec(line) ?? fail(`no line of calls: ${line}`);
  return list!.split(', ').map((text): ExpectedCall => {
    const [, what, about, irql] = /^([A-Za-z_0-9]+)(?: ([A-Za-z0-9]+))?(?: @(PASSIVE|DISPATCH))?$/.exec(text) ?? fail(`no call: ${text}`);
    return { time: at === undefined ? null : time(at), object: object!, what: what!, about: about === undefined ? null : aboutNumber(what!, about), irql: (irql as ExpectedCall['irql'] | undefined) ?? null };
  });
}

function aboutNumber(what: string, about: string): number {
  if (about === 'none') return -1;
  const place = names[what]?.indexOf(about) ?? -1;
  if (place >= 0) return place;
  return /^\d+$/.test(about) ? Number(about) : fail(`${what} is about no ${about}`);
}

function readQueueLine(line: string): QueuesBlock['queues'][number] {
  const [, at, pin, list] = /^(\d+(?:\.\d+)? (?:ns|us|ms|s)) (.+?): (.+)$/.exec(line) ?? fail(`no line of a queue: ${line}`);
  const parts = list!.split('; ').map((part) => /^(refcounts|leading|trailing|clones|received|waiting|cancelled|gate)(?: (.+))?$/.exec(part) ?? fail(`no part of a queue: ${part}`));
  return { time: time(at!), pin: pin!, parts: new Map(parts.map(([, name, value]) => [name!, value ?? ''])) };
}

function readFigures(label: string, line: string): Expectations['figures'][number] {
  const [, pin, list] = /^(.+?): (.+)$/.exec(line) ?? fail(`no line of figures: ${line}`);
  const values = list!.split(', ').map((text) => /^([a-zA-Z]+) (\d+)$/.exec(text) ?? fail(`no figure: ${text}`));
  return { label, pin: pin!, values: new Map(values.map(([, name, value]) => [name!, Number(value)])) };
}

function fail(text: string): never {
  throw new Error(text);
}
