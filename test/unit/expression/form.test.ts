import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formAt } from '../../../server/src/document/index';

/** The construct at the mark `¦`. */
const at = (marked: string): unknown => formAt(marked.replace('¦', ''), marked.indexOf('¦'));

test.each<readonly [string, unknown]>([
  ['sizeof(¦', { kind: 'sizeof', part: 0, type: '' }],
  ['2 * sizeof(KS_FR¦AMING_ITEM) + 1', { kind: 'sizeof', part: 0, type: 'KS_FRAMING_ITEM' }],
  ['sizeof(struct KSPIN¦', { kind: 'sizeof', part: 0, type: 'struct KSPIN' }],
  ['sizeof(ULONG)¦', { kind: 'plain' }],
  ['(ULONG¦)-1', { kind: 'cast', part: 0, type: 'ULONG' }],
  ['(ULONG)¦', { kind: 'cast', part: 1, type: 'ULONG' }],
  ['(ULONG)¦-1', { kind: 'cast', part: 1, type: 'ULONG' }],
  ['(2 + ¦', { kind: 'plain' }],
  ['1 ? ¦', { kind: 'conditional', part: 1 }],
  ['1¦ ? 2 : 3', { kind: 'conditional', part: 0 }],
  ['1 ? 2 : 3 ¦', { kind: 'conditional', part: 2 }],
  ['(1 ? 2 : (4 + ¦5)) + 1', { kind: 'plain' }],
  ['a ? b ? 1 : 2 : ¦', { kind: 'conditional', part: 2 }],
  ['sizeof(1 ? ¦', { kind: 'sizeof', part: 0, type: '1 ?' }],
  ['SetKsFramingRange(¦', { kind: 'call', part: 0, name: 'SetKsFramingRange' }],
  ['1 + KsEdit(a, (b, c), ¦', { kind: 'call', part: 2, name: 'KsEdit' }],
  ['2 * PAGE¦_SIZE', { kind: 'plain' }],
  ['¦', { kind: 'plain' }],
])('%s', (marked, form) => {
  expect(at(marked)).toEqual(form);
});

test('answers about any text', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('(', ')', '?', ':', 'sizeof', 'ULONG', 'NAME', '1', '+', ' ', "'", '"'), { maxLength: 30 }), fc.nat(), (parts, caret) => {
    const text = parts.join('');
    expect(formAt(text, caret % (text.length + 1)).kind).toMatch(/sizeof|cast|conditional|call|plain/);
  }), { numRuns: 500 });
});
