import type { CircuitScenario, CircuitStation } from '../../scenario';
import { hasStatesAlone } from './states-alone';
import type { Checker } from './checker';
import { mostBuffers, longestTime } from './checker';
import { isMovedByFilter } from './filters';

/** The circuits of a scenario: every pin has its frames from a client or is a station of one circuit, and every circuit begins where its data does. */
export function checkCircuits(checker: Checker): void {
  const { scenario, add } = checker;
  const taken = new Set<number>();
  scenario.circuits?.forEach((circuit, index) => {
    const at = `circuits.${index}`;
    if (scenario.circuits!.findIndex(({ label }) => label === circuit.label) !== index) add('duplicateLabel', `${at}.label`);
    checkNumbers(checker, circuit, at);
    if (checkStations(checker, circuit, at, taken)) checkPlaces(checker, circuit, at);
  });
  scenario.pins.forEach((stated, pin) => {
    const { client } = stated;
    if (hasStatesAlone(stated)) return;
    if ((client !== undefined) === taken.has(pin)) add(client === undefined ? 'noSupplier' : 'twoSuppliers', `pins.${pin}`);
  });
}

function checkNumbers({ whole, distribution }: Checker, { peers, allocator }: CircuitScenario, at: string): void {
  peers.forEach(({ period, hold, hopLatency }, number) => {
    whole(period, 1, longestTime, `${at}.peers.${number}.period`);
    distribution(hold, `${at}.peers.${number}.hold`);
    distribution(hopLatency, `${at}.peers.${number}.hopLatency`);
  });
  if (allocator.kind === 'life') {
    whole(allocator.setup.request.framing.Frames, 0, mostBuffers, `${at}.allocator.setup.request.framing.Frames`);
    whole(allocator.setup.request.framing.FrameSize, 0, 0xffffffff, `${at}.allocator.setup.request.framing.FrameSize`);
    return;
  }
  whole(allocator.frames, 1, mostBuffers, `${at}.allocator.frames`);
  whole(allocator.frameBytes, 1, 2 ** 40, `${at}.allocator.frameBytes`);
}

/** Stations exist, each once, and one of them at least is a pin. */
function checkStations({ scenario, add }: Checker, { stations, peers }: CircuitScenario, at: string, taken: Set<number>): boolean {
  let isSound = true;
  const refuse = (key: 'noSuchPin' | 'sharedPin' | 'circuitStation', field: string): void => {
    isSound = false;
    add(key, field);
  };
  const seen = new Set<number>();
  stations.forEach((station, number) => {
    if (station.kind === 'peer') {
      if (peers[station.peer] === undefined || seen.has(station.peer)) refuse('circuitStation', `${at}.stations.${number}`);
      seen.add(station.peer);
      return;
    }
    if (scenario.pins[station.pin] === undefined) refuse('noSuchPin', `${at}.stations.${number}`);
    else if (taken.has(station.pin)) refuse('sharedPin', `${at}.stations.${number}`);
    taken.add(station.pin);
  });
  if (!stations.some(({ kind }) => kind === 'pin')) refuse('circuitStation', `${at}.stations`);
  return isSound;
}

/** Data begins at the first station and passes through all others; a driver that injects frames sends them to a further one. */
function checkPlaces(checker: Checker, { stations, peers, allocator }: CircuitScenario, at: string): void {
  const { scenario, add } = checker;
  const begins = (station: CircuitStation): boolean => {
    if (station.kind === 'peer') return peers[station.peer]!.period !== undefined;
    const { dataFlow = 'out', source } = scenario.pins[station.pin]!;
    return dataFlow === 'out' && (source !== undefined || isMovedByFilter(checker, station.pin));
  };
  stations.forEach((station, number) => {
    const isOutput = station.kind === 'pin' && (scenario.pins[station.pin]!.dataFlow ?? 'out') === 'out';
    if (number === 0 ? !begins(station) : isOutput) add('circuitStation', `${at}.stations.${number}`);
  });
  const first = stations[0]!;
  if (allocator.kind === 'injection' && (stations.length < 2 || first.kind !== 'pin' || scenario.pins[first.pin]!.source === undefined)) add('circuitStation', `${at}.allocator`);
}
