import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadEndOf } from '../../../../server/src/simulation/prover/dead-end';
import { endText, stepText } from '../../../../server/src/simulation/prover/index';
import type { ProofResult } from '../../../../server/src/simulation/prover/index';
import { formatText } from '../../../../server/src/findings/index';
import type { Defect } from './programs';
import { cloneAndAdvance, holdLeadingEdge, modelOf, proof } from './programs';

/** What is wrong: the kind, for a rule its code and the operation it is about. */
function faultOf({ fault }: ProofResult): string {
  if (fault === null) return 'none';
  return fault.kind === 'rule' ? `${fault.code} ${'operation' in fault.facts ? fault.facts.operation : ''}`.trim() : fault.kind;
}

const stepsOf = (result: ProofResult): string[] => result.steps.map((step) => stepText(step, formatText));

describe('a driver that is right', () => {
  it.each([[1, 1], [2, 1], [2, 2]])('is proved with %i requests and %i buffers in the device', (requests, deviceEntries) => {
    const { result } = proof(modelOf(cloneAndAdvance(), { requests, deviceEntries }));
    expect([result.verdict, stepsOf(result)]).toEqual(['proved', []]);
    expect(result.options.map(({ name }) => name)).toContain('cancelWhileLocked');
  });

  it('is proved where it holds the leading edge', () => {
    expect(proof(modelOf(holdLeadingEdge(), { requests: 3 })).result.verdict).toBe('proved');
  });
});

describe('a seeded defect', () => {
  const found: readonly [Defect, string][] = [
    ['neverAttempts', 'stall'],
    ['forgetsClone', 'STA-04'],
    ['deletesTwice', 'SPT-06 KsStreamPointerDelete'],
    ['writesAfterDelete', 'SPT-06 StreamHeader'],
    ['keepsCancelled', 'cancelUnanswered'],
    ['cancelLeavesDevice', 'deviceWritesCompleted'],
    ['waitsForDevice', 'stopNeverEnds'],
    ['locksInOppositeOrder', 'deadlock'],
    ['locksTwice', 'selfDeadlock'],
    ['returnsSuccess', 'SPT-16'],
    ['loopsForEver', 'endlessRoutine'],
    ['leavesLocked', 'SPT-05'],
  ];
  it.each(found)('%s is found as %s', (defect, fault) => {
    const { result } = proof(modelOf(cloneAndAdvance(defect)));
    expect([faultOf(result), result.verdict]).toEqual([fault, 'counterexample']);
    expect(result.steps.length).toBeGreaterThan(4);
  });

  it('is found where the leading edge is held and nobody asks for the next frame', () => {
    expect(faultOf(proof(modelOf(holdLeadingEdge(false))).result)).toBe('stall');
  });

  it('is shown in the fewest steps, in the names of the driver', () => {
    const { result } = proof(modelOf(cloneAndAdvance('deletesTwice')));
    expect(stepsOf(result)).toMatchInlineSnapshot(`
      [
        "The client asks for KSSTATE_ACQUIRE",
        "The client asks for KSSTATE_PAUSE",
        "The client asks for KSSTATE_RUN: AVStream calls CCapturePin::SetState",
        "CCapturePin::SetState: Start()",
        "CCapturePin::SetState: return STATUS_SUCCESS",
        "The client submits request 1; AVStream calls CCapturePin::Process",
        "CCapturePin::Process: KsPinGetLeadingEdgeStreamPointer(LOCKED)",
        "CCapturePin::Process: KeAcquireSpinLock(ListLock)",
        "CCapturePin::Process: if (the device has room) → TRUE",
        "CCapturePin::Process: KsStreamPointerClone(leading)",
        "CCapturePin::Process: Program(clone) → STATUS_SUCCESS",
        "The device fills a buffer and interrupts",
        "The DPC CCapturePin::CompleteMappings begins",
        "CCapturePin::CompleteMappings: if (the device has filled) → TRUE",
        "CCapturePin::CompleteMappings: TakeFilled()",
        "CCapturePin::CompleteMappings: filled->StreamHeader->DataUsed = FrameSize",
        "CCapturePin::CompleteMappings: KsStreamPointerDelete(filled)",
        "CCapturePin::CompleteMappings: KsStreamPointerDelete(filled)",
      ]
    `);
  });
});

