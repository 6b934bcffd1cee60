import type { CircuitModel } from '../../run/model';
import type { Assumption } from '../../result';

/** A choice of the model about circuits that no option changes; `tookPart` says whether it could show in the run. */
interface CircuitChoice extends Pick<Assumption, 'key' | 'value' | 'basis' | 'source'> {
  readonly tookPart: (circuit: CircuitModel) => boolean;
}

const choices: readonly CircuitChoice[] = [
  { key: 'circuitLevel', value: 'asCompleted', basis: 'inferred', source: 'W:avstream-pipes-and-circuits', tookPart: ({ cameAtDispatch }) => cameAtDispatch },
  { key: 'circuitQueues', value: 'cancelledAtStop', basis: 'assumed', source: '', tookPart: ({ emptied }) => emptied },
  { key: 'requestorWaits', value: 'whileStateWaits', basis: 'assumed', source: '', tookPart: ({ keptBack }) => keptBack },
  { key: 'wayToPeer', value: 'halfThere', basis: 'assumed', source: '', tookPart: ({ peers, sent, scenario }) => sent > 0 && peers.some(({ isKs1 }, index) => isKs1 || scenario.peers[index]!.hopLatency !== undefined) },
  { key: 'injectedFrames', value: 'pastQueue', basis: 'assumed', source: '', tookPart: ({ scenario, sent }) => scenario.allocator.kind === 'injection' && sent > 0 },
];

/** The fixed choices that took part in a circuit. */
export const listCircuitChoices = (circuit: CircuitModel): Assumption[] => choices.filter(({ tookPart }) => tookPart(circuit)).map(({ key, value, basis, source }) => ({
  key, pin: circuit.scenario.label, arguments: { value }, basis, value, source, decided: false, path: '',
}));
