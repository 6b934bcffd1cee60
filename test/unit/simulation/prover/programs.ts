import type { Writer } from '../../../../server/src/simulation/behaviour/assemble';
import { createAssembly, createWriter, finishAssembly, finishRoutine, keptOperand, localOperand, write, writeIf, writeWhile } from '../../../../server/src/simulation/behaviour/assemble';
import type { Behaviour } from '../../../../server/src/simulation/behaviour/program';
import { amounts, conditions, operands, operations, status, transitions } from '../../../../server/src/simulation/behaviour/program';
import type { ProofBounds, ProofModel } from '../../../../server/src/simulation/prover/index';
import { defaultProofBounds, proveModel } from '../../../../server/src/simulation/prover/index';
import type { FinishedProof } from '../../../../server/src/simulation/prover/index';

/** What a test does to a driver that is otherwise right. */
export type Defect =
  | 'neverAttempts' | 'forgetsClone' | 'deletesTwice' | 'writesAfterDelete' | 'keepsCancelled' | 'cancelLeavesDevice' | 'waitsForDevice' | 'locksInOppositeOrder' | 'locksTwice' | 'returnsSuccess' | 'loopsForEver'
  | 'leavesLocked';

/**
 * A driver that clones and advances, call by call: Process gives clones to the device under a spin lock, the DPC deletes those that are filled, SetDeviceState stops the device and
 * deletes the rest. Each defect changes one place.
 */
