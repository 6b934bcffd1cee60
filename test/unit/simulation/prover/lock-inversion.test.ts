import { describe, expect, it } from 'vitest';
import { formatText } from '../../../../server/src/findings/index';
import type { Writer } from '../../../../server/src/simulation/behaviour/assemble';
import { createAssembly, createMark, createWriter, finishAssembly, finishRoutine, keptOperand, localOperand, put, write, writeIf, writeWhile } from '../../../../server/src/simulation/behaviour/assemble';
import type { Behaviour } from '../../../../server/src/simulation/behaviour/program';
import { amounts, conditions, operands, operations, status, transitions } from '../../../../server/src/simulation/behaviour/program';
import { drawCounterexample, stepText, verdictText } from '../../../../server/src/simulation/prover/index';
import { modelOf, proof } from './programs';

/**
 * A driver whose clones are unlocked in the device, so that their requests can be cancelled: under ListLock its cancel callback and those who delete clones agree which of them does.
 * `keepsLock`: its DPC keeps ListLock while it locks the pointer. `oppositeOrder`: the callback acquires DeviceLock first and ListLock then, the DPC the other way round.
 */
function cancellable(defect: 'keepsLock' | 'oppositeOrder' | null = null): Behaviour {
  const assembly = createAssembly();
  assembly.spinLocks.push('ListLock', 'DeviceLock');
  const taken = keptOperand(assembly, 'taken', 'pointer');
  const stopping = keptOperand(assembly, 'stopping', 'flag');
  const acquire = (writer: Writer, lock = 0): void => write(writer, operations.acquireSpinLock, { value: lock });
  const release = (writer: Writer, lock = 0): void => write(writer, operations.releaseSpinLock, { value: lock });
  const returns = (writer: Writer, value: number): void => write(writer, operations.return, { value });
  const isOpposite = defect === 'oppositeOrder';

  const callback = createWriter(assembly);
  const cancelled = localOperand(callback, 'clone', 'pointer');
  const left = createMark();
  if (isOpposite) acquire(callback, 1);
  acquire(callback);
  writeIf(callback, conditions.isSet, stopping, false, () => {
    write(callback, operations.branch, { value: conditions.isSame, pointer: cancelled, to: taken, second: 0, target: left });
    write(callback, operations.forget, { pointer: cancelled });
    write(callback, operations.delete, { pointer: cancelled });
    put(callback, left);
  });
  release(callback);
  if (isOpposite) release(callback, 1);
  returns(callback, status.success);
  const cancel = finishRoutine(callback, 'CloneCancelled', 'cancel', 'dispatch', '/CloneCancelled');

  const process = createWriter(assembly);
  const leading = localOperand(process, 'leading', 'pointer');
  const clone = localOperand(process, 'clone', 'pointer');
  write(process, operations.getLeadingEdge, { to: leading, value: 1 });
  writeIf(process, conditions.isNotNull, leading, false, () => returns(process, status.pending));
  writeWhile(process, conditions.isNotNull, leading, true, () => {
    write(process, operations.clone, { pointer: leading, to: clone, value: cancel });
    // The leading edge keeps the frame until the device has the clone.
    write(process, operations.writeDataUsed, { pointer: clone, value: 0 });
    write(process, operations.unlock, { pointer: clone });
    acquire(process);
    write(process, operations.program, { pointer: clone });
    release(process);
    write(process, operations.advance, { pointer: leading });
    writeIf(process, conditions.succeeded, leading, false, () => returns(process, status.success));
  });
  returns(process, status.pending);
  assembly.entries.process = finishRoutine(process, 'Process', 'process', 'passive', '/Process');

  const dpc = createWriter(assembly);
  const filled = localOperand(dpc, 'filled', 'pointer');
  writeWhile(dpc, conditions.deviceHasFilled, filled, true, () => {
    acquire(dpc);
    if (isOpposite) acquire(dpc, 1);
    write(dpc, operations.takeFilled, { to: filled });
    write(dpc, operations.setPointer, { to: taken, pointer: filled });
    if (isOpposite) release(dpc, 1);
    if (defect !== 'keepsLock') release(dpc);
    writeIf(dpc, conditions.isNotNull, filled, true, () => {
      write(dpc, operations.lock, { pointer: filled });
      if (defect === 'keepsLock') release(dpc);
      writeIf(dpc, conditions.succeeded, filled, true, () => write(dpc, operations.writeDataUsed, { pointer: filled, value: amounts.frame }));
      write(dpc, operations.delete, { pointer: filled });
      write(dpc, operations.setPointer, { to: taken, pointer: operands.null });
    }, defect === 'keepsLock' ? () => release(dpc) : undefined);
  });
  write(dpc, operations.attemptProcessing, { value: 1 });
  returns(dpc, status.success);
  assembly.entries.dpc = finishRoutine(dpc, 'CompleteMappings', 'dpc', 'dispatch', '/Dpc');

  const states = (transition: transitions, body: (writer: Writer) => void): void => {
    const writer = createWriter(assembly);
    body(writer);
    returns(writer, status.success);
    assembly.entries.setDeviceState[transition] = finishRoutine(writer, 'SetState', 'setDeviceState', 'passive', `/SetState/${transition}`);
  };
  states(transitions.pauseToRun, (writer) => write(writer, operations.startDevice));
  states(transitions.pauseToAcquire, (writer) => {
    acquire(writer);
    write(writer, operations.setFlag, { to: stopping, value: 1 });
    release(writer);
    write(writer, operations.stopDevice);
    const swept = localOperand(writer, 'clone', 'pointer');
    write(writer, operations.getFirstClone, { to: swept });
    writeWhile(writer, conditions.isNotNull, swept, true, () => {
      write(writer, operations.delete, { pointer: swept });
      write(writer, operations.getFirstClone, { to: swept });
    });
    write(writer, operations.setFlag, { to: stopping, value: 0 });
  });
  return finishAssembly(assembly);
}

