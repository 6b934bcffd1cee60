import type { LatencyTable, SimulationClient, SimulationDriver, SimulationFilter, SimulationHardware, SimulationMappings, SimulationPeer, SimulationSource, SimulationSystem } from '../../ks/index';
import type { ClientScenario, DriverScenario, FilterScenario, HardwareScenario, MappingScenario, PeerScenario, SourceScenario, SystemScenario } from '../scenario';
import type { FieldNames } from './reader';

/** What the parts of a scenario are called in a document, member by member. */
export const sourceNames: FieldNames<SourceScenario, typeof SimulationSource> = { period: 'Period', jitter: 'Jitter' };

export const hardwareNames: FieldNames<HardwareScenario, typeof SimulationHardware> = {
  listDepth: 'ListDepth', fifoFrames: 'FifoFrames', commonBufferFrames: 'CommonBufferFrames', whenFull: 'WhenFull', transferTime: 'TransferTime', interrupt: 'Interrupt', interruptEvery: 'InterruptEvery',
  coalescingTime: 'CoalescingTime',
};

export const mappingNames: FieldNames<MappingScenario, typeof SimulationMappings> = { tableEntries: 'TableEntries', maximumBytes: 'MaximumBytes', stride: 'Stride', expectsPageBoundaries: 'ExpectsPageBoundaries', adjacentPages: 'AdjacentPages' };

export const driverNames: FieldNames<DriverScenario, typeof SimulationDriver> = {
  pattern: 'Pattern', whenListFull: 'WhenListFull', attemptProcessing: 'AttemptProcessing', attemptAsynchronous: 'AttemptAsynchronous', whenBufferTooSmall: 'WhenBufferTooSmall', chunkBytes: 'ChunkSize',
  unlocksClones: 'UnlocksClones', cancelCallback: 'CancelCallback', cloneTimeout: 'CloneTimeout', setsDataUsed: 'SetsDataUsed', marksDiscontinuity: 'MarksDiscontinuity', deletesClones: 'DeletesClones',
  resetDeletesClones: 'ResetDeletesClones', takesResourcesAt: 'TakesResourcesAt', endOfStreamAt: 'EndOfStreamAt', typeChangedAt: 'TypeChangedAt', trailingEdgeFrames: 'TrailingEdgeFrames', reliesOnPowerFirst: 'ReliesOnPowerFirst',
  handlesStateJumps: 'HandlesStateJumps', setDeviceStateFailsAt: 'SetDeviceStateFailsAt', keepsStateOnFailure: 'KeepsStateOnFailure', runningTestedBy: 'RunningTestedBy', testsOldFormat: 'TestsOldFormat',
  setDataFormatNeedsCreate: 'SetDataFormatNeedsCreate', resetsCountersAt: 'ResetsCountersAt', processTime: 'ProcessTime',
  setDeviceStateTime: 'SetDeviceStateTime', dpcTime: 'DpcTime',
};

export const systemNames = {
  interruptLatency: 'InterruptLatency', dpcLatency: 'DpcLatency', workItemLatency: 'WorkItemLatency', criticalWorkItemLatency: 'CriticalWorkItemLatency',
  hyperCriticalWorkItemLatency: 'HyperCriticalWorkItemLatency', completionLatency: 'CompletionLatency',
} as const satisfies FieldNames<SystemScenario, typeof SimulationSystem> & FieldNames<SystemScenario, typeof LatencyTable>;

export const clientNames: FieldNames<ClientScenario, typeof SimulationClient> = {
  kind: 'Kind', requests: 'Requests', headersPerRequest: 'HeadersPerRequest', bufferBytes: 'BufferSize', bufferAlignment: 'BufferAlignment', headerBytes: 'HeaderSize', hold: 'Hold',
  holdDiscipline: 'HoldDiscipline', flushOnPause: 'FlushOnPause', clearsDataUsed: 'ClearsDataUsed', takesStateChangeForResetEnd: 'TakesStateChangeForResetEnd', atStop: 'AtStop', period: 'Period',
};

export const peerNames: FieldNames<PeerScenario, typeof SimulationPeer> = { hold: 'Hold', holdDiscipline: 'HoldDiscipline', period: 'Period', hopLatency: 'HopLatency' };

export const filterNames: FieldNames<FilterScenario, typeof SimulationFilter> = { processTime: 'ProcessTime', whenDone: 'WhenDone', movesStreamPointers: 'MovesStreamPointers' };

const parts: Readonly<Record<string, { readonly name: string; readonly members: Readonly<Record<string, string>> }>> = {
  source: { name: 'Source', members: sourceNames }, hardware: { name: 'Hardware', members: hardwareNames }, 'hardware.mappings': { name: 'Hardware.Mappings', members: mappingNames },
  driver: { name: 'Driver', members: driverNames }, system: { name: 'System', members: systemNames }, client: { name: 'Client', members: clientNames }, peer: { name: 'Peer', members: peerNames },
};

/** The name in a document of a member of a pin's parts: `hardware.listDepth` is `Hardware.ListDepth`. Nothing for what no document states so. */
export function documentName(path: string): string | undefined {
  if (path === 'frameBytes') return 'Source.FrameSize';
  const point = path.lastIndexOf('.');
  const part = Object.hasOwn(parts, path.slice(0, point)) ? parts[path.slice(0, point)] : undefined;
  const member = part && Object.hasOwn(part.members, path.slice(point + 1)) ? part.members[path.slice(point + 1)] : undefined;
  return part && member !== undefined ? `${part.name}.${member}` : undefined;
}
