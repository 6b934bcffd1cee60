import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { compareFindings } from '../../../server/src/findings/index';
import { type Rule, defineRule, messageOf, rules, textTemplate, validate } from '../../../server/src/rules/index';
import { readFixtures } from './fixtures';

const codesOf = (text: string, configuration: Parameters<typeof validate>[1] = {}): string[] => validate(readModel(text), configuration).map(({ code, severity }) => `${code} ${severity}`);
/** A descriptor that ships with the product. */
const sample = (name: string): string => readFileSync(path.join(import.meta.dirname, `../../../samples/${name}.avstream.json`), 'utf8');
const framing = (item: string): string => `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ ${item} ] } } }`;

/** What DECLARE_SIMPLE_FRAMING_EX makes of the arguments of the avshws sample. */
const simpleFraming = `{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED",
  "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"], "Frames": 2, "FileAlignment": 0,
  "FramingRange": { "Range": { "MinFrameSize": "2 * PAGE_SIZE", "MaxFrameSize": "2 * PAGE_SIZE" } } }`;

const avshws = (edits: string): string => `{ "FormatVersion": 1, "Target": { "Architecture": "x64", "PageSize": 4096 }, "Device": { "Name": "avshws" },
  "Framings": { "CaptureFraming": { "FramingItem": [ ${simpleFraming} ] } },
  "DataRanges": { "Rgb24": { "Type": "KS_DATARANGE_VIDEO", "bFixedSizeSamples": true, "bTemporalCompression": false,
    "DataRange": { "SampleSize": 230400, "MajorFormat": "KSDATAFORMAT_TYPE_VIDEO", "SubFormat": "KSDATAFORMAT_SUBTYPE_RGB24", "Specifier": "KSDATAFORMAT_SPECIFIER_VIDEOINFO" },
    "ConfigCaps": { "MinOutputSize": { "cx": 320, "cy": 240 }, "MaxOutputSize": { "cx": 320, "cy": 240 } },
    "VideoInfoHeader": { "bmiHeader": { "biWidth": 320, "biHeight": 240, "biPlanes": 1, "biBitCount": 24, "biCompression": "KS_BI_RGB", "biSizeImage": 230400 } } } },
  "Filters": [ { "Label": "capture", "Version": "KSFILTER_DESCRIPTOR_VERSION", "Flags": [], "ReferenceGuid": "KSNAME_Filter", "Categories": ["KSCATEGORY_VIDEO", "KSCATEGORY_CAPTURE"],
    "PinDescriptors": [ { "Label": "video", "Dispatch": { "Create": "PinCreate", "Process": "PinProcess", "SetDataFormat": "PinSetDataFormat", "SetDeviceState": "PinSetDeviceState", "Clock": null, "Allocator": null },
      "AutomationTable": null,
      "PinDescriptor": { "Interfaces": null, "Mediums": null, "DataRanges": ["Rgb24"], "DataFlow": "KSPIN_DATAFLOW_OUT", "Communication": "KSPIN_COMMUNICATION_BOTH", "Category": "PINNAME_VIDEO_CAPTURE", "Name": null },
      "Flags": ["KSPIN_FLAG_PROCESS_IN_RUN_STATE_ONLY"], "InstancesPossible": 1, "InstancesNecessary": 1, "AllocatorFraming": "CaptureFraming", "IntersectHandler": "Intersect"${edits} } ] } ] }`;
const sizeImageInCreate = ', "RuntimeEdits": [ { "When": "Create", "KsEdit": ["Descriptor", "AllocatorFraming"], "FrameSize": "SizeImage", "Frames": 2, "Stepping": 0 } ]';

