import { describe, expect, it } from 'vitest';
import { pointerOf, readModel } from '../../../../server/src/document/index';
import { formatText } from '../../../../server/src/findings/index';
import { compileScenario, prepareTests, simulationText, simulationsOf } from '../../../../server/src/simulation/index';
import { documentText, pinText } from '../compile-scenario-support';
import { lossy, problemOf, steady, testRun, testText } from './support';

const at = '/Simulations/0/Expect';

describe('what cannot be expected is a problem at its value', () => {
  it.each([
    [{ Drops: {} }, `expectBounds ${at}/Drops`],
    [{ Drops: { AtLeast: 3, AtMost: 2 } }, `expectOrder ${at}/Drops/AtMost`],
    [{ DropReasons: [{ Reason: 'HardwareBusy' }] }, `expectBounds ${at}/DropReasons/0`],
    [{ DropReasons: [{ AtMost: 1 }] }, `missing ${at}/DropReasons/0`],
    [{ Latency: {} }, `expectNothing ${at}/Latency`],
    [{ Findings: {} }, `expectNothing ${at}/Findings`],
    [{ Allocators: [{}] }, `expectNothing ${at}/Allocators/0`],
    [{ Findings: { Occur: ['FRM-25'] } }, `expectCode ${at}/Findings/Occur/0`],
    [{ Findings: { Absent: ['SPT-05', 'STP-05'] } }, `expectCodeNearest ${at}/Findings/Absent/1 No simulation reports STP-05. Did you mean SPT-05?`],
    [{ Findings: { Absent: ['everything'] } }, `expectCode ${at}/Findings/Absent/0`],
    [{ Findings: { Occur: ['SPT-05'], Absent: ['SPT-05'] } }, `expectBoth ${at}/Findings/Absent/0`],
    [{ Findings: { Occur: ['SPT-05'], Worst: 'None' } }, `expectNoneBeside ${at}/Findings/Worst`],
    [{ Fingerprint: '12' }, `expectFingerprint ${at}/Fingerprint`],
    [{ Allocators: [{ Eligible: ['capture/vidoe'] }] }, `expectAllocatorNearest ${at}/Allocators/0/Eligible/0 There is no allocator "capture/vidoe". Did you mean "capture/video"?`],
    [{ Allocators: [{ Eligible: ['zzzzzz'] }] }, `expectAllocator ${at}/Allocators/0/Eligible/0`],
    [{ Allocators: [{ Section: 'elsewhere', Eligible: ['Default'] }] }, `expectSection ${at}/Allocators/0/Section`],
    // What cannot be read is marked in the document already.
    [{ Drops: { AtMost: -1 } }, `brokenValue ${at}/Drops/AtMost`],
    [{ Latency: { P50: '-1 ms' } }, `brokenValue ${at}/Latency/P50`],
    [{ Ends: 'Sometimes' }, `brokenValue ${at}/Ends`],
    [{ Findings: { Occur: [5] } }, `brokenValue ${at}/Findings/Occur/0`],
  ])('%j', (expected, problem) => {
    expect(problemOf(steady, expected)).toContain(problem);
  });

  it('keeps no simulation from being run', () => {
    const model = readModel(documentText({ ...steady, Expect: { Drops: { AtMost: -1 }, Unknown: 1 } }));
    expect(compileScenario(model, simulationsOf(model)[0]!).kind).toBe('scenario');
    const broken = readModel(documentText({ ...steady, Expect: 5 }));
    expect(compileScenario(broken, simulationsOf(broken)[0]!).kind).toBe('scenario');
    expect(() => testText(documentText({ ...steady, Expect: 5 }))).toThrow(`brokenValue ${at}`);
  });

  it.each([
    [{ Expect: { Dropps: { AtMost: 0 } } }, `unknownMemberNearest ${at}/Dropps`],
    [{ Expect: { Latency: { Whatsoever: 1, P50: '1 s' } } }, `unknownMember ${at}/Latency/Whatsoever`],
    [{ Expcet: { Drops: { AtMost: 0 } } }, 'unknownMemberNearest /Simulations/0/Expcet'],
    [{ Faultss: [] }, 'unknownMemberNearest /Simulations/0/Faultss'],
  ])('nor does a name that nothing has pass for an expectation: %j', (more, problem) => {
    const model = readModel(documentText({ ...steady, ...(more as object) }));
    const [test] = prepareTests(model);
    const told = test!.state.kind === 'impossible' ? test!.state.problem : undefined;
    expect(`${told?.key} ${pointerOf(model.tree, told?.node ?? -1)}`).toBe(problem);
    const { template, values } = simulationText(`scenario.${told!.key}`, told!.arguments);
    expect(formatText(template, values)).toMatch(/^\w+ has no property \w+: what it says would not be looked at, .*[.?]$/);
  });

  it('is nothing where nothing is expected', () => {
    expect(testRun(steady, {})).toMatchObject({ stated: 0, misses: [] });
  });
});

