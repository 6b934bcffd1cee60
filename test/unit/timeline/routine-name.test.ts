import { describe, expect, it } from 'vitest';
import { withoutQualification } from '../../../server/src/picture/view/routine-name';

describe('a routine where there is little room', () => {
  it.each([['CCapturePin::DispatchProcess', '…::DispatchProcess'], ['a::b::Process', '…::Process'], ['PinProcess', 'PinProcess'], ['::Process', '::Process'], ['', '']])('%s', (name, short) => {
    expect(withoutQualification(name)).toBe(short);
  });
});