describe('worked examples', () => {
  it('the macro of the samples, with nothing else: the placeholder and three hints', () => {
    expect(codesOf(framing(simpleFraming)).sort()).toEqual(['FRM-06 hint', 'FRM-29 hint', 'RNG-03 hint', 'RNG-17 info']);
  });

  it('avshws: three hints, no more', () => {
    expect(codesOf(avshws(sizeImageInCreate)).sort()).toEqual(['FRM-06 hint', 'FRM-29 hint', 'PIN-41 hint']);
  });

  it('the samples that ship: what is recorded here, no error, no warning', () => {
    expect(codesOf(sample('avshws')).sort()).toEqual(['FRM-06 hint', 'FRM-29 hint', 'PIN-41 hint']);
    expect(codesOf(sample('pcie-4k-grabber'))).toEqual(['FRM-06 hint', 'PIN-41 hint']);
  });

  it('avshws without its KsEdit: the image does not fit, which stands for the placeholder as well', () => {
    expect(codesOf(avshws('')).sort()).toEqual(['FRM-06 hint', 'FRM-29 hint', 'PIN-41 hint', 'RNG-03 hint', 'RNG-12 warning']);
  });

  it('one mistake gives one finding', () => {
    const item = (more: string): string => framing(`{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "MemoryFlags": 8, "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 3, "FileAlignment": 3, ${more} }`);
    expect(codesOf(item('"FramingRange": { "Range": { "MinFrameSize": 8192, "MaxFrameSize": 4096, "Stepping": 0 } }, "PhysicalRange": { "MinFrameSize": 1, "MaxFrameSize": 2 }'))).toEqual(['RNG-01 error']);
    // Two ranges, two mistakes.
    expect(codesOf(item('"FramingRange": { "Range": { "MinFrameSize": 4096, "MaxFrameSize": 8192, "Stepping": 0 } }, "PhysicalRange": { "MinFrameSize": 2, "MaxFrameSize": 1 }'))).toEqual(['RNG-04 warning', 'RNG-01 error']);
  });

  it('a severity may be changed or turned off, and what is off still silences what it stands for', () => {
    const text = framing(simpleFraming.replace('"FileAlignment": 0', '"FileAlignment": 16'));
    expect(codesOf(text)).toContain('FRM-25 error');
    expect(codesOf(text, { severities: new Map([['FRM-25', 'info']]) })).toContain('FRM-25 info');
    expect(codesOf(text, { severities: new Map([['FRM-25', 'off']]) }).join()).not.toMatch(/FRM-2[567]/);
    expect(codesOf(avshws(''), { severities: new Map([['RNG-12', 'off']]) }).join()).not.toMatch(/RNG-1[27]/);
  });

  it('a framing that two pins share is reported once', () => {
    const pin = '{ "AllocatorFraming": "F", "Dispatch": null, "PinDescriptor": { "DataFlow": 2, "Communication": 3 } }';
    const text = `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_WILDCARD", "Flags": 0 } ] } }, "Filters": [ { "PinDescriptors": [${pin}, ${pin}] } ] }`;
    const found = validate(readModel(text)).filter(({ code }) => code === 'FRM-15');
    expect(found).toHaveLength(1);
    expect(found[0]!.related.map((related) => messageOf(related))).toEqual(['Pin 0 of filter 0 uses this framing and has no KSALLOCATOR_DISPATCH.', 'Pin 1 of filter 0 uses this framing and has no KSALLOCATOR_DISPATCH.']);
  });
});

describe('a rule that throws', () => {
  const broken = defineRule({ ...rules[0]!, code: 'FRM-01', scope: 'item', texts: {}, check: () => { throw new Error('mistake'); } }) as Rule;
  it('takes no other down and is heard of once', () => {
    const heard: string[] = [];
    const two = `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ ${simpleFraming}, ${simpleFraming} ] } } }`;
    const findings = validate(readModel(two), { rules: [broken, ...rules.slice(1)], onInternalProblem: ({ code }) => heard.push(code) });
    expect(heard).toEqual(['FRM-01']);
    expect(findings.map(({ code }) => code)).toContain('FRM-06');
  });
});

describe('any document', () => {
  const samples = [...readFixtures().map(({ text }) => text), avshws(sizeImageInCreate), sample('avshws'), sample('pcie-4k-grabber')];
  const fragments = ['null', '0', '-1', '"(ULONG)-1"', '4294967295', '{}', '[]', '"Unknown"', '"SizeImage"', '"\u0000"', '1e400', '"PAGE_SIZE"', '"F"', '\ud800', '{ "__proto__": 1 }', ','];
  const mutated = fc.tuple(fc.nat(samples.length - 1), fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), fc.constantFrom(...fragments, '')), { minLength: 1, maxLength: 4 })).map(([index, cuts]) => {
    let text = samples[index]!;
    for (const [at, length, put] of cuts) {
      const start = Math.floor(at * text.length);
      text = text.slice(0, start) + put + text.slice(start + length);
    }
    return text;
  });
  /** Replaces one whole value, so that the document stays readable and the rules see strange facts. */
  const replaced = fc.tuple(fc.nat(samples.length - 1), fc.nat(200), fc.constantFrom(...fragments)).map(([index, which, put]) => {
    const text = samples[index]!;
    const values = [...text.matchAll(/(?<=": ?)("[^"]*"|\d+|null|\[[^\][]*\])/g)];
    const value = values[which % Math.max(1, values.length)];
    if (!value) return text;
    return text.slice(0, value.index) + put + text.slice(value.index + value[0].length);
  });

  it('is validated without a throw, in order, with texts that exist', () => {
    fc.assert(fc.property(fc.oneof(mutated, replaced), (text) => {
      const findings = validate(readModel(text), { onInternalProblem: ({ code, error }) => { throw new Error(`${code}: ${String(error)}`, { cause: error }); } });
      expect([...findings].sort(compareFindings)).toEqual(findings);
      for (const finding of findings) {
        for (const said of [finding, ...finding.related]) {
          if (textTemplate(said.text) === undefined) throw new Error(`No text ${said.text}.`);
          if (/\{\w+\}|undefined|NaN/.test(messageOf(said).replaceAll(/"[^"]*"/g, ''))) throw new Error(messageOf(said));
        }
        if (finding.place.start < 0 || finding.place.end > text.length || finding.place.start > finding.place.end) throw new Error(`${finding.code} lies outside the text.`);
      }
    }), { numRuns: 1500 });
  });
});
