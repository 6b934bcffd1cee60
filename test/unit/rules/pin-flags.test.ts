import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { constantSetNamed } from '../../../server/src/ks/index';
import { validate } from '../../../server/src/rules/index';

const flags = constantSetNamed('KSPIN_FLAG')!.constants;
const bit = (name: string): number => flags.find((flag) => flag.name === `KSPIN_FLAG_${name}`)!.value;

/** A filter with one pin; what is left out is unknown to the rules. */
const pin = (value: number, more: { readonly process?: 'filter' | 'pin'; readonly mediums?: string } = {}): string => JSON.stringify({
  FormatVersion: 1,
  Filters: [{
    ...(more.process === undefined ? {} : { Dispatch: { Process: more.process === 'filter' ? 'FilterProcess' : null } }),
    PinDescriptors: [{
      Dispatch: more.process === undefined ? {} : { Process: more.process === 'pin' ? 'PinProcess' : null },
      PinDescriptor: {
        Interfaces: [{ Set: 'KSINTERFACESETID_Standard', Id: 0 }], Mediums: [{ Set: more.mediums ?? 'KSMEDIUMSETID_Standard', Id: 0 }], DataFlow: 'KSPIN_DATAFLOW_OUT', Communication: 'KSPIN_COMMUNICATION_BOTH',
      },
      Flags: value,
    }],
  }],
});
const findings = (text: string): readonly string[] => validate(readModel(text), { onInternalProblem: ({ error }) => { throw error as Error; } }).map(({ code, severity }) => `${code} ${severity}`);

/** What the documentation says of single bits and pairs of bits, independent of where the pin is. */
function expected(value: number): readonly string[] {
  const has = (...names: string[]): boolean => names.every((name) => (value & bit(name)) !== 0);
  return [
    ...(has('CRITICAL_PROCESSING', 'HYPERCRITICAL_PROCESSING') ? ['PIN-01 error'] : []),
    ...(has('DO_NOT_INITIATE_PROCESSING', 'INITIATE_PROCESSING_ON_EVERY_ARRIVAL') ? ['PIN-02 error'] : []),
    ...(has('FRAMES_NOT_REQUIRED_FOR_PROCESSING', 'SOME_FRAMES_REQUIRED_FOR_PROCESSING') ? ['PIN-03 error'] : []),
    ...(has('PROCESS_IN_RUN_STATE_ONLY', 'PROCESS_IF_ANY_IN_RUN_STATE') ? [has('DO_NOT_USE_STANDARD_TRANSPORT') && !has('USE_STANDARD_TRANSPORT') ? 'PIN-04 warning' : 'PIN-04 error'] : []),
    ...(has('USE_STANDARD_TRANSPORT', 'DO_NOT_USE_STANDARD_TRANSPORT') ? ['PIN-05 warning'] : []),
    ...((value & ~0x81ff03ff) !== 0 ? ['PIN-06 warning'] : []),
  ];
}

const anyFlags = fc.oneof(fc.subarray(flags.map(({ value }) => value)).map((values) => values.reduce((bits, value) => (bits | value) >>> 0, 0)), fc.integer({ min: 0, max: 0xffffffff }));

describe('flags of a pin', () => {
  it('exclude each other as documented, whatever else is set', () => {
    fc.assert(fc.property(anyFlags, fc.constantFrom('filter', 'pin', undefined), (value, process) => {
      const found = findings(pin(value, process === undefined ? {} : { process })).filter((finding) => /PIN-0[1-6]/.test(finding));
      expect([...found].sort()).toEqual(expected(value));
    }));
  });

  it('of which nothing is said besides are not judged by where the filter processes', () => {
    fc.assert(fc.property(anyFlags, (value) => {
      expect(findings(pin(value)).filter((finding) => /PIN-(15|18|22|44|45)/.test(finding))).toEqual([]);
    }));
  });

  it('are judged once: a flag that two rules could object to has one finding', () => {
    const both = bit('FRAMES_NOT_REQUIRED_FOR_PROCESSING') | bit('SOME_FRAMES_REQUIRED_FOR_PROCESSING');
    expect(findings(pin(both, { process: 'pin' }))).toEqual(['PIN-03 error']);
    expect(findings(pin(bit('CRITICAL_PROCESSING') | bit('HYPERCRITICAL_PROCESSING'), { process: 'filter' }))).toEqual(['PIN-01 error']);
    // A third flag beside a contradictory pair is judged on its own.
    expect([...findings(pin(both | bit('PROCESS_IF_ANY_IN_RUN_STATE'), { process: 'pin' }))].sort()).toEqual(['PIN-03 error', 'PIN-15 info']);
  });

  it('every one the header defines is known', () => {
    for (const { value } of flags) expect(findings(pin(value)).filter((finding) => finding.startsWith('PIN-06'))).toEqual([]);
  });
});

describe('many pins', () => {
  it('take no longer each than few', () => {
    const clock = { SetTimer: 'SetTimer', CancelTimer: 'CancelTimer', CorrelatedTime: 'CorrelatedTime', Resolution: 'Resolution' };
    const descriptor = { Interfaces: 'Standard', Mediums: 'Standard', DataRanges: 'Ranges', DataFlow: 'KSPIN_DATAFLOW_IN', Communication: 'KSPIN_COMMUNICATION_SINK' };
    const document = (count: number): string => JSON.stringify({
      FormatVersion: 1,
      InterfaceTables: { Standard: [{ Set: 'KSINTERFACESETID_Standard', Id: 0 }] },
      MediumTables: { Standard: [{ Set: 'KSMEDIUMSETID_Standard', Id: 0 }] },
      CategoryTables: { Many: Array.from({ length: 500 }, () => 'KSCATEGORY_VIDEO') },
      DataRanges: { Analog: { Type: 'KSDATARANGE', MajorFormat: 'KSDATAFORMAT_TYPE_ANALOGVIDEO', SubFormat: 'KSDATAFORMAT_SUBTYPE_NONE', Specifier: 'KSDATAFORMAT_SPECIFIER_NONE' } },
      DataRangeTables: { Ranges: ['Analog'] },
      PinDispatches: { Shared: { Process: 'PinProcess', Clock: clock } },
      Filters: [{
        Dispatch: { Process: null }, Categories: 'Many',
        PinDescriptors: Array.from({ length: count }, () => ({ Dispatch: 'Shared', Flags: 'KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY | KSPIN_FLAG_GENERATE_MAPPINGS | KSPIN_FLAG_IMPLEMENT_CLOCK', InstancesPossible: 1, InstancesNecessary: 0, PinDescriptor: descriptor })),
      }],
      Device: { Dma: { Registration: 'None' } },
    });
    const time = (count: number): number => {
      const model = readModel(document(count));
      const begin = performance.now();
      const found = validate(model).filter(({ code }) => code.startsWith('PIN-'));
      // Each pin: PIN-31, and from the second on PIN-26; the missing adapter once.
      expect(found.length).toBe(2 * count);
      return (performance.now() - begin) / count;
    };
    time(1000);
    const few = Math.min(time(1000), time(1000));
    const many = Math.min(time(20_000), time(20_000));
    expect(many).toBeLessThan(few * 8 + 0.05);
  });
});
