import { pathOf } from '../run/paths';
import type { CircuitModel, SimulationModel } from '../run/model';
import type { AllocatorReport, RejectedAllocator, SimulatedWith } from '../result';
import type { AllocatorCandidate, Scenario } from '../scenario';

/** Whose memory the frames of each section of the graph lay in: of each pin with a client, of each circuit. */
export function describeAllocators({ scenario, circuits }: SimulationModel): AllocatorReport[] {
  return [...scenario.pins.flatMap((pin, index) => (pin.client === undefined ? [] : [clientSection(scenario, index)])), ...circuits.map(circuitSection)];
}

/**
 * The client is in user mode: frames arrive as requests with its own buffers, and no kernel allocator takes part (W:avstream-pipes-and-circuits shows it for a user-mode
 * source; by symmetry, so inferred, for a capture pin). A pin's own allocator is out, because kernel memory can never go to a user-mode filter
 * (K:ns-ks-_ksallocator_dispatch).
 */
function clientSection(scenario: Scenario, index: number): AllocatorReport {
  const pin = scenario.pins[index]!;
  const rejected: RejectedAllocator = {
    kind: 'vendor', pin: pin.label, because: 'peerInUserMode', arguments: { pin: pin.label, requests: pin.client?.requests ?? 0 }, source: 'K:ns-ks-_ksallocator_dispatch',
    path: pathOf(scenario.paths, `pins.${index}.hasAllocatorDispatch`),
  };
  return { section: pin.label, simulatedWith: 'clientBuffers', basis: 'inferred', source: 'W:avstream-pipes-and-circuits', eligible: [], rejected: pin.hasAllocatorDispatch === true ? [rejected] : [], undecided: [] };
}

/** Who served the frames of a circuit. */
export function servedBy({ scenario: { allocator }, servedBy: served }: CircuitModel): SimulatedWith {
  return allocator.kind === 'life' ? (served ?? 'none') : allocator.kind;
}

function circuitSection(circuit: CircuitModel): AllocatorReport {
  const { scenario: { label, judgement } } = circuit;
  const candidates = judgement?.candidates ?? [];
  const told = (verdict: AllocatorCandidate['verdict']): RejectedAllocator[] => candidates.filter((candidate) => candidate.verdict === verdict).map(({ kind, name, because, source, path }) => ({
    kind, pin: name, because, arguments: { pin: name, value: kind }, source, path,
  }));
  return {
    section: label, simulatedWith: servedBy(circuit), basis: judgement?.basis ?? 'scenario', source: '',
    eligible: told('eligible').map(({ kind, pin, path }) => ({ kind, pin, path })), rejected: told('rejected'), undecided: told('undecided'),
  };
}