describe('a search', () => {
  it('ends undecided at its limit', () => {
    const { result } = proof(modelOf(cloneAndAdvance(), { requests: 3, deviceEntries: 2 }), 1_000);
    expect([result.verdict, result.limit]).toEqual(['undecided', 'states']);
    expect(result.states).toBeGreaterThan(1_000);
  });

  it('comes to the same verdict for the same model', () => {
    const [one, other] = [0, 1].map(() => proof(modelOf(cloneAndAdvance('forgetsClone'))).result);
    expect(one).toEqual(other);
  });
});

describe('what can no longer be reached', () => {
  it.each([
    ['waitsForDevice', ['The client asks for KSSTATE_ACQUIRE: AVStream calls CCapturePin::SetState', 'CCapturePin::SetState: if (the device is empty) → FALSE'], 'Step 13 can come again and again: whatever the driver, the device and AVStream still do comes back to it.'],
    ['locksInOppositeOrder', ['CCapturePin::Process waits: KeAcquireSpinLock(OtherLock)', 'CCapturePin::CompleteMappings waits: KeAcquireSpinLock(ListLock)'], 'Behind step 26 there is nothing that the driver, the device or AVStream can still do.'],
    ['keepsCancelled', ['CCapturePin::CompleteMappings: KeReleaseSpinLock(ListLock)', 'CCapturePin::CompleteMappings: return STATUS_SUCCESS'], 'Behind step 28 there is nothing that the driver, the device or AVStream can still do.'],
  ] as const)('is shown to where no other way is left: %s', (defect, last, end) => {
    const { result } = proof(modelOf(cloneAndAdvance(defect)));
    expect(stepsOf(result).slice(-2)).toEqual(last);
    expect(endText(result, formatText)).toBe(end);
  });

  it('ends, in any graph, where everything that can still happen leads back to, after a way along its edges', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.tuple(fc.nat(9), fc.nat(1)), { maxLength: 3 }), { minLength: 10, maxLength: 10 }), (lists) => {
      const edges = Int32Array.from(lists.flatMap((list) => list.map(([target, kind]) => target * 4 + kind)));
      const edgeStarts = Int32Array.from(lists.reduce<number[]>((starts, list) => [...starts, starts.at(-1)! + list.length], [0]));
      const next = (state: number): number[] => lists[state]!.filter(([, kind]) => kind === 0).map(([target]) => target);
      const reached = (state: number): Set<number> => {
        const found = new Set<number>();
        const visit = (at: number): void => next(at).forEach((target) => {
          if (found.has(target)) return;
          found.add(target);
          visit(target);
        });
        visit(state);
        return found;
      };
      const search = deadEndOf({ edges, edgeStarts, states: { count: 10 } }, 0, 1, { states: 10, transitions: 0, depth: 0, memory: 0, phase: 'reach' });
      let found = search.next();
      while (found.done !== true) found = search.next();
      const { states, repeats, isAlone } = found.value;
      [0, ...states].forEach((state, at, all) => expect(at + 1 === all.length || next(state).includes(all[at + 1]!)).toBe(true));
      const end = states.at(-1) ?? 0;
      const behind = reached(end);
      for (const state of behind) expect(reached(state).has(end)).toBe(true);
      expect([repeats > 0, isAlone]).toEqual([behind.size > 0, [...behind].every((state) => state === end)]);
      expect([0, ...states].at(-1 - repeats)).toBe(end);
    }), { numRuns: 300 });
  });
});
