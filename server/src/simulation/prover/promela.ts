import { describeInstruction } from '../behaviour/calls';
import type { Instruction, Routine } from '../behaviour/program';
import { conditions, firstVariable, operands, operations, status } from '../behaviour/program';
import { ksState, queueFlags } from '../queue/index';
import type { ProofModel } from './model';
import { promelaQueue } from './promela-queue';
import { isOwn } from './steps';

/**
 * A model as Promela, for Spin: the same states and steps, written down apart from the queue layer, so that Spin judges what the search counts. One process, each step of the
 * search one option of its loop; a step with a fault leads to one state of its own. Without cancel callbacks, timeouts, Reset, work items of the driver, mutexes and gates: a
 * RangeError for those.
 */
export function promelaOf(model: ProofModel): string {
  const { behaviour: { routines, entries, kept, spinLocks }, bounds, label } = model;
  if (bounds.headers !== 1 || bounds.removal) throw new RangeError('several headers and removals have no Promela');
  if (bounds.fills !== 'oldest') throw new RangeError('a device that fills its buffers in any order has no Promela');
  if (model.granularity !== 'calls') throw new RangeError('Promela has calls as steps');
  const writer: PromelaWriter = { model, codes: [], numbers: new Map(), uses: (op) => routines.some(({ code }) => code.some((instruction) => instruction.op === op)) };
  const clones = bounds.requests + 2;
  const threadRoutines = { P: entries.process < 0 ? [] : [entries.process], D: entries.dpc < 0 ? [] : [entries.dpc], C: [...new Set(entries.setDeviceState.filter((routine) => routine >= 0))] };
  const options = Object.entries(threadRoutines).flatMap(([thread, numbers]) => numbers.flatMap((number) => routineOptions(writer, thread as Thread, number)));
  const variables = Object.entries(threadRoutines).map(([thread, numbers]) => {
    const count = Math.max(1, ...numbers.map((number) => routines[number]!.variables.length));
    return { thread, names: Array.from({ length: count }, (_, variable) => `${thread}v${variable}`) };
  });
  const keptNames = kept.map((_, variable) => `k${variable}`);
  const pointers = [...variables.flatMap(({ names }) => names), ...keptNames];
  return [
    `/* ${label.replaceAll('*/', '')}: ${bounds.requests} requests, ${bounds.deviceEntries} buffers in the device */`,
    ...variables.map(({ thread, names }) => `short ${thread}pc; byte ${thread}s; byte ${thread}l; byte ${names.join(', ')};`),
    ...(keptNames.length > 0 ? [`byte ${keptNames.join(', ')};`] : []),
    ...(spinLocks.length > 0 ? [`byte lk[${spinLocks.length}];`] : []),
    promelaQueue({ requests: bounds.requests, clones, entries: bounds.deviceEntries, pointers, minimumState: (model.flags & queueFlags.processInRunStateOnly) !== 0 ? ksState.run : ksState.pause, spinLocks: spinLocks.length }),
    ...variables.map(({ thread, names }) => `inline ${thread}idle() { ${thread}pc=0; ${thread}s=0; ${thread}l=0; ${names.map((name) => `${name}=0`).join('; ')} }`),
    `inline pstart() { ${entries.process < 0 ? 'skip' : `Pidle(); pd=0; ar=0; pg=0; ${start(writer, 'P', entries.process)}`} }`,
    'active proctype model() {', 'end: do', ...moveOptions(writer), ...options, '  od', '}', '',
  ].join('\n');
}

type Thread = 'P' | 'D' | 'C';

interface PromelaWriter {
  readonly model: ProofModel;
  readonly codes: string[];
  /** A number for each place of each routine, from 1. */
  readonly numbers: Map<string, number>;
  readonly uses: (op: operations) => boolean;
}

function numberOf({ numbers }: PromelaWriter, routine: number, pc: number): number {
  const key = `${routine} ${pc}`;
  let number = numbers.get(key);
  if (number === undefined) {
    number = numbers.size + 1;
    numbers.set(key, number);
  }
  return number;
}

function start(writer: PromelaWriter, thread: Thread, routine: number): string {
  return goTo(writer, thread, routine, 0, []);
}

/** Goes on at a place: what concerns the call alone comes at once. */
function goTo(writer: PromelaWriter, thread: Thread, routine: number, pc: number, seen: readonly number[]): string {
  const instruction = writer.model.behaviour.routines[routine]!.code[pc]!;
  if (!isOwn(instruction)) return `${thread}pc=${numberOf(writer, routine, pc)}`;
  if (seen.includes(pc)) throw new RangeError('a loop without calls');
  const on = (place: number): string => goTo(writer, thread, routine, place, [...seen, pc]);
  switch (instruction.op) {
    case operations.jump: return on(instruction.target);
    case operations.setStatus: return `${thread}s=${instruction.value}; ${on(pc + 1)}`;
    case operations.wait: return on(pc + 1);
    case operations.setFlag: return `${register(thread, instruction.to)}=${instruction.value}; ${on(pc + 1)}`;
    case operations.setPointer: return `${register(thread, instruction.to)}=${register(thread, instruction.pointer)}; ${on(pc + 1)}`;
    default: return branch(condition(writer, thread, instruction), instruction, on(pc + 1), on(instruction.target));
  }
}

