import { queueFlags } from '../queue/index';
import type { Distribution } from '../scenario/distribution';
import type { DriverPattern, DriverScenario } from '../scenario/driver';
import type { Assembly, Writer } from './assemble';
import { createAssembly, createMark, createWriter, finishAssembly, finishRoutine, keptOperand, localOperand, put, timeNumber, write, writeIf, writeWhile } from './assemble';
import type { Behaviour } from './program';
import { conditions, operands, operations, status, transitions } from './program';

/** What decides about the program of a pattern: the driver's choices, all of them settled, and what it is told of the pin. */
export interface StockChoices extends Pick<Required<DriverScenario>, 'whenListFull' | 'attemptProcessing' | 'attemptAsynchronous' | 'whenBufferTooSmall' | 'unlocksClones' | 'cancelCallback' | 'deletesClones' | 'resetDeletesClones'> {
  readonly pattern: DriverPattern;
  /** Nanoseconds, or `null`. */
  readonly cloneTimeout: number | null;
  readonly setsDataUsed: boolean;
  readonly processTime: Distribution;
  readonly setDeviceStateTime: Distribution;
  /** KSPIN_FLAG_ bits. */
  readonly flags: number;
  /** Whether the pin has a Process routine. */
  readonly hasProcess: boolean;
}

/** Names of the variables that the programs of patterns keep in the context of the pin. */
export const stockNames = { previousClone: 'previousClone', pended: 'pended' } as const;

/** What the program of a pattern is put together with. */
interface Stock {
  readonly assembly: Assembly;
  readonly choices: StockChoices;
  /** Kept: the clone that found the device's list full, and that Process has returned STATUS_PENDING. */
  readonly previousClone: number;
  readonly pended: number;
  readonly hasTrailingEdge: boolean;
  /** Process is the pattern's. */
  readonly hasOwnProcess: boolean;
  /** Registers that routines of the document keep. */
  readonly others: readonly number[];
}

/** A pattern as a program: what its native form does, call by call. */
export function stockBehaviour(choices: StockChoices): Behaviour {
  const assembly = createAssembly();
  addStock(assembly, choices);
  return finishAssembly(assembly);
}

/**
 * Adds the routines of a pattern to a behaviour, as its entries, but for those that the document describes: `described` has them by their names there. Where it describes Process,
 * whatever the driver holds is given back when it goes down.
 */
export function addStock(assembly: Assembly, choices: StockChoices, described: readonly string[] = []): void {
  const isOwn = (name: string): boolean => !described.includes(name);
  const stock: Stock = {
    assembly, choices, hasTrailingEdge: (choices.flags & queueFlags.distinctTrailingEdge) !== 0, hasOwnProcess: isOwn('Process'), others: assembly.kept.map((_, number) => ~number),
    previousClone: isOwn('Process') ? keptOperand(assembly, stockNames.previousClone, 'pointer') : operands.none,
    pended: isOwn('Process') ? keptOperand(assembly, stockNames.pended, 'flag') : operands.none,
  };
  const { entries } = assembly;
  if (isOwn('Process')) {
    const cancel = choices.pattern !== 'cloneAndAdvance' || choices.cancelCallback === 'none' ? -1 : cancelCallback(stock);
    if (choices.cloneTimeout !== null && choices.pattern === 'cloneAndAdvance') entries.timeout = timeoutCallback(stock);
    if (choices.hasProcess && choices.pattern !== 'copyAtDpc') entries.process = process[choices.pattern](stock, cancel);
  }
  if (isOwn('Dpc')) entries.dpc = dpc[choices.pattern](stock);
  states(stock, described);
  if (isOwn('Reset')) entries.reset = choices.resetDeletesClones ? reset(stock) : -1;
}

const processLevel = ({ flags }: StockChoices): 'passive' | 'dispatch' => ((flags & queueFlags.dispatchLevelProcessing) !== 0 ? 'dispatch' : 'passive');

