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
  for (const { inputs, outputs } of filters) if (inputs.length + outputs.length > 0) join([...inputs, ...outputs]);
  const roots = [...new Set(parent.map((_, index) => rootOf(index)))];
  return roots.map((root, index) => {
    const members = pins.filter((pin) => rootOf(pin.index) === root);
    const group: GroupModel = {
      index, pins: members, circuits: circuits.filter((circuit) => pinsOf(circuit).some((pin) => members.includes(pin))), requests: members[0]!.settings.states,
      requestsArrived: 0, requestsDone: 0, inserted: [], target: -1, isOwn: false, isSuspended: false, state: 0, stepTo: -1, told: 0, isWaiting: false, refused: 0,
    };
    for (const pin of members) pin.group = group;
    return group;
  });
}
