import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { messageOf, reportableRules, rules, validate } from '../../../server/src/rules/index';

/** A document with a framing item that has this property. */
const item = (property: string): string => `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [ { ${property} } ] } } }`;
const simulation = (value: string): string => `{ "FormatVersion": 1, "Simulations": [ { "Label": "s", "Duration": ${value} } ] }`;
const jitter = (value: string): string => `{ "FormatVersion": 1, "Simulations": [ { "Label": "s", "Source": { "Jitter": ${value} } } ] }`;
const nested = (depth: number): string => `"${'('.repeat(depth)}1${')'.repeat(depth)}"`;

/** For each text about the document: a text that it is said of. */
const said: Readonly<Record<string, string>> = {
  'DOC-01.unterminatedString': '{ "FormatVersion": 1, "Device": { "Name": "grabber\n } }',
  'DOC-01.unterminatedComment': '{ "FormatVersion": 1 } /* notes',
  'DOC-01.expectedValue': '{ "FormatVersion": }',
  'DOC-01.expectedComma': '{ "FormatVersion": 1 "Device": {} }',
  'DOC-01.expectedColon': '{ "FormatVersion" 1 }',
  'DOC-01.expectedPropertyName': '{ "FormatVersion": 1, : 2 }',
  'DOC-01.unexpectedCharacter': '# notes\n{ "FormatVersion": 1 }',
  'DOC-01.controlCharacter': '{ "FormatVersion": 1, "Device": { "Name": "a\u0001b" } }',
  'DOC-01.trailingContent': '{ "FormatVersion": 1 } 2',
  'DOC-01.emptyDocument': ' ',
  'DOC-01.unclosedObject': '{ "FormatVersion": 1',
  'DOC-01.unclosedArray': '{ "FormatVersion": 1, "Filters": [ }',
  'DOC-01.mismatchedBracket': '{ "FormatVersion": 1 ]',
  'DOC-01.invalidEscape': '{ "FormatVersion": 1, "Device": { "Name": "\\d" } }',
  'DOC-01.invalidNumber': '{ "FormatVersion": 0x1 }',
  'DOC-01.invalidLiteral': item('"Frames": PAGE_SIZE'),
  'DOC-01.singleQuotes': "{ 'FormatVersion': 1 }",
  'DOC-01.tooManyProblems': `[${'0x1,'.repeat(200)}]`,
  'DOC-02.unknown': '{ "FormatVersion": 1, "Whatever": 1 }',
  'DOC-02.nearest': item('"FileAlignement": 3'),
  'DOC-03.duplicate': '{ "FormatVersion": 1, "FormatVersion": 1 }',
  'DOC-04.type': item('"Frames": true'),
  'DOC-04.fraction': item('"Frames": 1.5'),
  'DOC-04.root': '[]',
  'DOC-05.constant': item('"Frames": "QQQQ"'),
  'DOC-05.constantNearest': item('"Flags": "KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMRY"'),
  'DOC-05.guid': item('"MemoryType": "QQQQ"'),
  'DOC-05.word': '{ "FormatVersion": 1, "Target": { "Architecture": "MIPS64" } }',
  'DOC-05.wordNearest': '{ "FormatVersion": 1, "Target": { "Architecture": "X64" } }',
  'DOC-05.entry': '{ "FormatVersion": 1, "Filters": [ { "PinDescriptors": [ { "AllocatorFraming": "F" } ] } ] }',
  'DOC-05.entryNearest': '{ "FormatVersion": 1, "Framings": { "CaptureFraming": {} }, "Filters": [ { "PinDescriptors": [ { "AllocatorFraming": "CaptureFramings" } ] } ] }',
  'DOC-05.entryText': '{ "FormatVersion": 1, "Simulations": [ { "Label": "a", "DataRange": "QQQQ" } ] }',
  'DOC-05.pin': '{ "FormatVersion": 1, "Simulations": [ { "Label": "a", "Pin": "QQQQ" } ] }',
  'DOC-05.pinNearest': '{ "FormatVersion": 1, "Filters": [ { "Label": "capture", "PinDescriptors": [ { "Label": "video" } ] } ], "Simulations": [ { "Label": "a", "Pin": "capture/vidoe" } ] }',
  'DOC-05.pinAmbiguous': '{ "FormatVersion": 1, "Filters": [ { "Label": "a", "PinDescriptors": [ { "Label": "video" } ] }, { "Label": "b", "PinDescriptors": [ { "Label": "video" } ] } ], "Simulations": [ { "Label": "a", "Pin": "video" } ] }',
  'DOC-05.emptyName': '{ "FormatVersion": 1, "Framings": { "": {} } }',
  'DOC-06.empty': item('"Frames": ""'),
  'DOC-06.syntax': item('"Frames": "2 *"'),
  'DOC-06.tooLong': item(`"Frames": "${'1 + '.repeat(20000)}1"`),
  'DOC-06.tooDeep': item(`"Frames": ${nested(5000)}`),
  'DOC-06.invalidLiteral': item('"Frames": "09"'),
  'DOC-06.notRepresentable': item('"Frames": "99999999999999999999999"'),
  'DOC-06.unknownSize': item('"Frames": "sizeof(WHATEVER)"'),
  'DOC-06.divisionByZero': item('"Frames": "1 / 0"'),
  'DOC-06.overflow': item('"Frames": "2147483647 + 1"'),
  'DOC-06.shiftRange': item('"Frames": "1 << 40"'),
  'DOC-06.unitMissing': simulation('5'),
  'DOC-06.unknownUnit': simulation('"5 parsec"'),
  'DOC-06.negative': simulation('"-5 ms"'),
  'DOC-06.zero': '{ "FormatVersion": 1, "Simulations": [ { "Label": "s", "Source": { "Period": "0 ms" } } ] }',
  'DOC-06.tooLarge': simulation('"99999999999 s"'),
  'DOC-06.notWholeNanoseconds': simulation('"0.5 ns"'),
  'DOC-06.guid': item('"MemoryType": "{1234}"'),
  'DOC-06.distribution': jitter('{ "Gauss": [] }'),
  'DOC-06.uniform': jitter('{ "Uniform": ["1 ms"] }'),
  'DOC-06.triangular': jitter('{ "Triangular": ["1 ms"] }'),
  'DOC-06.table': jitter('{ "Table": ["1 ms"] }'),
  'DOC-06.histogram': jitter('{ "Histogram": [["2 us", "1 us", 5]] }'),
  'DOC-06.samples': jitter('{ "Samples": [] }'),
  'DOC-06.count': '{ "FormatVersion": 1, "Simulations": [ { "Label": "s", "Hardware": { "Mappings": { "AdjacentPages": 0 } } } ] }',
  'DOC-07.range': item('"Frames": 4294967296'),
  'DOC-07.negative': item('"Frames": -1'),
  'DOC-08.formatVersion': '{}',
  'DOC-08.discriminator': '{ "FormatVersion": 1, "DataRanges": { "A": {} } }',
  'DOC-09.newer': '{ "FormatVersion": 2 }',
  'DOC-10.union': item('"FileAlignment": 3, "FramePitch": 64'),
  'DOC-11.code': item('"Frames": 2 /* avstream-disable-line FRM-25 */'),
  'DOC-11.all': '{ "FormatVersion": 1 } // avstream-disable-line',
  'DOC-11.enable': '{ "FormatVersion": 1 /* avstream-enable */ }',
  'DOC-12.unknown': '{ "FormatVersion": 1 } // avstream-disable-file QQQQQQQQ-1',
  'DOC-12.nearest': '{ "FormatVersion": 1 } // avstream-disable-file FRN-25',
  'DOC-12.word': '{ "FormatVersion": 1 } // avstream-disable-file because I say so',
  'DOC-12.part': '{ "FormatVersion": 1 } // avstream-disable-file FRM-26',
  'DOC-12.never': '{ "FormatVersion": 1 } // avstream-disable-file DOC-12',
  'DOC-12.syntax': '{ "FormatVersion": 1 } // avstream-disable-file DOC-01',
  'DOC-12.directive': '{ "FormatVersion": 1 } // avstream-disable-nextline FRM-25',
  'DOC-12.missing': '{ "FormatVersion": 1, "Suppress": [ { "Reason": "I say so." } ] }',
};
/** Texts of related places. */
const relatedTexts = ['DOC-03.related', 'DOC-10.related'];

describe('mistakes in the document', () => {
  it('have an example each', () => {
    const texts = reportableRules.filter((rule) => rule.area === 'document' && !rules.some(({ code }) => code === rule.code)).flatMap((rule) => Object.keys(rule.texts).map((variant) => `${rule.code}.${variant}`));
    expect([...Object.keys(said), ...relatedTexts].sort()).toEqual(texts.sort());
  });

  it.each(Object.entries(said))('%s', (key, text) => {
    const found = validate(readModel(text)).filter((finding) => finding.text === key);
    expect(validate(readModel(text)).map((finding) => finding.text)).toContain(key);
    expect(found[0]!.severity).toBe(key.startsWith('DOC-11') ? 'info' : key.startsWith('DOC-12') ? 'warning' : 'error');
    for (const place of [found[0]!, ...found[0]!.related]) {
      expect(messageOf(place)).toMatch(/^["A-Z][^]*[.?]$/);
      expect(messageOf(place)).not.toMatch(/\{[a-z]\w*\}|undefined|NaN/);
    }
  });
});