/** `return`, behind the note that Process has pended. */
function returnFrom(writer: Writer, { pended }: Stock, value: 'success' | 'pending'): void {
  if (value === 'pending') write(writer, operations.setFlag, { to: pended, value: 1 });
  write(writer, operations.return, { value: status[value] });
}

function followEdge(writer: Writer, { hasTrailingEdge }: Stock): void {
  if (hasTrailingEdge) write(writer, operations.advanceTrailingEdge);
}

function unlockIfLocked(writer: Writer, pointer: number, value: number): void {
  writeIf(writer, conditions.isLocked, pointer, true, () => write(writer, operations.unlock, { pointer, value }));
}

function work(writer: Writer, { choices: { processTime } }: Stock): void {
  if (processTime.kind !== 'constant' || processTime.value !== 0) write(writer, operations.wait, { value: timeNumber(writer.assembly, processTime) });
}

/** Asks whether the buffer is large enough, where the driver cares; one that is too small is given back with DataUsed 0. */
function ifLargeEnough(writer: Writer, { choices: { whenBufferTooSmall } }: Stock, leading: number, then: () => void, otherwise: () => void): void {
  if (whenBufferTooSmall === 'truncate') then();
  else {
    writeIf(writer, conditions.frameFits, leading, true, then, () => {
      write(writer, operations.writeDataUsed, { pointer: leading, value: 0 });
      otherwise();
    });
  }
}

function cloneAndAdvanceProcess(stock: Stock, cancel: number): number {
  const { assembly, choices, previousClone } = stock;
  const { unlocksClones, cancelCallback: kind, cloneTimeout, whenListFull } = choices;
  const writer = createWriter(assembly);
  const leading = localOperand(writer, 'leading', 'pointer');
  write(writer, operations.getLeadingEdge, { to: leading, value: 1 });
  writeIf(writer, conditions.isNotNull, leading, false, () => returnFrom(writer, stock, 'pending'));
  const begin = put(writer, createMark());
  work(writer, stock);
  writeIf(writer, conditions.clientStreams, leading, false, () => {
    unlockIfLocked(writer, leading, 0);
    returnFrom(writer, stock, 'pending');
  });
  ifLargeEnough(writer, stock, leading, () => {
    writeIf(writer, conditions.isNotNull, previousClone, false, () => {
      write(writer, operations.clone, { pointer: leading, to: previousClone, value: cancel });
      write(writer, operations.writeDataUsed, { pointer: previousClone, value: 0 });
      if (cloneTimeout !== null) write(writer, operations.scheduleTimeout, { pointer: previousClone, value: Math.ceil(cloneTimeout / 100) });
    });
    write(writer, operations.program, { pointer: previousClone });
    writeIf(writer, conditions.succeeded, previousClone, false, () => {
      if (unlocksClones && kind === 'deletes') unlockIfLocked(writer, previousClone, 0);
      unlockIfLocked(writer, leading, 0);
      returnFrom(writer, stock, whenListFull);
    });
    if (unlocksClones) unlockIfLocked(writer, previousClone, 0);
    write(writer, operations.setPointer, { to: previousClone, pointer: operands.null });
  }, () => {
    writeIf(writer, conditions.isNotNull, previousClone, true, () => {
      write(writer, operations.delete, { pointer: previousClone });
      write(writer, operations.setPointer, { to: previousClone, pointer: operands.null });
    });
  });
  write(writer, operations.advance, { pointer: leading });
  // What moves the trailing edge leaves the status of the leading one.
  followEdge(writer, stock);
  writeIf(writer, conditions.succeeded, leading, true, () => write(writer, operations.jump, { target: begin }));
  writeIf(writer, conditions.statusIs + status.deviceNotReady, leading, true, () => returnFrom(writer, stock, 'success'));
  unlockIfLocked(writer, leading, 0);
  returnFrom(writer, stock, 'pending');
  return finishRoutine(writer, 'Process', 'process', processLevel(choices), '');
}

