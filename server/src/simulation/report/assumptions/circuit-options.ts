import { optionsUsed } from '../../allocator/index';
import type { CircuitModel, SimulationModel } from '../../run/model';
import { isStated, pathOf } from '../../run/paths';
import type { Assumption } from '../../result';
import { listCircuitChoices } from './circuit-choices';
import { type DraftAssumption, tellOption } from './tell';

/** What shaped a circuit: how its peers hold frames, and the choices about the life of its allocator that decided something. */
export function listCircuitOptions(model: SimulationModel, circuit: CircuitModel): Assumption[] {
  const { scenario } = model;
  const { index, scenario: { label, peers, allocator }, life, sent } = circuit;
  const ofPeers = sent === 0 ? [] : peers.flatMap((peer, number) => {
    const at = `circuits.${index}.peers.${number}`;
    const tell = (key: string, field: string, value: DraftAssumption['value']): readonly Assumption[] => tellOption(scenario, { key, pin: peer.label, field: `${at}.${field}`, value, basis: 'assumed', source: '' });
    const isFirst = peer.period !== undefined;
    // A document that leaves the hold open has it listed by who compiled it.
    const isOpen = isStated(scenario.paths, at) && !isStated(scenario.paths, `${at}.hold`);
    return [
      ...(peer.period !== undefined ? tell('peerPeriod', 'period', peer.period) : []),
      ...(isOpen ? [] : tell(isFirst ? 'peerFills' : 'peerHolds', 'hold', peer.hold)),
      ...(circuit.pool.size > 1 ? tell('peerDiscipline', 'holdDiscipline', peer.holdDiscipline ?? 'parallel') : []),
      ...tell(peer.kind === 'ks1' ? 'hopOfIrps' : 'hopOfFrames', 'hopLatency', peer.hopLatency ?? { kind: 'constant', value: peer.kind === 'ks1' ? 10_000 : 0 }),
    ];
  });
  const ofLife = life === null || allocator.kind !== 'life' ? [] : optionsUsed(life, allocator.stated).map(({ key, value, basis, source }): Assumption => {
    const decided = basis === 'scenario';
    return { key: `allocatorOption.${key}`, pin: label, arguments: { value }, basis, value, source, decided, path: decided ? pathOf(scenario.paths, `circuits.${index}.allocator.setup.options.${key}`) : '' };
  });
  return [...ofPeers, ...ofLife, ...listCircuitChoices(circuit)];
}
