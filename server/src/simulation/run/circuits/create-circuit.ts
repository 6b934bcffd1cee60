import type { AllocatorLife } from '../../allocator/index';
import { createAllocatorLife } from '../../allocator/index';
import { createSampler } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import { createRequest, ntStatus } from '../../queue/index';
import type { CircuitScenario, Distribution, PeerScenario } from '../../scenario';
import type { TraceRecorder } from '../../../trace/index';
import { addInstantKind, addRow, addState } from '../../../trace/index';
import { pagesOf } from '../devices/adapters';
import type { PinModel } from '../model';
import { pathOf } from '../paths';
import type { Making } from '../pins/making';
import { createPool } from '../pools/create-pool';
import { createRing, pushRing } from '../ring';
import { framesOf } from '../settled';
import type { CircuitKinds, CircuitModel, FillerModel, PeerModel, StationModel } from './circuit';

/** Nanoseconds for an IRP to a KS 1.0 peer and back when the scenario does not say. */
const defaultIrpHop = 10_000;
const nothing: Distribution = { kind: 'constant', value: 0 };

/** Makes the circuit `index` of a scenario, in STOP and with nothing allocated, and puts it behind its pins. */
export function createCircuit(making: Making, pins: readonly PinModel[], index: number): CircuitModel {
  const { recorder, pools, scenario: { paths, circuits } } = making;
  const scenario = circuits![index]!;
  const { label, allocator } = scenario;
  const path = (key: string): string => pathOf(paths, `circuits.${index}.${key}`);
  const size = framesOf(scenario);
  const life = allocator.kind === 'life' ? createAllocatorLife(allocator.setup) : null;
  const row = life === null ? -1 : addRow(recorder, { kind: 'allocator', label: '', index: 0, group: label, path: path('allocator') });
  const peers = scenario.peers.map((peer, number) => createPeer(making, scenario, peer, number, path(`peers.${number}`), path(`peers.${number}.hold`)));
  const pool = createPool(recorder, pools.length, size, label, path('allocator'));
  pools.push(pool);
  const stations = scenario.stations.map((station): StationModel => (station.kind === 'pin' ? { kind: 'pin', pin: pins[station.pin]! } : { kind: 'peer', peer: peers[station.peer]! }));
  const ofPins = stations.flatMap((station) => (station.kind === 'pin' ? [station.pin] : []));
  const unbound = createRing(size);
  for (let buffer = 0; buffer < size; buffer += 1) pushRing(unbound, buffer);
  const circuit: CircuitModel = {
    index, scenario, stations, peers, counted: ofPins[0]!, pool, life, filler: createFiller(making, scenario, stations, size), row, kinds: life === null ? null : createKinds(recorder, (routine) => path(`allocator.setup.routines.${routine}`)),
    traceStates: {
      atRequestor: addState(recorder, { key: 'atRequestor', basis: 'documented', path: path('allocator') }),
      inTransit: addState(recorder, { key: 'inTransit', basis: scenario.peers.some(({ hopLatency }) => hopLatency !== undefined) ? 'scenario' : 'assumed', path: path('peers.0.hopLatency') }),
    },
    frames: new Array<null>(size).fill(null), unbound, idle: createRing(size), requests: stations.map((station) => createRequests(making, station, size, scenario)),
    station: new Int32Array(size).fill(-1), flags: new Int32Array(size), due: new Float64Array(size), wayBack: new Float64Array(size), arriving: createRing(size), atDispatch: new Uint8Array(size),
    state: 0, isPipeUp: false, isStarved: false, isRegistered: false, cameAtDispatch: false, keptBack: false, emptied: false, kept: 0, sent: 0, returned: 0, createStatus: ntStatus.success, servedBy: null, refusedState: null,
  };
  for (const pin of ofPins) {
    pin.circuit = circuit;
    pin.pool = pool;
  }
  // A driver that injects frames fills them itself: nothing is programmed into the device.
  if (allocator.kind === 'injection') ofPins[0]!.device = null;
  return circuit;
}

function createPeer({ recorder, seed }: Making, { label: group }: CircuitScenario, peer: PeerScenario, index: number, path: string, holdPath: string): PeerModel {
  const { label, kind, hold, holdDiscipline, hopLatency } = peer;
  return {
    label, isKs1: kind === 'ks1', hold: createSampler(hold, seed, `${group}/${label}/hold`),
    hop: createSampler(hopLatency ?? (kind === 'ks1' ? { kind: 'constant', value: defaultIrpHop } : nothing), seed, `${group}/${label}/hopLatency`),
    isSerial: holdDiscipline === 'serial', row: addRow(recorder, { kind: 'peer', label, index, group, path }),
    traceState: addState(recorder, { key: 'atPeer', basis: 'scenario', path: holdPath }), times: new Float64Array(1),
  };
}

/** What fills the frames, where that is not the device behind the first pin. */
function createFiller({ seed }: Making, { allocator, peers, stations: places, label }: CircuitScenario, stations: readonly StationModel[], size: number): FillerModel | null {
  const made = { times: new Float64Array(2), epoch: 0, sourceFrames: 0, nextFrame: 0, empty: createRing(size) };
  const first = stations[0]!;
  const place = places[0]!;
  if (first.kind === 'peer' && place.kind === 'peer') {
    const { peer } = first;
    return { ...made, period: peers[place.peer]!.period!, jitter: createSampler(nothing, seed, `${label}/jitter`), fillTime: peer.hold, isSerial: peer.isSerial, row: peer.row, traceState: peer.traceState };
  }
  if (allocator.kind !== 'injection' || first.kind !== 'pin') return null;
  const { settings, rows } = first.pin;
  return {
    ...made, period: settings.source!.period, jitter: createSampler(settings.source!.jitter, seed, `${settings.label}/jitter`),
    fillTime: createSampler(settings.hardware.transferTime, seed, `${settings.label}/transferTime`), isSerial: true, row: rows.hardware, traceState: -1,
  };
}

function createRequests({ adapters, seed }: Making, station: StationModel, size: number, { allocator, label }: CircuitScenario): QueueRequest[] {
  if (station.kind === 'peer') return [];
  const frameExtent = allocator.kind === 'life' ? allocator.setup.request.framing.FrameSize : allocator.frameBytes;
  const { queue, settings: { fileAlignment, hardware: { mappings } } } = station.pin;
  return Array.from({ length: size }, (_, buffer) => {
    const place = { label: `${label}/frame/${buffer}`, seed, bytes: frameExtent, alignmentMask: fileAlignment, mappings };
    return createRequest(queue, [{ frameExtent, buffer, ...pagesOf(adapters, queue, place) }], buffer);
  });
}

function createKinds(recorder: TraceRecorder, path: (routine: keyof CircuitKinds) => string): CircuitKinds {
  const instant = (key: string, routine: keyof CircuitKinds): number => addInstantKind(recorder, { key, basis: 'documented', path: path(routine) });
  return {
    InitializeAllocator: instant('initializeAllocator', 'InitializeAllocator'), Allocate: instant('allocate', 'Allocate'), Free: instant('free', 'Free'), DeleteAllocator: instant('deleteAllocator', 'DeleteAllocator'),
  };
}

/** Whether frames are obtained one by one as they are wanted. */
export const isLazy = (life: AllocatorLife): boolean => life.setup.options.obtained === 'lazy';
