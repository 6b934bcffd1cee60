import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../server/src/document/index';
import { DriverRoutines, DriverStep } from '../../../../server/src/ks/index';
import { validate } from '../../../../server/src/rules/index';
import { compileScenario, simulationsOf } from '../../../../server/src/simulation/compile/index';
import { createSimulation } from '../../../../server/src/simulation/index';
import { simulationText } from '../../../../server/src/simulation/wording/index';
import type { JsonObject } from '../compile-scenario-support';
import { routinesText } from './documents';

const words = (field: keyof typeof DriverStep.fields): readonly string[] => {
  const { type } = DriverStep.fields[field];
  return 'words' in type ? type.words.map(({ word }) => word) : [];
};
const pointers = fc.constantFrom('a', 'b', 'kept', 'NULL', 'StreamPointer');
const own = fc.constantFrom('a', 'b', 'kept', 'NULL');
const conditions = fc.constantFrom('a', '!a', 'kept', 'flag', '!flag', 'NT_SUCCESS', '!NT_SUCCESS', 'STATUS_PENDING', 'DeviceHasRoom', 'DeviceHasFilled', 'FramesAvailable', 'PinIsStreaming', 'DeviceIsEmpty');
/** Steps that can be compiled wherever a is the leading edge, b a clone and flag a flag. */
const sound = fc.oneof(
  fc.record({ Call: fc.constantFrom('KsPinGetLeadingEdgeStreamPointer', 'KsPinGetFirstCloneStreamPointer'), As: fc.constantFrom('a', 'b', 'kept') }),
  fc.record({ Call: fc.constantFrom('KsStreamPointerLock', 'KsStreamPointerUnlock', 'KsStreamPointerAdvance', 'KsStreamPointerDelete', 'KsStreamPointerGetIrp', 'KsStreamPointerCancelTimeout'), Pointer: own }),
  fc.record({ Call: fc.constant('KsStreamPointerClone'), Pointer: own, As: fc.constantFrom('a', 'b', 'kept'), CancelCallback: fc.constant('c') }, { requiredKeys: ['Call', 'Pointer', 'As'] }),
  fc.record({ Call: fc.constantFrom('KeAcquireSpinLock', 'KeReleaseSpinLock'), Lock: fc.constantFrom('l', 'm') }), fc.constant({ Call: 'KsQueueWorkItem', Routine: 'w' }),
  fc.record({ Call: fc.constantFrom('KsPinAttemptProcessing', 'KsPinAcquireProcessingMutex', 'KsPinReleaseProcessingMutex', 'KsFilterAcquireControl', 'KsAcquireDevice', 'KsReleaseDevice', 'KsGateTurnInputOn', 'KsGateTurnInputOff', 'KsPinGetAvailableByteCount') }),
  fc.record({ Call: fc.constant('KsStreamPointerAdvanceOffsets'), Pointer: own, OutUsed: fc.constantFrom('Remaining', 'FrameSize', 1) }),
  fc.record({ Device: fc.constantFrom('Start', 'Pause', 'Stop', 'Forget') }), fc.record({ Device: fc.constant('Program'), Pointer: own }), fc.record({ Device: fc.constant('TakeFilled'), As: fc.constantFrom('a', 'b') }),
  fc.record({ Header: own, DataUsed: fc.constantFrom(0, 'FrameSize') }, { requiredKeys: ['Header'] }), fc.record({ Set: fc.constant('flag'), To: fc.boolean() }), fc.record({ Set: fc.constantFrom('a', 'kept'), Pointer: own }),
  fc.record({ Set: fc.constant('Status'), Status: fc.constantFrom(...words('Status')) }),
) as fc.Arbitrary<JsonObject>;
/** Steps of any kind, most of them wrong somewhere. */
const wild = fc.oneof(
  sound, fc.record({ Call: fc.constantFrom(...words('Call')), Pointer: pointers, As: pointers }, { requiredKeys: ['Call'] }), fc.record({ Device: fc.constantFrom(...words('Device')), Pointer: pointers, As: pointers }, { requiredKeys: ['Device'] }),
  fc.record({ Return: fc.constantFrom(...words('Return')) }), fc.constantFrom({ Break: true }, { Continue: true }, { Wait: '100 us' }, {}),
) as fc.Arbitrary<JsonObject>;

const nested = (leaves: fc.Arbitrary<JsonObject>) => fc.letrec<{ step: JsonObject; list: JsonObject[] }>((tie) => ({
  step: fc.oneof({ maxDepth: 3, depthSize: 'small' }, leaves, fc.record({ If: conditions, Then: tie('list'), Else: tie('list') }, { requiredKeys: ['If', 'Then'] }), fc.record({ While: conditions, Do: tie('list') })),
  list: fc.array(tie('step'), { maxLength: 4 }),
})).list;
const begins = [{ Call: 'KsPinGetLeadingEdgeStreamPointer', As: 'a' }, { Call: 'KsPinGetFirstCloneStreamPointer', As: 'b' }, { Set: 'flag', To: false }];
const entries = Object.keys(DriverRoutines.fields).filter((name) => !['Kept', 'Callbacks', 'WorkItems', 'Notes', 'Suppress'].includes(name));
const routinesOf = (leaves: fc.Arbitrary<JsonObject>) => {
  const routine = nested(leaves).chain((list) => fc.constantFrom('STATUS_SUCCESS', 'STATUS_PENDING', 'Status').map((value): JsonObject => ({ Steps: [...begins, ...list, { Return: value }] })));
  return fc.record({
    ...Object.fromEntries(entries.map((name) => [name, routine])), Process: routine, Dpc: routine, Kept: fc.constant(['kept']), Callbacks: routine.map((each) => [{ Name: 'c', ...each }]), WorkItems: routine.map((each) => [{ Name: 'w', ...each }]),
  }, { requiredKeys: ['Kept', 'Callbacks', 'WorkItems', 'Process', 'Dpc'] }) as fc.Arbitrary<JsonObject>;
};
const events = [{ Kind: 'Cancel', Time: '21 ms', Which: 'All' }, { Kind: 'Reset', Time: '33 ms', Duration: '4 ms' }];

describe('random routines', () => {
  it('compile, or say at one value what is wrong', () => {
    fc.assert(fc.property(routinesOf(wild), (what) => {
      const model = readModel(routinesText(what));
      expect(model.problems).toEqual([]);
      const compiled = compileScenario(model, simulationsOf(model)[0]!);
      // A check tells the same documents from each other, without compiling anything around the routines.
      expect(validate(model).some(({ code }) => code === 'DOC-16')).toBe(compiled.kind === 'impossible');
      if (compiled.kind === 'impossible') expect(simulationText(`scenario.${compiled.problem.key}`).template).not.toBe(`scenario.${compiled.problem.key}`);
    }), { numRuns: 40, seed: 5 });
  });

  it('run to an end, however wrong they are', () => {
    fc.assert(fc.property(routinesOf(sound), (what) => {
      const model = readModel(routinesText(what, { Duration: '60 ms', Events: events }));
      const compiled = compileScenario(model, simulationsOf(model)[0]!);
      if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
      const simulation = createSimulation({ ...compiled.scenario, limits: { events: 400, calls: 200 } }, 1);
      while (!simulation.advance(1_000).done);
      expect(simulation.result().stopReason).toMatch(/completed|endlessLoop|limitReached|noProgress/);
    }), { numRuns: 5, seed: 5 });
  });
});