function holdLeadingEdgeProcess(stock: Stock): number {
  const { assembly, choices } = stock;
  const writer = createWriter(assembly);
  const leading = localOperand(writer, 'leading', 'pointer');
  const edge = keptOperand(assembly, heldEdge, 'pointer');
  // While the frame is in the device the driver keeps the pointer.
  writeIf(writer, conditions.isLocked, edge, true, () => returnFrom(writer, stock, 'pending'));
  write(writer, operations.getLeadingEdge, { to: leading, value: 1 });
  writeIf(writer, conditions.isNotNull, leading, false, () => returnFrom(writer, stock, 'pending'));
  write(writer, operations.setPointer, { to: edge, pointer: leading });
  work(writer, stock);
  const overtaken = createMark();
  const streams = createMark();
  write(writer, operations.branch, { value: conditions.isLocked, pointer: leading, second: 1, target: overtaken });
  write(writer, operations.branch, { value: conditions.clientStreams, second: 0, target: streams });
  put(writer, overtaken);
  unlockIfLocked(writer, leading, 0);
  returnFrom(writer, stock, 'pending');
  put(writer, streams);
  ifLargeEnough(writer, stock, leading, () => {
    write(writer, operations.writeDataUsed, { pointer: leading, value: 0 });
    write(writer, operations.program, { pointer: leading });
    writeIf(writer, conditions.succeeded, leading, true, () => returnFrom(writer, stock, 'pending'));
    write(writer, operations.unlock, { pointer: leading, value: 0 });
    returnFrom(writer, stock, choices.whenListFull);
  }, () => {
    write(writer, operations.unlock, { pointer: leading, value: 1 });
    followEdge(writer, stock);
    returnFrom(writer, stock, 'success');
  });
  return finishRoutine(writer, 'Process', 'process', processLevel(choices), '');
}

const heldEdge = 'heldEdge';

function copyProcess(stock: Stock): number {
  const { assembly, choices } = stock;
  const writer = createWriter(assembly);
  const leading = localOperand(writer, 'leading', 'pointer');
  const none = createMark();
  write(writer, operations.branch, { value: conditions.deviceHasFilled, second: 1, target: none });
  write(writer, operations.branch, { value: conditions.framesAvailable, second: 1, target: none });
  write(writer, operations.getLeadingEdge, { to: leading, value: 1 });
  writeIf(writer, conditions.isNotNull, leading, false, () => {
    put(writer, none);
    returnFrom(writer, stock, 'pending');
  });
  const begin = put(writer, createMark());
  const end = createMark();
  work(writer, stock);
  for (const condition of [conditions.deviceHasFilled, conditions.isLocked, conditions.clientStreams]) write(writer, operations.branch, { value: condition, pointer: leading, second: 1, target: end });
  copyOne(writer, stock, leading);
  for (const condition of [conditions.deviceHasFilled, conditions.isLocked, conditions.clientStreams]) write(writer, operations.branch, { value: condition, pointer: leading, second: 1, target: end });
  write(writer, operations.jump, { target: begin });
  put(writer, end);
  unlockIfLocked(writer, leading, 0);
  writeIf(writer, conditions.framesAvailable, leading, true, () => returnFrom(writer, stock, 'pending'));
  returnFrom(writer, stock, 'success');
  return finishRoutine(writer, 'Process', 'process', processLevel(choices), '');
}

/** Copies the oldest stored frame into the one under the locked leading edge; a buffer that is too small goes back empty. */
function copyOne(writer: Writer, stock: Stock, leading: number): void {
  ifLargeEnough(writer, stock, leading, () => {
    write(writer, operations.copy, { pointer: leading });
    write(writer, operations.finishFrame, { pointer: leading });
  }, () => undefined);
  write(writer, operations.advance, { pointer: leading });
  followEdge(writer, stock);
}

const process: Readonly<Record<Exclude<DriverPattern, 'copyAtDpc'>, (stock: Stock, cancel: number) => number>> = {
  cloneAndAdvance: cloneAndAdvanceProcess, holdLeadingEdge: holdLeadingEdgeProcess, copyInProcess: copyProcess,
};