const bounds = { requests: 2, deviceEntries: 2 };

describe('a cancel callback that waits for a spin lock', () => {
  it('is no deadlock where who has the lock calls nothing that needs the queue', () => {
    const { result } = proof(modelOf(cancellable(), bounds));
    expect([result.verdict, verdictText(result, formatText)]).toEqual(['proved', expect.stringContaining('Proved')]);
  });

  it('is one where the DPC keeps it across a call of KS, which is shown with both places', () => {
    const finished = proof(modelOf(cancellable('keepsLock'), bounds));
    const { result } = finished;
    expect(result.fault).toMatchObject({
      kind: 'lockInversion', lock: 'ListLock', wanted: '', request: 0,
      holder: { routine: 'CompleteMappings', text: 'KsStreamPointerLock(filled)', path: '' }, waiter: { routine: 'CloneCancelled', text: 'KeAcquireSpinLock(ListLock)' },
    });
    expect(verdictText(result, formatText)).toContain('CompleteMappings has the spin lock ListLock and calls KsStreamPointerLock(filled), which needs the spin lock of the queue; CloneCancelled');
    expect(result.steps.map((step) => stepText(step, formatText)).slice(-4)).toEqual([
      'CompleteMappings: TakeFilled()',
      'CompleteMappings: taken = filled',
      'The client cancels request 1 on another processor; AVStream calls CloneCancelled with the spin lock of the queue held, which waits: KeAcquireSpinLock(ListLock)',
      'CompleteMappings waits: KsStreamPointerLock(filled)',
    ]);
    const { trace, queues } = drawCounterexample(finished, formatText)!;
    expect([trace.duration, queues.length]).toEqual([(result.steps.length + 1) * 1e6, result.steps.length + 1]);
  });

  it('is one where two locks are acquired in opposite orders', () => {
    const { result } = proof(modelOf(cancellable('oppositeOrder'), bounds));
    expect(result.fault).toMatchObject({ kind: 'lockInversion', lock: 'ListLock', wanted: 'DeviceLock', holder: { text: 'KeAcquireSpinLock(DeviceLock)' }, waiter: { text: 'KeAcquireSpinLock(ListLock)' } });
  });

  it('is not asked about where no request is cancelled', () => {
    expect(proof(modelOf(cancellable('keepsLock'), { ...bounds, cancels: false })).result.verdict).toBe('proved');
  });
});