describe('pins of a run with several', () => {
  const filters = [{ Label: 'capture', PinDescriptors: [pinText('left', 'OUT'), pinText('right', 'OUT')] }];
  const { Duration, Source, Client } = steady;
  const rest = { Source: Source!, Client: Client! };
  const slow = { Source: lossy['Source']!, Client: lossy['Client']! };
  const text = (left: object, right: object, whole?: object): string => documentText({ Duration: Duration!, Pins: [{ Pin: 'capture/left', ...rest, ...left }, { Pin: 'capture/right', ...rest, ...slow, ...right }], ...(whole ? { Expect: whole } : {}) } as Parameters<typeof documentText>[0], filters);

  it('have expectations of their own, told with the name of the pin', () => {
    const { misses, stated } = testText(text({ Expect: { Drops: { AtMost: 0 }, Memory: 4000 } }, { Expect: { Drops: { AtMost: 0 }, Memory: 999 } }));
    expect(stated).toBe(4);
    expect(misses.map(({ path }) => path)).toEqual(['/Simulations/0/Pins/1/Expect/Drops/AtMost', '/Simulations/0/Pins/1/Expect/Memory']);
    expect(misses[0]!.text).toMatch(/^capture\/right: Expected no dropped frames; .* What decides: Pins\.1\.Client\.Requests\.$/);
  });

  it('count together for the whole run, and each for itself where buffers are counted', () => {
    const { misses, result } = testText(text({}, {}, { Drops: { AtMost: 0 }, Delivered: { AtLeast: 20 }, BuffersInFlight: { AtLeast: 1 }, Latency: { Maximum: '0 ns' } }));
    expect(misses.map(({ name }) => name)).toEqual(['Drops.AtMost', 'Delivered.AtLeast', 'Latency.Maximum', 'BuffersInFlight.AtLeast']);
    expect(misses[0]!.text).toContain(`${result.framesDropped} of 20 were dropped`);
    expect(misses[3]!.text).toMatch(/^capture\/right: /);
  });
});

describe('allocators', () => {
  const hosts = { Allocator: { Allocate: 'Allocate', InitializeAllocator: 'Initialize', Free: 'Free', DeleteAllocator: 'Delete' } };
  const framing = { FramingItem: [{ MemoryType: 'KSMEMORY_TYPE_KERNEL_NONPAGED', Flags: ['KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY'], Frames: 3, FileAlignment: 0, FramingRange: { Range: { MinFrameSize: 1000, MaxFrameSize: 1000, Stepping: 0 } } }] };
  const filters = (own: boolean): Parameters<typeof documentText>[1] => [{ Label: 'capture', PinDescriptors: [pinText('video', 'OUT', { AllocatorFraming: framing, ...(own ? { Dispatch: { Process: 'Process', ...hosts } } : {}) })] }];
  const kernel = (expected: object): string => documentText({
    Pin: 'capture/video', Duration: '100 ms', Source: { Period: '10 ms' }, Expect: expected,
    Connections: [{ Label: 'to the mixer', From: 'capture/video', Peer: { Label: 'mixer', Kind: 'KernelAvStream', Communication: 'KSPIN_COMMUNICATION_SINK', HasAllocator: false, InPlace: false, Hold: '1 ms', AllocatorFraming: framing } }],
  } as Parameters<typeof documentText>[0], filters(true));

  it('are judged where a connection stays in kernel mode', () => {
    const { result, misses } = testText(kernel({ Allocators: [{ Section: 'to the mixer', Eligible: ['capture/video', 'Default'], SimulatedWith: 'Vendor' }] }));
    expect(result.allocators[0]!.eligible.map(({ kind }) => kind).sort()).toEqual(['default', 'vendor']);
    expect(misses).toEqual([]);
  });

  it('are told with the verdict when it is another one', () => {
    const { misses } = testText(kernel({ Allocators: [{ Rejected: ['capture/video'], Eligible: ['mixer'], SimulatedWith: 'Default' }] }));
    expect(misses.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Whether the allocator of the peer mixer is eligible cannot be told: it is no candidate for to the mixer\.$/),
      expect.stringMatching(/^Expected the allocator of the pin capture\/video to be rejected for to the mixer; it is eligible\. What decides: /),
      expect.stringMatching(/^Expected to the mixer to be simulated with the default allocator; it was simulated with the driver's own allocator\./),
    ]);
  });

  it('cannot be told of a connection with an application, but for the one that takes no part', () => {
    const user = (expected: object): string => documentText({ ...steady, Expect: expected } as Parameters<typeof documentText>[0], filters(true));
    expect(testText(user({ Allocators: [{ Rejected: ['capture/video'], SimulatedWith: 'ClientBuffers' }] })).misses).toEqual([]);
    const { misses } = testText(user({ Allocators: [{ Eligible: ['capture/video', 'Default'] }] }));
    expect(misses.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Expected the allocator of the pin capture\/video to be eligible for capture\/video; it is rejected\. The allocator of the pin capture\/video takes no part: the peer is in user mode/),
      expect.stringMatching(/^Whether the default allocator is eligible cannot be told: the frames of capture\/video are buffers of an application/),
    ]);
    expect(misses.map(({ path }) => path)).toEqual([`${at}/Allocators/0/Eligible/0`, `${at}/Allocators/0/Eligible/1`]);
  });

  it('leave the memory of a pin of a circuit untold', () => {
    const { misses } = testText(kernel({ Memory: 2999, Latency: { Maximum: '1 s' } }));
    expect(misses.map(({ text }) => text)).toEqual([expect.stringMatching(/^Expected at most 2,999 bytes \(2\.93 KiB\) for buffers and frames; they take 3,000 bytes/)]);
  });
});
