import { describe, expect, it } from 'vitest';
import { compileScenario, createSimulation, simulationsOf } from '../../../server/src/simulation/index';
import { readModel } from '../../../server/src/document/index';

const framing = '{ "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "Frames": 3, "FileAlignment": 0, "FramingRange": { "Range": { "MinFrameSize": 8192, "MaxFrameSize": 8192, "Stepping": 1 } } } ] }';
const allocator = '"Allocator": { "InitializeAllocator": "Initialize", "DeleteAllocator": "Delete", "Allocate": "Allocate", "Free": "Free" }';

/** A pin whose interfaces and mediums are not stated, so that nobody knows whether it is on the standard transport. */
function compile(dispatch: string, options: string): ReturnType<typeof compileScenario> {
  const model = readModel(`{ "FormatVersion": 1,
    "Filters": [ { "Label": "capture", "PinDescriptors": [ { "Label": "video", "Dispatch": { "Process": "Process"${dispatch} }, "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT" }, "AllocatorFraming": ${framing} } ] } ],
    "Simulations": [ { "Label": "s", "Source": { "Period": "30 fps", "FrameSize": 8192 }, "Options": { ${options} },
      "Connections": [ { "From": "capture/video", "Peer": { "Kind": "KernelAvStream", "AllocatorFraming": null }, "FrameSize": 8192 } ] } ] }`);
  expect(model.problems).toEqual([]);
  return compileScenario(model, simulationsOf(model)[0]!);
}

describe('an allocator of which not enough is stated to call it eligible', () => {
  it.each([
    ['default', '', ''],
    ['vendor', `, ${allocator}`, ''],
    ['default', `, ${allocator}`, '"PreferredAllocator": "Default"'],
  ])('%s takes part all the same, as an assumption', (kind, dispatch, options) => {
    const compiled = compile(dispatch, options);
    if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
    expect(compiled.assumptions).toContainEqual(expect.objectContaining({ key: `allocatorUndecided.${kind}`, basis: 'assumed', path: '/Simulations/0/Connections/0' }));
    const simulation = createSimulation({ ...compiled.scenario, checkInvariants: true }, 1);
    while (!simulation.advance(10_000).done);
    const { framesDelivered, allocators } = simulation.result();
    expect(framesDelivered).toBeGreaterThan(20);
    expect(allocators).toMatchObject([{ simulatedWith: kind }]);
  });
});