function branch(holds: string, { second }: Instruction, then: string, otherwise: string): string {
  const [yes, no] = second === 1 ? [then, otherwise] : [otherwise, then];
  return `if :: (${holds}) -> ${yes} :: else -> ${no} fi`;
}

function register(thread: Thread, operand: number): string {
  if (operand === operands.null) return '0';
  return operand < 0 ? `k${~operand}` : `${thread}v${operand - firstVariable}`;
}

function condition({ model: { bounds } }: PromelaWriter, thread: Thread, { value, pointer, to }: Instruction): string {
  if (value >= conditions.statusIs) return `${thread}s==${value - conditions.statusIs}`;
  const at = register(thread, pointer);
  switch (value) {
    case conditions.isSet: return `${at}==1`;
    case conditions.isNotNull: return `${at}!=0`;
    case conditions.succeeded: return `${thread}s<${status.invalidParameter}`;
    case conditions.deviceHasRoom: return `dn-df<${bounds.deviceEntries}`;
    case conditions.deviceHasFilled: return 'df>0 || sn>0';
    case conditions.deviceIsEmpty: return 'dn==0';
    case conditions.clientStreams: return 'cs>=2';
    case conditions.framesAvailable: return 'lead!=NONE';
    case conditions.isSame: return `${at}==${register(thread, to)}`;
    case conditions.isLocked: return `LOCKED(${at})`;
    case conditions.hasFrame: return `FRAME(${at})!=NONE`;
    default: throw new RangeError(`condition ${value} has no Promela`);
  }
}

/** One option of the loop for each place of a routine. */
function routineOptions(writer: PromelaWriter, thread: Thread, number: number): string[] {
  const routine = writer.model.behaviour.routines[number]!;
  const { bounds } = writer.model;
  const holdsBack = thread === 'P' && !bounds.processOverlapsStates ? ' && Cpc==0' : '';
  return routine.code.flatMap((instruction, pc) => {
    if (isOwn(instruction)) return [];
    const guard = `!bad && ${thread}pc==${numberOf(writer, number, pc)}${holdsBack}${waitsFor(writer, thread, instruction)}`;
    const comment = describeInstruction(writer.model.behaviour, routine, instruction).replaceAll('*/', '');
    return [`  :: d_step { (${guard}) -> /* ${routine.name}: ${comment} */ ${effect(writer, thread, number, routine, instruction, pc)}; settle() }`];
  });
}

/** What has to hold for an instruction that may have to wait. */
function waitsFor({ model: { bounds } }: PromelaWriter, thread: Thread, { op, value }: Instruction): string {
  const holder = { P: 1, D: 2, C: 3 }[thread];
  if (op === operations.acquireSpinLock) return ` && (lk[${value}]==0 || lk[${value}]==${holder})`;
  return op === operations.stopDevice && !bounds.dpcOverlapsStop && thread !== 'D' ? ' && !di && Dpc==0' : '';
}