/** KsPinAttemptProcessing at the end of a DPC, as the driver's choice has it. */
function attempt(writer: Writer, { choices: { attemptProcessing, attemptAsynchronous, hasProcess, pattern }, pended, hasOwnProcess }: Stock): void {
  if (!hasProcess || pattern === 'copyAtDpc' || attemptProcessing === 'never') return;
  const call = (): void => write(writer, operations.attemptProcessing, { value: attemptAsynchronous ? 1 : 0 });
  // What another Process notes when it pends is not known.
  if (attemptProcessing === 'always' || !hasOwnProcess) call();
  else {
    writeIf(writer, conditions.isSet, pended, true, () => {
      if (attemptProcessing === 'whenPended') write(writer, operations.setFlag, { to: pended, value: 0 });
      call();
    });
  }
}

const dpc: Readonly<Record<DriverPattern, (stock: Stock) => number>> = {
  cloneAndAdvance: (stock) => {
    const writer = createWriter(stock.assembly);
    const clone = localOperand(writer, 'clone', 'pointer');
    writeWhile(writer, conditions.deviceHasFilled, clone, true, () => {
      write(writer, operations.takeFilled, { to: clone });
      writeIf(writer, conditions.hasFrame, clone, true, () => write(writer, operations.finishFrame, { pointer: clone }));
      write(writer, operations.delete, { pointer: clone });
    });
    followEdge(writer, stock);
    return endDpc(writer, stock);
  },
  holdLeadingEdge: (stock) => {
    const writer = createWriter(stock.assembly);
    const leading = localOperand(writer, 'leading', 'pointer');
    writeIf(writer, conditions.deviceHasFilled, leading, true, () => {
      write(writer, operations.takeFilled, { to: leading });
      write(writer, operations.finishFrame, { pointer: leading });
      write(writer, operations.unlock, { pointer: leading, value: 1 });
      followEdge(writer, stock);
    });
    return endDpc(writer, stock);
  },
  copyInProcess: (stock) => endDpc(createWriter(stock.assembly), stock),
  copyAtDpc: (stock) => {
    const writer = createWriter(stock.assembly);
    const leading = localOperand(writer, 'leading', 'pointer');
    const end = createMark();
    writeWhile(writer, conditions.deviceHasFilled, leading, true, () => {
      write(writer, operations.branch, { value: conditions.framesAvailable, second: 1, target: end });
      write(writer, operations.getLeadingEdge, { to: leading, value: 1 });
      write(writer, operations.branch, { value: conditions.isNotNull, pointer: leading, second: 1, target: end });
      copyOne(writer, stock, leading);
    });
    put(writer, end);
    unlockIfLocked(writer, leading, 0);
    return endDpc(writer, stock);
  },
};

function endDpc(writer: Writer, stock: Stock): number {
  attempt(writer, stock);
  write(writer, operations.return, { value: status.success });
  return finishRoutine(writer, 'Dpc', 'dpc', 'dispatch', '');
}

function cancelCallback(stock: Stock): number {
  const writer = createWriter(stock.assembly);
  const clone = localOperand(writer, 'clone', 'pointer');
  if (stock.choices.cancelCallback === 'deletes') takeBack(writer, stock, clone);
  write(writer, operations.return, { value: status.success });
  return finishRoutine(writer, 'CancelCallback', 'cancel', 'dispatch', '');
}

function timeoutCallback(stock: Stock): number {
  const writer = createWriter(stock.assembly);
  const clone = localOperand(writer, 'clone', 'pointer');
  takeBack(writer, stock, clone);
  // In a window the frame of a clone stays, unfilled.
  followEdge(writer, stock);
  write(writer, operations.return, { value: status.success });
  return finishRoutine(writer, 'TimeoutCallback', 'timeout', 'dispatch', '');
}