export function cloneAndAdvance(defect: Defect | null = null, onRemoval: 'nothing' | 'deletesClones' | 'deletesAndKeeps' = 'nothing'): Behaviour {
  const assembly = createAssembly();
  const isDefect = (...kinds: Defect[]): boolean => defect !== null && kinds.includes(defect);
  assembly.spinLocks.push('ListLock', 'OtherLock');
  const pended = keptOperand(assembly, 'pended', 'flag');
  const unlocks = isDefect('keepsCancelled', 'cancelLeavesDevice');
  const acquire = (writer: Writer, lock = 0): void => write(writer, operations.acquireSpinLock, { value: lock });
  const release = (writer: Writer, lock = 0): void => write(writer, operations.releaseSpinLock, { value: lock });
  const returns = (writer: Writer, value: number): void => write(writer, operations.return, { value });

  let callback = -1;
  if (isDefect('cancelLeavesDevice')) {
    const writer = createWriter(assembly);
    const clone = localOperand(writer, 'clone', 'pointer');
    write(writer, operations.delete, { pointer: clone });
    returns(writer, status.success);
    callback = finishRoutine(writer, 'CloneCancelled', 'cancel', 'dispatch', '/CloneCancelled');
  }

  const process = createWriter(assembly);
  const leading = localOperand(process, 'leading', 'pointer');
  const made = localOperand(process, 'clone', 'pointer');
  if (isDefect('returnsSuccess')) {
    writeIf(process, conditions.deviceHasRoom, leading, false, () => returns(process, status.success));
  }
  write(process, operations.getLeadingEdge, { to: leading, value: 1 });
  writeIf(process, conditions.isNotNull, leading, false, () => returns(process, status.pending));
  writeWhile(process, conditions.isNotNull, leading, true, () => {
    acquire(process);
    if (isDefect('locksInOppositeOrder')) acquire(process, 1);
    if (isDefect('locksTwice')) acquire(process);
    writeIf(process, conditions.deviceHasRoom, leading, false, () => {
      write(process, operations.setFlag, { to: pended, value: 1 });
      if (isDefect('locksInOppositeOrder')) release(process, 1);
      release(process);
      if (!isDefect('leavesLocked')) write(process, operations.unlock, { pointer: leading, value: 0 });
      returns(process, status.pending);
    });
    write(process, operations.clone, { pointer: leading, to: made, value: callback });
    write(process, operations.program, { pointer: made });
    if (unlocks) write(process, operations.unlock, { pointer: made, value: 0 });
    if (isDefect('locksInOppositeOrder')) release(process, 1);
    release(process);
    write(process, operations.advance, { pointer: leading });
    writeIf(process, conditions.succeeded, leading, false, () => returns(process, status.success));
  });
  returns(process, status.pending);
  assembly.entries.process = finishRoutine(process, 'CCapturePin::Process', 'process', 'passive', '/Process');

  const dpc = createWriter(assembly);
  const filled = localOperand(dpc, 'filled', 'pointer');
  if (isDefect('loopsForEver')) writeWhile(dpc, conditions.isNotNull, filled, false, () => write(dpc, operations.wait));
  writeWhile(dpc, conditions.deviceHasFilled, filled, true, () => {
    // Process may not be done with what it has just programmed.
    if (unlocks) acquire(dpc);
    write(dpc, operations.takeFilled, { to: filled });
    if (unlocks) {
      release(dpc);
      write(dpc, operations.lock, { pointer: filled });
      writeIf(dpc, conditions.succeeded, filled, true, () => complete(), isDefect('keepsCancelled') ? undefined : () => write(dpc, operations.delete, { pointer: filled }));
    } else complete();
  });
  if (!isDefect('neverAttempts')) attempt();
  returns(dpc, status.success);
  assembly.entries.dpc = finishRoutine(dpc, 'CCapturePin::CompleteMappings', 'dpc', 'dispatch', '/Dpc');

  function complete(): void {
    if (!isDefect('writesAfterDelete')) write(dpc, operations.writeDataUsed, { pointer: filled, value: amounts.frame });
    if (isDefect('forgetsClone')) return;
    write(dpc, operations.delete, { pointer: filled });
    if (isDefect('deletesTwice')) write(dpc, operations.delete, { pointer: filled });
    if (isDefect('writesAfterDelete')) write(dpc, operations.writeDataUsed, { pointer: filled, value: amounts.frame });
  }

  function attempt(): void {
    if (isDefect('locksInOppositeOrder')) acquire(dpc, 1);
    acquire(dpc);
    writeIf(dpc, conditions.isSet, pended, true, () => {
      write(dpc, operations.setFlag, { to: pended, value: 0 });
      release(dpc);
      if (isDefect('locksInOppositeOrder')) release(dpc, 1);
      write(dpc, operations.attemptProcessing, { value: 1 });
    }, () => {
      release(dpc);
      if (isDefect('locksInOppositeOrder')) release(dpc, 1);
    });
  }

  if (onRemoval !== 'nothing') {
    const writer = createWriter(assembly);
    const clone = localOperand(writer, 'clone', 'pointer');
    // What the DPC has taken is deleted all the same where the device is not stopped first.
    if (onRemoval === 'deletesClones') write(writer, operations.stopDevice);
    write(writer, operations.getFirstClone, { to: clone });
    writeWhile(writer, conditions.isNotNull, clone, true, () => {
      write(writer, operations.delete, { pointer: clone });
      write(writer, operations.getFirstClone, { to: clone });
    });
    returns(writer, status.success);
    assembly.entries.surpriseRemoval = finishRoutine(writer, 'CCaptureDevice::SurpriseRemoval', 'surpriseRemoval', 'passive', '/SurpriseRemoval');
  }

  states(transitions.pauseToRun, (writer) => write(writer, operations.startDevice));
  states(transitions.runToPause, (writer) => write(writer, operations.pauseDevice));
  states(transitions.pauseToAcquire, (writer) => {
    if (isDefect('waitsForDevice')) writeWhile(writer, conditions.deviceIsEmpty, leading, false, () => write(writer, operations.wait));
    write(writer, operations.stopDevice);
    if (isDefect('forgetsClone')) return;
    const clone = localOperand(writer, 'clone', 'pointer');
    write(writer, operations.getFirstClone, { to: clone });
    writeWhile(writer, conditions.isNotNull, clone, true, () => {
      write(writer, operations.delete, { pointer: clone });
      write(writer, operations.getFirstClone, { to: clone });
    });
  });

  function states(transition: transitions, body: (writer: Writer) => void): void {
    const writer = createWriter(assembly);
    body(writer);
    returns(writer, status.success);
    assembly.entries.setDeviceState[transition] = finishRoutine(writer, 'CCapturePin::SetState', 'setDeviceState', 'passive', `/SetState/${transition}`);
  }

  return finishAssembly(assembly);
}

