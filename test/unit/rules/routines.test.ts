import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { validate } from '../../../server/src/rules/index';

const leading = '{ "Call": "KsPinGetLeadingEdgeStreamPointer", "As": "leading" }';
const done = '{ "Return": "STATUS_SUCCESS" }';
const inRoutines = (routines: string): string => `{ "FormatVersion": 1, "Simulations": [{ "Driver": { "Routines": { ${routines} } }, "Client": { "Requests": 4, "Hold": "10 ms" } }] }`;
const inProcess = (...steps: readonly string[]): string => inRoutines(`"Process": { "Steps": [${steps.join(', ')}] }`);
const found = (text: string): readonly string[] => validate(readModel(text)).filter(({ code }) => code.startsWith('DOC')).map(({ text: key }) => key);

describe('one mistake in a routine is told once', () => {
  it.each<[string, string, readonly string[]]>([
    ['a function misspelt', inProcess('{ "Call": "KsPinGetLeadingEdgeStreamPointr", "As": "leading" }', '{ "Call": "KsStreamPointerAdvance", "Pointer": "leading" }', done), ['DOC-05.wordNearest']],
    ['a status misspelt', inProcess(leading, '{ "Return": "STATUS_SUCESS" }'), ['DOC-05.wordNearest']],
    ['Return misspelt', inProcess(leading, '{ "Retrun": "STATUS_SUCCESS" }'), ['DOC-02.nearest']],
    ['As misspelt', inProcess('{ "Call": "KsPinGetLeadingEdgeStreamPointer", "Ass": "leading" }', '{ "Call": "KsStreamPointerAdvance", "Pointer": "leading" }', done), ['DOC-02.nearest']],
    ['As forgotten', inProcess('{ "Call": "KsPinGetLeadingEdgeStreamPointer" }', '{ "Call": "KsStreamPointerAdvance", "Pointer": "leading" }', done), ['DOC-16.stepMissing']],
    ['While misspelt around Break', inProcess('{ "Whil": "TRUE", "Do": [{ "Break": true }] }', done), ['DOC-02.nearest']],
    ['Break misspelt in a loop', inProcess('{ "While": "TRUE", "Do": [{ "Brek": true }] }', done), ['DOC-02.nearest']],
    ['a step that is none', inProcess('"KsStreamPointerAdvance"'), ['DOC-04.type']],
    ['a condition misspelt, and its lists are looked at', inProcess(`{ "If": "DeviceHasRom", "Then": [${done}], "Else": [{ "Break": true }, ${done}] }`), ['DOC-16.unknownConditionNearest', 'DOC-16.outsideWhile', 'DOC-16.unreachableStep']],
    ['a callback without a name', inRoutines(`"Kept": ["a"], "Dpc": { "Steps": [{ "Call": "KsQueueWorkItem", "Routine": "w" }] }, "WorkItems": [{ "Steps": [] }]`), ['DOC-16.routineWithoutName']],
    ['a syntax error in a routine', inProcess(leading, '{ "Return" "STATUS_SUCCESS" }', '{ "Break": true }'), ['DOC-01.expectedColon']],
    ['several mistakes', inProcess('{ "Break": true }', '{ "If": "Nonsense", "Then": [] }'), ['DOC-16.outsideWhile', 'DOC-16.unreachableStep', 'DOC-16.unknownCondition']],
    ['a way to the end', inProcess(leading), ['DOC-16.missingReturn']],
    ['a negative wait', inProcess('{ "Wait": "-1 ms" }', done), ['DOC-06.negative']],
  ])('%s', (_, text, keys) => {
    expect(found(text)).toEqual(keys);
  });

  it('also of the routines of one of several pins', () => {
    const pin = (name: string): string => `{ "Pin": "${name}", "Driver": { "Routines": { "Process": { "Steps": [${leading}] } } } }`;
    expect(found(`{ "FormatVersion": 1, "Filters": [{ "Label": "capture", "PinDescriptors": [{ "Label": "a" }, { "Label": "b" }] }], "Simulations": [{ "Pins": [${pin('capture/a')}, ${pin('capture/b')}] }] }`)).toEqual(['DOC-16.missingReturn', 'DOC-16.missingReturn']);
  });
});

describe('durations', () => {
  const withMember = (owner: string, member: string, value: string): string => `{ "FormatVersion": 1, "Simulations": [{ "${owner}": { "${member}": ${value} } }] }`;
  it.each([
    ['System', 'DpcLatency', '"-1 us"'], ['Driver', 'ProcessTime', '{ "Uniform": ["-1 us", "1 us"] }'], ['Client', 'Hold', '{ "Triangular": ["-1 us", "0 us", "1 us"] }'], ['Hardware', 'TransferTime', '{ "Table": [["-1 us", 1], ["1 us", 2]] }'],
    ['Driver', 'CloneTimeout', '"-1 ms"'],
  ])('%s.%s is not negative: %s', (owner, member, value) => {
    expect(found(withMember(owner, member, value))).toEqual(['DOC-06.negative']);
  });

  it('of jitter may be negative', () => {
    expect(found(withMember('Source', 'Jitter', '{ "Uniform": ["-1 ms", "1 ms"] }'))).toEqual([]);
  });
});
