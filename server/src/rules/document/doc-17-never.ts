import { type FieldName, type Instance, bound, durationOf, elementsOf, formatDuration, instanceIn, instancesIn, isStated, numberOf, wordOf } from '../../document/index';
import { SimulationStall, type Simulation, SimulationClient, SimulationEvent, SimulationFault, SimulationPin, SimulationStateRequest } from '../../ks/index';
import { type Report, defineRule } from '../rule';

const texts = {
  afterEnd: '{field} is {time}, but the run is over at {end}: this never happens. Write an earlier time, or a longer Duration.',
  noTime: '{field} is 0: a stall that takes no time changes nothing. Write how long it lasts, such as "50 ms".',
  noStretch: 'Until is {until}, and From is {time}: no random fault comes in between. Write a later time in Until, or an earlier one in From.',
  noOccasion: 'The fault never happens: PerMillion is 0, and neither At nor AtCount names an occasion. Write one, or leave the fault out.',
};
type Say = Report<keyof typeof texts>;

/** What a simulation states and its run never comes to. */
export const doc17 = defineRule({
  code: 'DOC-17', title: 'Nothing comes of it in the run', area: 'document', defaultSeverity: 'warning', evidence: [], sources: [], since: '0.1.0', scope: 'simulation',
  condition: 'A fault, an event or a stall of a client has a time after the run is over, which is at Duration or at the last of States, whichever is later; a stall takes no time; or a fault states no occasion to happen.',
  effect: 'The run is the same as without it: a scenario that seems to survive it has not met it.',
  remedy: 'Correct the time, lengthen the run, or leave it out.',
  texts,
  check: checkSimulation,
});

function checkSimulation(simulation: Instance<typeof Simulation>, report: Say): void {
  const end = endOf(simulation);
  const owners = [simulation, ...instancesIn(simulation, 'Pins', SimulationPin)] as readonly Instance<typeof Simulation>[];
  for (const fault of instancesIn(simulation, 'Faults', SimulationFault)) checkFault(fault, end, report);
  for (const event of instancesIn(simulation, 'Events', SimulationEvent)) late(event, 'Time', end, report);
  for (const owner of owners) {
    const client = instanceIn(owner, 'Client', SimulationClient);
    for (const stall of client ? instancesIn(client, 'Stalls', SimulationStall) : []) {
      late(stall, 'Start', end, report);
      if (durationOf(stall, 'Duration') === 0) report([stall, 'Duration'], 'noTime', { field: 'Duration' });
    }
  }
}

function checkFault(fault: Instance<typeof SimulationFault>, end: number | undefined, report: Say): void {
  if (wordOf(fault, 'Kind') === 'ClientStalls' && durationOf(fault, 'Duration') === 0) report([fault, 'Duration'], 'noTime', { field: 'Duration' });
  const times = elementsOf(fault, 'At') ?? [];
  for (const each of times) {
    if (end !== undefined && each.state === 'present' && each.kind === 'duration' && each.nanoseconds > end) report(each.node, 'afterEnd', { field: 'At', time: formatDuration(each.nanoseconds), end: formatDuration(end) });
  }
  const perMillion = bound(fault, 'PerMillion');
  if (perMillion.state === 'invalid') return;
  const counts = elementsOf(fault, 'AtCount') ?? [];
  if ((numberOf(fault, 'PerMillion') ?? 0) === 0) {
    if (times.length === 0 && counts.length === 0 && (isStated(fault, 'PerMillion') || isStated(fault, 'At') || isStated(fault, 'AtCount'))) report(fault.node, 'noOccasion');
    return;
  }
  const [from, until] = [durationOf(fault, 'From'), durationOf(fault, 'Until')];
  if (from === undefined || !isStated(fault, 'From')) return;
  if (until !== undefined && until <= from) report([fault, 'Until'], 'noStretch', { time: formatDuration(from), until: formatDuration(until) });
  else late(fault, 'From', end, report);
}

function late<S extends typeof SimulationFault | typeof SimulationEvent | typeof SimulationStall>(instance: Instance<S>, field: FieldName<S>, end: number | undefined, report: Say): void {
  const time = durationOf(instance, field);
  if (time !== undefined && end !== undefined && time > end) report([instance, field], 'afterEnd', { field, time: formatDuration(time), end: formatDuration(end) });
}

/** When the client of every pin has asked for its last state; nothing when the document does not say. */
function endOf(simulation: Instance<typeof Simulation>): number | undefined {
  let end = durationOf(simulation, 'Duration');
  for (const owner of [simulation, ...instancesIn(simulation, 'Pins', SimulationPin)] as readonly Instance<typeof Simulation>[]) {
    if (bound(owner, 'States').state === 'invalid') return undefined;
    for (const request of instancesIn(owner, 'States', SimulationStateRequest)) {
      const time = durationOf(request, 'Time');
      if (time === undefined || end === undefined) return undefined;
      end = Math.max(end, time);
    }
  }
  return end;
}