/** A driver that keeps the frame under its locked leading edge in the device. `attempts`: its DPC asks for the next one. */
export function holdLeadingEdge(attempts = true): Behaviour {
  const assembly = createAssembly();
  const held = keptOperand(assembly, 'held', 'pointer');
  const process = createWriter(assembly);
  const leading = localOperand(process, 'leading', 'pointer');
  writeIf(process, conditions.isNotNull, held, true, () => write(process, operations.return, { value: status.pending }));
  write(process, operations.getLeadingEdge, { to: leading, value: 1 });
  writeIf(process, conditions.isNotNull, leading, false, () => write(process, operations.return, { value: status.pending }));
  write(process, operations.setPointer, { to: held, pointer: leading });
  write(process, operations.program, { pointer: leading });
  write(process, operations.return, { value: status.pending });
  assembly.entries.process = finishRoutine(process, 'HoldProcess', 'process', 'passive', '/Process');
  const dpc = createWriter(assembly);
  const filled = localOperand(dpc, 'filled', 'pointer');
  write(dpc, operations.takeFilled, { to: filled });
  writeIf(dpc, conditions.isNotNull, filled, true, () => {
    write(dpc, operations.writeDataUsed, { pointer: filled, value: amounts.frame });
    write(dpc, operations.unlock, { pointer: filled, value: 1 });
    write(dpc, operations.setPointer, { to: held, pointer: operands.null });
    if (attempts) write(dpc, operations.attemptProcessing, { value: 1 });
  });
  write(dpc, operations.return, { value: status.success });
  assembly.entries.dpc = finishRoutine(dpc, 'HoldDpc', 'dpc', 'dispatch', '/Dpc');
  const transition = (at: transitions, body: (writer: Writer) => void): void => {
    const writer = createWriter(assembly);
    body(writer);
    write(writer, operations.return, { value: status.success });
    assembly.entries.setDeviceState[at] = finishRoutine(writer, 'HoldState', 'setDeviceState', 'passive', `/HoldState/${at}`);
  };
  transition(transitions.pauseToRun, (writer) => write(writer, operations.startDevice));
  transition(transitions.pauseToAcquire, (writer) => {
    write(writer, operations.stopDevice);
    writeIf(writer, conditions.isNotNull, held, true, () => {
      write(writer, operations.setPointer, { to: held, pointer: operands.null });
      const edge = localOperand(writer, 'edge', 'pointer');
      write(writer, operations.getLeadingEdge, { to: edge, value: 0 });
      writeIf(writer, conditions.isLocked, edge, true, () => write(writer, operations.unlock, { pointer: edge, value: 1 }));
    });
  });
  return finishAssembly(assembly);
}

/** A model of a behaviour, call by call. */
export function modelOf(behaviour: Behaviour, bounds: Partial<ProofBounds> = {}): ProofModel {
  return {
    label: 'test', pin: 'capture', behaviour, flags: 0, headerSize: 56, streamHeaderSize: 0, frameBytes: 100, bufferBytes: 100, setsDataUsed: true, options: {}, granularity: 'calls', interrupts: 'whenFilled',
    bounds: { ...defaultProofBounds, requests: 2, deviceEntries: 1, ...bounds },
  };
}

/** Proves to the end. */
export function proof(model: ProofModel, states = 2_000_000): FinishedProof {
  for (const search = proveModel(model, { states, memory: 1e9, time: null });;) {
    const next = search.next();
    if (next.done === true) return next.value;
  }
}
