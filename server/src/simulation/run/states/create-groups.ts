import type { CircuitModel, FilterModel, GroupModel, PinModel } from '../model';

/** Divides the pins into groups whose states change together: what circuits and filters connect. Sets the group of every pin. */
export function createGroups(pins: readonly PinModel[], circuits: readonly CircuitModel[], filters: readonly FilterModel[]): GroupModel[] {
  const parent = pins.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root]!;
    return root;
  };
  const join = (members: readonly PinModel[]): void => {
    const roots = members.map(({ index }) => rootOf(index));
    const least = Math.min(...roots);
    for (const root of roots) parent[root] = least;
  };
  const pinsOf = (circuit: CircuitModel): PinModel[] => circuit.stations.flatMap((station) => (station.kind === 'pin' ? [station.pin] : []));
  for (const circuit of circuits) join(pinsOf(circuit));
  for (const { inputs, outputs } of filters) if (inputs.length > 0 || isOneGraph(outputs)) join([...inputs, ...outputs]);
  const roots = [...new Set(parent.map((_, index) => rootOf(index)))];
  return roots.map((root, index) => {
    const members = inOrder(pins.filter((pin) => rootOf(pin.index) === root), circuits.map(pinsOf), filters);
    const group: GroupModel = {
      index, pins: members, circuits: circuits.filter((circuit) => pinsOf(circuit).some((pin) => members.includes(pin))), requests: members[0]!.settings.states,
      requestsArrived: 0, requestsDone: 0, inserted: [], target: -1, isOwn: false, isSuspended: false, state: 0, stepTo: -1, told: 0, isWaiting: false, refused: 0,
    };
    for (const pin of members) pin.group = group;
    return group;
  });
}

/** Outputs that no data connects are those of one graph when they are asked for the same states; else each client has a graph of its own. */
function isOneGraph(outputs: readonly PinModel[]): boolean {
  const first = outputs[0]?.settings.states;
  return first !== undefined && outputs.every(({ settings: { states } }) => states.length === first.length && states.every(({ time, state }, at) => time === first[at]!.time && state === first[at]!.state));
}

/** From the source of the data to its sink: behind every pin that data comes from, else in the order of the scenario. */
function inOrder(pins: readonly PinModel[], circuits: readonly (readonly PinModel[])[], filters: readonly FilterModel[]): PinModel[] {
  const feeds = (from: PinModel, to: PinModel): boolean =>
    circuits.some((stations) => stations.includes(to) && stations.indexOf(from) === stations.indexOf(to) - 1 && stations.includes(from))
    || filters.some(({ inputs, outputs }) => inputs.includes(from) && outputs.includes(to));
  const left = [...pins];
  const ordered: PinModel[] = [];
  while (left.length > 0) {
    const next = left.findIndex((pin) => !left.some((other) => other !== pin && feeds(other, pin)));
    ordered.push(...left.splice(Math.max(0, next), 1));
  }
  return ordered;
}