function effect(writer: PromelaWriter, thread: Thread, number: number, routine: Routine, instruction: Instruction, pc: number): string {
  const { op, pointer, to, value, second } = instruction;
  const { entries } = writer.model.behaviour;
  const next = op === operations.branch || op === operations.return ? '' : goTo(writer, thread, number, pc + 1, []);
  const at = register(thread, pointer);
  const result = to === operands.none ? 'h' : register(thread, to);
  const holder = { P: 1, D: 2, C: 3 }[thread];
  switch (op) {
    case operations.branch: return branch(condition(writer, thread, instruction), instruction, goTo(writer, thread, number, pc + 1, []), goTo(writer, thread, number, instruction.target, []));
    case operations.return: return returned(thread, value);
    case operations.setFlag: return `${result}=${value}; ${next}`;
    case operations.setPointer: return `${result}=${at}; ${next}`;
    case operations.getLeadingEdge: return `leading(${value}); ${result}=h; ${next}`;
    case operations.lock: return `lockp(${at}); ${thread}s=h; ${next}`;
    case operations.unlock: return `unlockp(${at}, ${value}); ${next}`;
    case operations.advance: return `advancep(${at}); ${thread}s=h; ${next}`;
    case operations.clone:
      if (value >= 0) throw new RangeError('cancel callbacks have no Promela');
      return `clonep(${at}); ${result}=h; ${thread}s=(h==0 -> ${status.deviceNotReady} : 0); ${next}`;
    case operations.delete: return `deletep(${at}); ${thread}s=0; ${next}`;
    case operations.getFirstClone: return `${result}=(cn>0 -> 4 : 0); ${next}`;
    case operations.getNextClone: return `valid(${at}); h=${at}; ${result}=(h-4+1<cn -> h+1 : 0); ${next}`;
    case operations.readHeader: return `access(${at}); ${next}`;
    case operations.writeDataUsed: return `access(${at}); if :: !bad && FRAME(${at})!=NONE -> du[FRAME(${at})]=${value === 0 ? 0 : 1} :: else fi; ${next}`;
    case operations.finishFrame: return `valid(${at}); if :: !bad && FRAME(${at})!=NONE -> du[FRAME(${at})]=1 :: else fi; ${next}`;
    case operations.attemptProcessing:
      if (value === 0 && thread !== 'D') throw new RangeError('a synchronous call of Process has no Promela');
      return entries.process < 0 || second === 1 ? next : `attempt(); ${next}`;
    case operations.acquireSpinLock: return `if :: lk[${value}]==${holder} -> bad=1 :: else -> lk[${value}]=${holder}; ${thread}l=${thread}l|${1 << value} fi; ${next}`;
    case operations.releaseSpinLock: return `if :: lk[${value}]==${holder} -> lk[${value}]=0; ${thread}l=${thread}l&${0xff & ~(1 << value)} :: else fi; ${next}`;
    case operations.program: return `program(${at}); ${thread}s=h; ${next}`;
    case operations.takeFilled: return `take(); ${result}=h; ${next}`;
    case operations.forget: return pointer === operands.none ? `dn=0; df=0; wipelist(); ${next}` : `forget(${at}); ${next}`;
    case operations.copy: return `if :: sn>0 -> sn--; access(${at}); ${thread}s=0 :: else -> ${thread}s=${status.unsuccessful} fi; ${next}`;
    case operations.startDevice: return `dv=2; ${next}`;
    case operations.pauseDevice: return `dv=1; ${next}`;
    case operations.stopDevice: return `dv=0; dn=0; df=0; sn=0; wipelist(); ${next}`;
    default: throw new RangeError(`${routine.name}: instruction ${op} has no Promela`);
  }
}

function returned(thread: Thread, value: number): string {
  const result = value < 0 ? `${thread}s` : String(value);
  if (thread === 'D') return 'Didle()';
  if (thread === 'C') return `h=${result}; Cidle(); stateend(h<${status.invalidParameter})`;
  return `h=${result}; Pidle(); preturn(h)`;
}

/** One option for each move: see `moves.ts`. */
function moveOptions(writer: PromelaWriter): string[] {
  const { model: { bounds, behaviour: { entries } }, uses } = writer;
  const running = uses(operations.startDevice) ? 'dv==2' : 'ds==3';
  const free = bounds.processOverlapsStates ? '' : ' && Ppc==0';
  const options: string[] = [];
  const add = (guard: string, body: string): void => void options.push(`  :: d_step { (!bad && !closed && ${guard}) -> ${body}; settle() }`);
  for (let request = 0; request < bounds.requests; request += 1) add(`cs>=2 && st[${request}]==0`, `submit(${request})`);
  if (bounds.cancels) for (let request = 0; request < bounds.requests; request += 1) add(`st[${request}]==1 && !cw[${request}]`, `cancel(${request})`);
  for (let to = 1; to <= 3; to += 1) add(`cs==ds && Cpc==0 && ds==${to - 1}${free}`, `cs=${to}; ${stateRoutine(writer, entries.setDeviceState[to - 1] ?? -1)}`);
  for (let to = 0; to < 3; to += 1) add(`cs==ds && Cpc==0 && ds==${to + 1}${free}`, `cs=${to}; ps=(ps>${to} -> ${to} : ps); ${stateRoutine(writer, entries.setDeviceState[6 - (to + 1)] ?? -1)}`);
  add('cs==0 && ds==0 && Cpc==0 && Ppc==0 && Dpc==0 && !wi && !di', 'closepin()');
  add(`${running} && dn>df`, 'fill()');
  if (uses(operations.copy)) add(`${running} && sn<${bounds.storeFrames}`, 'sn++; di=1');
  add('di && Dpc==0', `di=0; ${entries.dpc < 0 ? 'skip' : start(writer, 'D', entries.dpc)}`);
  add(`wi${bounds.processOverlapsStates ? '' : ' && Cpc==0'}`, 'wi=0; if :: HOLDS==0 -> pstart() :: else fi');
  return options;
}

function stateRoutine(writer: PromelaWriter, routine: number): string {
  return routine < 0 ? 'stateend(1)' : start(writer, 'C', routine);
}

