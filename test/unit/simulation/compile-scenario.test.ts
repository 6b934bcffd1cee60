import { describe, expect, it } from 'vitest';
import { readModel } from '../../../server/src/document/index';
import { compileScenario, simulationsOf } from '../../../server/src/simulation/index';

const bitmap = (more: string): string => `"VideoInfoHeader": { "AvgTimePerFrame": 400000, "bmiHeader": { "biWidth": 640, "biHeight": 480, "biBitCount": 16, "biCompression": "FOURCC_YUY2"${more} } }`;
const ranges = {
  both: `"Type": "KS_DATARANGE_VIDEO", "DataRange": { "SampleSize": 700000 }, ${bitmap(', "biSizeImage": 614400')}`,
  sampleSize: `"Type": "KS_DATARANGE_VIDEO", "DataRange": { "SampleSize": 700000 }, ${bitmap('')}`,
  computed: `"Type": "KS_DATARANGE_VIDEO", ${bitmap(', "biSizeImage": 0')}`,
  plain: '"Type": "KSDATARANGE", "SampleSize": 188, "MajorFormat": "KSDATAFORMAT_TYPE_STREAM"',
  audio: '"Type": "KSDATARANGE_AUDIO", "DataRange": { "SampleSize": 4, "MajorFormat": "KSDATAFORMAT_TYPE_AUDIO" }',
};

function compiled(range: string, source = ''): unknown {
  const model = readModel(`{ "FormatVersion": 1, "DataRanges": { "R": { ${range} } },
    "Filters": [ { "PinDescriptors": [ { "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT", "DataRanges": ["R"] } } ] } ],
    "Simulations": [ { "Label": "s", ${source} "Client": { "Requests": 2, "Hold": "1 ms" } } ] }`);
  expect(model.problems).toEqual([]);
  const result = compileScenario(model, simulationsOf(model)[0]!);
  if (result.kind === 'impossible') return result.problem.key;
  const { frameBytes, source: device } = result.scenario.pins[0]!;
  return { frameBytes, period: device?.period, path: result.scenario.paths['pins.0.frameBytes'] };
}

describe('the frames of the connected data range', () => {
  const at = (path: string): string => `/DataRanges/R/${path}`;
  it('have the size of an image, of a sample, or what width and height come to', () => {
    expect(compiled(ranges.both)).toEqual({ frameBytes: 614_400, period: 40_000_000, path: at('VideoInfoHeader/bmiHeader/biSizeImage') });
    expect(compiled(ranges.sampleSize)).toEqual({ frameBytes: 700_000, period: 40_000_000, path: at('DataRange/SampleSize') });
    expect(compiled(ranges.computed)).toEqual({ frameBytes: 614_400, period: 40_000_000, path: at('VideoInfoHeader/bmiHeader') });
    expect(compiled(ranges.plain, '"Source": { "Period": "1 ms" },')).toEqual({ frameBytes: 188, period: 1_000_000, path: at('SampleSize') });
  });

  it('have no size of their own in audio, whose SampleSize is not a frame', () => {
    expect(compiled(ranges.audio, '"Source": { "Period": "10 ms" },')).toBe('noFrameSize');
    expect(compiled(ranges.plain)).toBe('noPeriod');
  });
});

describe('a pin that is not on the standard transport', () => {
  const problem = (flags: string, communication: string, more = ''): string | undefined => {
    const model = readModel(`{ "FormatVersion": 1, "Filters": [ { "PinDescriptors": [ { "Flags": ${flags}, "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT", "Communication": "${communication}"${more} } } ] } ],
      "Simulations": [ { "Source": { "Period": "1 ms", "FrameSize": 188 }, "Client": { "Requests": 2, "Hold": "1 ms" } } ] }`);
    const result = compileScenario(model, simulationsOf(model)[0]!);
    return result.kind === 'impossible' ? result.problem.key : undefined;
  };
  it('has no queue to simulate, whatever keeps it off', () => {
    expect(problem('"KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT"', 'KSPIN_COMMUNICATION_BOTH')).toBe('noQueue');
    expect(problem('0', 'KSPIN_COMMUNICATION_BRIDGE')).toBe('noQueue');
    expect(problem('0', 'KSPIN_COMMUNICATION_BOTH', ', "Mediums": [{ "Set": "{5d2f1c3a-8b7e-4f60-9c21-3e4a5b6c7d8e}", "Id": 0 }]')).toBe('noQueue');
    expect(problem('"KSPIN_FLAG_USE_STANDARD_TRANSPORT | KSPIN_FLAG_DO_NOT_USE_STANDARD_TRANSPORT"', 'KSPIN_COMMUNICATION_BOTH')).toBeUndefined();
    expect(problem('0', 'KSPIN_COMMUNICATION_BOTH')).toBeUndefined();
  });
});