/** A clone is taken back from the device and deleted, unfilled. Where that was the last one, no DPC comes that would ask for processing. */
function takeBack(writer: Writer, { choices, previousClone, pended }: Stock, clone: number): void {
  const { attemptProcessing, attemptAsynchronous, hasProcess } = choices;
  write(writer, operations.forget, { pointer: clone });
  const other = createMark();
  write(writer, operations.branch, { value: conditions.isSame, pointer: clone, to: previousClone, second: 1, target: other });
  write(writer, operations.setPointer, { to: previousClone, pointer: operands.null });
  put(writer, other);
  write(writer, operations.delete, { pointer: clone });
  if (hasProcess && attemptProcessing !== 'never') {
    write(writer, operations.attemptWhenEmptied, { value: attemptAsynchronous ? 1 : 0, to: attemptProcessing === 'always' ? operands.none : pended, second: attemptProcessing === 'whenPended' ? 1 : 0 });
  }
}

const stepNames = ['StopToAcquire', 'AcquireToPause', 'PauseToRun', 'RunToPause', 'PauseToAcquire', 'AcquireToStop'];

/** SetDeviceState, step by step: the device runs in KSSTATE_RUN alone, and on the way down it is stopped and what the driver holds is given back. */
function states(stock: Stock, described: readonly string[]): void {
  const { assembly, choices: { deletesClones, setDeviceStateTime } } = stock;
  const takesTime = setDeviceStateTime.kind !== 'constant' || setDeviceStateTime.value !== 0;
  const down = deletesClones === 'atStop' ? transitions.acquireToStop : transitions.pauseToAcquire;
  for (let step: number = transitions.stopToAcquire; step <= transitions.acquireToStop; step += 1) {
    if (described.includes(stepNames[step]!)) continue;
    const writer = createWriter(assembly);
    if (step === transitions.runToPause) write(writer, operations.pauseDevice);
    if (takesTime) write(writer, operations.wait, { value: timeNumber(assembly, setDeviceStateTime) });
    if (step === transitions.pauseToRun) write(writer, operations.startDevice);
    if (step === down) {
      write(writer, operations.stopDevice);
      if (deletesClones !== 'never') release(writer, stock);
    }
    write(writer, operations.return, { value: status.success });
    assembly.entries.setDeviceState[step] = finishRoutine(writer, 'SetDeviceState', 'setDeviceState', 'passive', '');
  }
}

function reset(stock: Stock): number {
  const writer = createWriter(stock.assembly);
  write(writer, operations.forget);
  release(writer, stock);
  write(writer, operations.return, { value: status.success });
  return finishRoutine(writer, 'Reset', 'reset', 'passive', '');
}

/** Gives back, empty, whatever the driver holds. */
function release(writer: Writer, stock: Stock): void {
  const { choices: { pattern }, previousClone, hasTrailingEdge, hasOwnProcess, others, assembly } = stock;
  if (pattern === 'cloneAndAdvance' || !hasOwnProcess) {
    const clone = localOperand(writer, 'clone', 'pointer');
    const begin = put(writer, createMark());
    write(writer, operations.getFirstClone, { to: clone });
    writeIf(writer, conditions.isNotNull, clone, true, () => {
      // What is unlocked is not looked at any more: its DataUsed has been 0 since it was cloned.
      writeIf(writer, conditions.isLocked, clone, true, () => write(writer, operations.writeDataUsed, { pointer: clone, value: 0 }));
      write(writer, operations.delete, { pointer: clone });
      write(writer, operations.jump, { target: begin });
    });
    if (hasOwnProcess) write(writer, operations.setPointer, { to: previousClone, pointer: operands.null });
    for (const to of others) if (assembly.kept[~to]!.kind === 'pointer') write(writer, operations.setPointer, { to, pointer: operands.null });
  }
  if (pattern !== 'cloneAndAdvance' || !hasOwnProcess) {
    const holds = pattern === 'holdLeadingEdge' || !hasOwnProcess;
    const leading = localOperand(writer, 'leading', 'pointer');
    write(writer, operations.getLeadingEdge, { to: leading, value: 0 });
    writeIf(writer, conditions.isLocked, leading, true, () => {
      if (holds) write(writer, operations.writeDataUsed, { pointer: leading, value: 0 });
      write(writer, operations.unlock, { pointer: leading, value: holds ? 1 : 0 });
      if (holds) followEdge(writer, stock);
    });
  }
  if (hasTrailingEdge) write(writer, operations.letWindowGo);
}
