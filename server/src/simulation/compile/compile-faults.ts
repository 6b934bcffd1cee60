import { type FieldName, type Instance, durationOf, elementsOf, instancesIn, isStated, nodeOf, numberOf, pinReference, textOf, wordOf } from '../../document/index';
import { Simulation, SimulationFault } from '../../ks/index';
import type { CircuitScenario, FaultKind, FaultScenario, PinScenario } from '../scenario';
import { type PinPlan, isSamePin, pinCalled } from './plan';
import { impossible } from './problem';
import { type Reader, pointer, readPart, scenarioWord, stateAt } from './reader';

type Member = Exclude<FieldName<typeof SimulationFault>, 'Label' | 'Kind' | 'Notes' | 'Suppress'>;

/** What each kind of fault takes beside Label, Kind, AtCount and PerMillion. */
const byTime: readonly Member[] = ['AtCount', 'PerMillion', 'At', 'Every', 'From', 'Until'];
const members: Readonly<Record<FaultKind, readonly Member[]>> = {
  allocateFails: ['AtCount', 'PerMillion', 'Pin', 'Instance'], lockFails: ['AtCount', 'PerMillion', 'Pin', 'Instance'], clientStalls: [...byTime, 'Pin', 'Instance', 'Duration'],
  requestCancelled: [...byTime, 'Pin', 'Instance', 'Which'], stateChange: [...byTime, 'Pin', 'Instance', 'Duration', 'State'], deviceGone: byTime,
};
const everyMember: readonly Member[] = [...byTime, 'Pin', 'Instance', 'Duration', 'State', 'Which'];
const defaultEvery = 33_366_700;

/** What goes wrong around the driver. `indexOf` gives the index of a pin of the run. */
export function compileFaults(reader: Reader, simulation: Instance<typeof Simulation>, plans: readonly PinPlan[], pins: readonly PinScenario[], circuits: readonly CircuitScenario[], duration: number, indexOf: (plan: PinPlan) => number): readonly FaultScenario[] {
  const labels = new Set<string>();
  return instancesIn(simulation, 'Faults', SimulationFault).map((stated, index) => {
    const kind = scenarioWord(wordOf(stated, 'Kind') ?? impossible('missing', stated.node, { field: 'Kind' })) as FaultKind;
    const stray = everyMember.find((member) => isStated(stated, member) && !members[kind].includes(member));
    if (stray !== undefined) impossible('faultMember', nodeOf(stated, stray), { field: stray, kind: wordOf(stated, 'Kind')!, members: members[kind].join(', ') });
    if (!isStated(stated, 'At') && !isStated(stated, 'AtCount') && !isStated(stated, 'PerMillion')) impossible('faultNever', stated.node);
    const perMillion = numberOf(stated, 'PerMillion') ?? 0;
    if (perMillion > 1_000_000) impossible('notWhole', nodeOf(stated, 'PerMillion'), { field: 'PerMillion', least: 0, most: 1_000_000 });
    for (const each of elementsOf(stated, 'AtCount') ?? []) {
      if (each.state === 'present' && each.kind === 'integer' && each.value < 1) impossible('notWhole', each.node, { field: 'AtCount', least: 1, most: 4_294_967_295 });
    }
    const pin = kind === 'deviceGone' ? 0 : pinOf(reader, stated, kind, plans, indexOf);
    if (kind === 'allocateFails' && !circuits.some(({ allocator, stations }) => allocator.kind === 'life' && stations.some((station) => station.kind === 'pin' && station.pin === pin))) impossible('faultWithoutAllocator', stated.node);
    if (kind === 'clientStalls' && pins[pin]!.client === undefined) impossible('faultWithoutClient', stated.node);
    if ((kind === 'clientStalls' || kind === 'stateChange') && durationOf(stated, 'Duration') === undefined) impossible('missing', stated.node, { field: 'Duration' });
    const every = durationOf(stated, 'Every') ?? pins[pin]!.source?.period ?? pins[pin]!.client?.period ?? defaultEvery;
    if (every < 1) impossible('timeAboveZero', nodeOf(stated, 'Every'), { field: 'Every' });
    const { at = [], atCount = [] } = readPart<Pick<FaultScenario, 'at' | 'atCount'>, typeof SimulationFault>(reader, `faults.${index}`, { stated: [stated], preset: undefined }, { at: 'At', atCount: 'AtCount' });
    reader.paths[`faults.${index}`] = pointer(reader, stated.node);
    const label = textOf(stated, 'Label') ?? `${kind}/${pins[pin]!.label}`;
    if (labels.has(label)) impossible('duplicateFault', stated.node, { label });
    labels.add(label);
    const ascending = (numbers: readonly number[]): readonly number[] => [...numbers].sort((first, second) => first - second);
    return {
      label, kind, pin, at: ascending(at), atCount: ascending(atCount), perMillion, every, from: durationOf(stated, 'From') ?? 0, until: Math.min(durationOf(stated, 'Until') ?? duration, duration),
      duration: durationOf(stated, 'Duration') ?? 0, state: stateAt(numberOf(stated, 'State')) ?? 'PAUSE', which: scenarioWord(wordOf(stated, 'Which') ?? 'Oldest') as FaultScenario['which'],
    };
  });
}

function pinOf(reader: Reader, stated: Instance<typeof SimulationFault>, kind: FaultKind, plans: readonly PinPlan[], indexOf: (plan: PinPlan) => number): number {
  const wanted = textOf(stated, 'Pin');
  if (wanted === undefined) return plans.length === 1 ? indexOf(plans[0]!) : impossible('eventPin', stated.node, { kind });
  const view = pinCalled(reader, wanted, nodeOf(stated, 'Pin'));
  const number = numberOf(stated, 'Instance') ?? 1;
  const found = plans.find((plan) => plan.instance === number && isSamePin(plan.view, view));
  return indexOf(found ?? impossible('eventElsewhere', nodeOf(stated, 'Pin'), { pin: pinReference(view), instance: number, pins: plans.map((plan) => pinReference(plan.view)).join(', ') }));
}
