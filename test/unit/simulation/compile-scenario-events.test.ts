import { describe, expect, it } from 'vitest';
import { type JsonObject, documentText, pinText, problemOf, scenarioOf } from './compile-scenario-support';

const pins = [
  { Pin: 'capture/video', Source: { Period: '10 ms' }, Client: { Requests: 1, Hold: '1 ms' } },
  { Pin: 'capture/audio', Source: { Period: '10 ms' }, Client: { Requests: 1, Hold: '1 ms' } },
  { Pin: 'capture/audio', Source: { Period: '10 ms' }, Client: { Requests: 1, Hold: '1 ms' } },
];
const filters = (more: JsonObject = {}): JsonObject[] => [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', more), pinText('audio', 'OUT')] }];
const single: JsonObject = { Pin: 'capture/video', Source: { Period: '10 ms' }, Client: { Requests: 1, Hold: '1 ms' } };
const withEvents = (events: readonly JsonObject[], more: JsonObject = { Pins: pins }, of = filters()): string => documentText({ ...more, Events: events }, of, {
  DataRanges: { Frames: { Type: 'KSDATARANGE', SampleSize: 1000 }, Smaller: { Type: 'KSDATARANGE', SampleSize: 400 }, Elsewhere: { Type: 'KSDATARANGE', SampleSize: 1 } },
});

describe('events', () => {
  it('happen in the order of their times, each with its place', () => {
    const { events, paths } = scenarioOf(withEvents([
      { Time: '90 ms', Kind: 'SurpriseRemoval' }, { Time: '10 ms', Kind: 'Cancel', Pin: 'capture/audio', Instance: 2, Which: 'All' }, { Time: '20 ms', Kind: 'Reset', Pin: 'capture/video', Duration: '5 ms' },
      { Time: '30 ms', Kind: 'Sleep', Duration: '1 s' }, { Time: '30 ms', Kind: 'ProcessEnds', Pin: 'capture/audio' }, { Time: '40 ms', Kind: 'FormatChange', Pin: 'capture/video', FrameSize: 77 },
      { Time: '50 ms', Kind: 'SecondOpen', Pin: 'capture/video' }, { Time: '60 ms', Kind: 'Cancel', Pin: 'capture/video' },
    ]));
    const ms = 1_000_000;
    expect(events).toEqual([
      { kind: 'cancel', time: 10 * ms, pin: 2, which: 'all' }, { kind: 'reset', time: 20 * ms, pin: 0, duration: 5 * ms }, { kind: 'sleep', time: 30 * ms, duration: 1000 * ms },
      { kind: 'processEnds', time: 30 * ms, pin: 1 }, { kind: 'formatChange', time: 40 * ms, pin: 0, frameBytes: 77 }, { kind: 'secondOpen', time: 50 * ms, pin: 0, instancesPossible: 4 },
      { kind: 'cancel', time: 60 * ms, pin: 0, which: 'oldest' }, { kind: 'surpriseRemoval', time: 90 * ms },
    ]);
    expect(paths).toMatchObject({ 'events.0': '/Simulations/0/Events/1', 'events.0.which': '/Simulations/0/Events/1/Which', 'events.2.duration': '/Simulations/0/Events/3/Duration', 'events.4.frameBytes': '/Simulations/0/Events/5/FrameSize', 'events.7': '/Simulations/0/Events/0' });
  });

  it('concern the only pin when they name none', () => {
    expect(scenarioOf(withEvents([{ Time: '1 ms', Kind: 'Cancel' }], single)).events).toEqual([{ kind: 'cancel', time: 1_000_000, pin: 0, which: 'oldest' }]);
    expect(problemOf(withEvents([{ Time: '1 ms', Kind: 'Cancel' }]))).toBe('eventPin /Simulations/0/Events/0');
  });

  it('take a new format from a data range of the pin', () => {
    const ranges = { PinDescriptor: { DataFlow: 'KSPIN_DATAFLOW_OUT', Communication: 'KSPIN_COMMUNICATION_BOTH', DataRanges: ['Frames', 'Smaller'] } };
    const change = (more: JsonObject): string => withEvents([{ Time: '1 ms', Kind: 'FormatChange', ...more }], single, filters(ranges));
    expect(scenarioOf(change({ DataRange: 'Smaller' })).events).toEqual([{ kind: 'formatChange', time: 1_000_000, pin: 0, frameBytes: 400 }]);
    expect(problemOf(change({ DataRange: 'Elsewhere' }))).toBe('unknownDataRange /Simulations/0/Events/0/DataRange');
    expect(problemOf(change({}))).toBe('missing /Simulations/0/Events/0');
    expect(problemOf(change({ FrameSize: 0 }))).toBe('frameSizeZero /Simulations/0/Events/0/FrameSize');
  });

  it.each([
    [{ Kind: 'Sleep', Duration: '1 ms', Pin: 'capture/video' }, 'Pin'], [{ Kind: 'SurpriseRemoval', Duration: '1 ms' }, 'Duration'], [{ Kind: 'Cancel', Duration: '1 ms' }, 'Duration'],
    [{ Kind: 'Reset', Which: 'All', Duration: '1 ms' }, 'Which'], [{ Kind: 'ProcessEnds', FrameSize: 5 }, 'FrameSize'], [{ Kind: 'SecondOpen', DataRange: 'Frames' }, 'DataRange'], [{ Kind: 'Sleep', Instance: 1, Duration: '1 ms' }, 'Instance'],
  ])('refuse what is not theirs: %j', (event, member) => {
    expect(problemOf(withEvents([{ Time: '1 ms', ...event }]))).toBe(`eventMember /Simulations/0/Events/0/${member}`);
  });

  it.each<[JsonObject, string]>([
    [{ Kind: 'Sleep', Time: '1 ms' }, 'missing /Simulations/0/Events/0'], [{ Kind: 'Cancel' }, 'missing /Simulations/0/Events/0'], [{ Time: '1 ms' }, 'missing /Simulations/0/Events/0'],
    [{ Kind: 'Cancel', Time: '1 ms', Pin: 'capture/audio', Instance: 3 }, 'eventElsewhere /Simulations/0/Events/0/Instance'], [{ Kind: 'Nonsense', Time: '1 ms' }, 'brokenValue /Simulations/0/Events/0/Kind'],
    [{ Kind: 'Cancel', Time: '1 ms', Pin: 'capture/nothing' }, 'unknownPin /Simulations/0/Events/0/Pin'],
  ])('need what their kind takes: %j', (event, problem) => {
    expect(problemOf(withEvents([event]))).toBe(problem);
  });

  it('cannot open a pin twice whose instances are unknown', () => {
    const unknown = Object.fromEntries(Object.entries(pinText('video', 'OUT')).filter(([name]) => name !== 'InstancesPossible'));
    expect(problemOf(documentText({ ...single, Events: [{ Time: '1 ms', Kind: 'SecondOpen' }] }, [{ Label: 'capture', PinDescriptors: [unknown] }]))).toBe('unknownInstances /Simulations/0/Events/0');
  });
});
