import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pointerOf, readModel } from '../../../../server/src/document/index';
import { validate } from '../../../../server/src/rules/index';
import { problemOf, type JsonObject } from '../compile-scenario-support';
import { cloning, deleting, found, routinesText, runText } from './documents';

const at = '/Simulations/0/Driver/Routines';
const process = (...steps: readonly JsonObject[]): string => routinesText({ Process: { Steps: steps } });

describe('routines of a document', () => {
  it('run, and find nothing wrong in a driver that does nothing wrong', () => {
    const result = runText(routinesText({ Process: cloning(), Dpc: deleting() }));
    expect(result.pins[0]!.framesDelivered).toBeGreaterThan(7);
    expect(found(result)).toEqual([]);
  });

  it('run as the guide has them', () => {
    const [, block = ''] = /```jsonc\n([\s\S]*?)```/.exec(readFileSync('docs/simulation/behaviour.md', 'utf8')) ?? [];
    const { Driver } = JSON.parse(`{${block}}`) as { readonly Driver: { readonly Routines: JsonObject } };
    const result = runText(routinesText(Driver.Routines, { Events: [{ Kind: 'Cancel', Time: '35 ms', Which: 'All' }] }));
    expect(result.pins[0]!.framesDelivered).toBeGreaterThan(6);
    expect(found(result)).toEqual([]);
  });

  it('take from the pattern what they leave out', () => {
    const result = runText(routinesText({ Dpc: deleting() }));
    expect(result.pins[0]!.framesDelivered).toBeGreaterThan(7);
    expect(found(result)).toEqual([]);
  });

  it('show their calls by their names', () => {
    const { calls, trace } = runText(routinesText({ Process: { Name: 'Capture::Process', ...cloning() }, Dpc: deleting() }), { calls: 400 });
    expect(calls.filter(({ routine, text }) => routine === 'Capture::Process' && text === 'KsStreamPointerClone(leading)').length).toBeGreaterThan(5);
    expect(trace.instantKinds.map(({ key }) => key)).toContain('KsStreamPointerClone');
  });

  it.each<[string, string, string]>([
    ['a way without Return', process({ Call: 'KsPinGetLeadingEdgeStreamPointer', As: 'leading' }), `missingReturn ${at}/Process/Steps`],
    ['a branch without Return', process({ If: 'DeviceHasRoom', Then: [{ Return: 'STATUS_SUCCESS' }] }), `missingReturn ${at}/Process/Steps`],
    ['a step behind Return', process({ Return: 'STATUS_SUCCESS' }, { Device: 'Start' }), `unreachableStep ${at}/Process/Steps/1`],
    ['a step behind a loop without end', process({ While: 'TRUE', Do: [{ Wait: '1 ms' }] }, { Return: 'STATUS_SUCCESS' }), `unreachableStep ${at}/Process/Steps/1`],
    ['a step behind Break', process({ While: 'DeviceHasRoom', Do: [{ Break: true }, { Device: 'Start' }] }, { Return: 'STATUS_SUCCESS' }), `unreachableStep ${at}/Process/Steps/0/Do/1`],
    ['Break outside While', process({ Break: true }), `outsideWhile ${at}/Process/Steps/0`],
    ['Break false', process({ While: 'DeviceHasRoom', Do: [{ Break: false }] }, { Return: 'STATUS_SUCCESS' }), `notTrue ${at}/Process/Steps/0/Do/0/Break`],
    ['a pointer never set', process({ Call: 'KsStreamPointerDelete', Pointer: 'clone' }, { Return: 'STATUS_SUCCESS' }), `pointerNeverSet ${at}/Process/Steps/0/Pointer`],
    ['a pointer misspelt', process({ Call: 'KsPinGetLeadingEdgeStreamPointer', As: 'leading' }, { Call: 'KsStreamPointerAdvance', Pointer: 'leadin' }, { Return: 'STATUS_SUCCESS' }), `pointerNeverSetNearest ${at}/Process/Steps/1/Pointer`],
    ['a pointer of another routine', routinesText({ Process: cloning(), Dpc: { Steps: [{ Call: 'KsStreamPointerDelete', Pointer: 'leading' }] } }), `pointerOfOther ${at}/Dpc/Steps/0/Pointer`],
    ['a flag as pointer', process({ Set: 'busy', To: true }, { Call: 'KsStreamPointerDelete', Pointer: 'busy' }, { Return: 'STATUS_SUCCESS' }), `flagAsPointer ${at}/Process/Steps/1/Pointer`],
    ['a pointer as flag', process({ Call: 'KsPinGetFirstCloneStreamPointer', As: 'x' }, { Set: 'x', To: true }, { Return: 'STATUS_SUCCESS' }), `flagAsPointer ${at}/Process/Steps/0/As`],
    ['an unknown condition', process({ If: 'whatever', Then: [] }, { Return: 'STATUS_SUCCESS' }), `unknownCondition ${at}/Process/Steps/0/If`],
    ['a condition misspelt', process({ If: 'DeviceHasRoms', Then: [] }, { Return: 'STATUS_SUCCESS' }), `unknownConditionNearest ${at}/Process/Steps/0/If`],
    ['If without Then', process({ If: 'DeviceHasRoom' }, { Return: 'STATUS_SUCCESS' }), `stepMissing ${at}/Process/Steps/0`],
    ['While without Do', process({ While: 'DeviceHasRoom' }, { Return: 'STATUS_SUCCESS' }), `stepMissing ${at}/Process/Steps/0`],
    ['a condition without its frame', process({ If: 'FrameFits', Then: [] }, { Return: 'STATUS_SUCCESS' }), `stepMissing ${at}/Process/Steps/0`],
    ['nothing to do', process({ Pointer: 'NULL' }, { Return: 'STATUS_SUCCESS' }), `noVerb ${at}/Process/Steps/0`],
    ['two things to do', process({ Wait: '1 ms', Device: 'Start' }, { Return: 'STATUS_SUCCESS' }), `twoVerbs ${at}/Process/Steps/0/Wait`],
    ['a member too many', process({ Call: 'KsStreamPointerDelete', Pointer: 'NULL', Eject: true }, { Return: 'STATUS_SUCCESS' }), `stepMember ${at}/Process/Steps/0/Eject`],
    ['a member too few', process({ Call: 'KsStreamPointerDelete' }, { Return: 'STATUS_SUCCESS' }), `stepMissing ${at}/Process/Steps/0`],
    ['Set of nothing', process({ Set: 'x' }, { Return: 'STATUS_SUCCESS' }), `setWhat ${at}/Process/Steps/0`],
    ['a status elsewhere', process({ Set: 'x', Status: 'STATUS_PENDING' }, { Return: 'STATUS_SUCCESS' }), `statusElsewhere ${at}/Process/Steps/0/Set`],
    ['a word as name', process({ Call: 'KsPinGetFirstCloneStreamPointer', As: 'NULL' }, { Return: 'STATUS_SUCCESS' }), `reservedName ${at}/Process/Steps/0/As`],
    ['a word as kept name', routinesText({ Kept: ['Status'], Process: cloning() }), `reservedName ${at}/Kept/0`],
    ['an unknown callback', routinesText({ Process: cloning({ clone: { CancelCallback: 'Gone' } }) }), `unknownRoutine ${at}/Process/Steps/3/Do/1/CancelCallback`],
    ['a callback misspelt', routinesText({ Process: cloning({ clone: { CancelCallback: 'Cance' } }), Callbacks: [{ Name: 'Cancel', Steps: [] }] }), `unknownRoutineNearest ${at}/Process/Steps/3/Do/1/CancelCallback`],
    ['a callback without name', routinesText({ Process: cloning(), Callbacks: [{ Steps: [] }] }), `routineWithoutName ${at}/Callbacks/0`],
    ['two callbacks of one name', routinesText({ Process: cloning(), Callbacks: [{ Name: 'C', Steps: [] }, { Name: 'C', Steps: [] }] }), `duplicateRoutine ${at}/Callbacks/1/Name`],
    ['a wait in a cancel callback', routinesText({ Process: cloning({ clone: { CancelCallback: 'C' } }), Callbacks: [{ Name: 'C', Steps: [{ Wait: '1 ms' }] }] }), `waitAtOnce ${at}/Callbacks/0/Steps/0`],
    ['a timeout without callback', routinesText({ Process: cloning({ programmed: [{ Call: 'KsStreamPointerScheduleTimeout', Pointer: 'clone', Interval: '3 ms' }] }) }), `noTimeoutCallback ${at}/Process/Steps/3/Do/3/Call`],
    ['a pin that is no NULL', process({ Call: 'KsPinAttemptProcessing', Pointer: 'x' }, { Return: 'STATUS_SUCCESS' }), `pinNotPointer ${at}/Process/Steps/0/Pointer`],
    ['too many spin locks', process(...Array.from({ length: 9 }, (_, lock) => ({ Call: 'KeAcquireSpinLock', Lock: `l${lock}` })), { Return: 'STATUS_SUCCESS' }), `tooManySpinLocks ${at}/Process/Steps/8/Lock`],
    ['a device that does both', routinesText({ Process: cloning({ programmed: [{ Device: 'Copy', Pointer: 'leading' }] }) }), `programAndCopy ${at}`],
    ['a choice beside the routine', routinesText({ Process: cloning() }, {}, {}, { WhenListFull: 'Success' }), 'besidesRoutine /Simulations/0/Driver/WhenListFull'],
    ['a pin without Process', routinesText({ Process: cloning() }, {}, { Dispatch: { Create: 'Create', Process: null } }), `routinesWithoutProcess ${at}`],
  ])('say where they are wrong: %s', (_, text, problem) => {
    expect(problemOf(text)).toBe(problem);
    const model = readModel(text);
    const findings = validate(model).filter(({ code }) => code === 'DOC-16').map(({ text: key, place }) => `${key.replace('DOC-16.', '')} ${pointerOf(model.tree, place.node)}`);
    // What the pin has to do with it, a check of the routines does not ask.
    expect(findings).toEqual(problem.startsWith('routinesWithoutProcess') ? [] : expect.arrayContaining([problem]));
  });
});
