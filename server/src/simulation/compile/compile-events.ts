import { type FieldName, type Instance, durationOf, frameBytesOf, instancesIn, isStated, nodeOf, numberOf, pinReference, textOf, wordOf } from '../../document/index';
import { Simulation, SimulationEvent } from '../../ks/index';
import type { ScenarioEvent } from '../scenario';
import { formatOf } from './connected-format';
import { type PinPlan, isSamePin, pinCalled } from './plan';
import { impossible } from './problem';
import { type Reader, pointer, scenarioWord } from './reader';

type Kind = 'Cancel' | 'Reset' | 'ProcessEnds' | 'FormatChange' | 'SecondOpen' | 'Sleep' | 'SurpriseRemoval';
type Member = Exclude<FieldName<typeof SimulationEvent>, 'Time' | 'Kind' | 'Notes' | 'Suppress'>;

/** What each kind of event takes beside Time and Kind. */
const members: Readonly<Record<Kind, readonly Member[]>> = {
  Cancel: ['Pin', 'Instance', 'Which'], Reset: ['Pin', 'Instance', 'Duration'], ProcessEnds: ['Pin', 'Instance'], FormatChange: ['Pin', 'Instance', 'DataRange', 'FrameSize'],
  SecondOpen: ['Pin', 'Instance'], Sleep: ['Duration'], SurpriseRemoval: [],
};
const everyMember: readonly Member[] = ['Pin', 'Instance', 'Which', 'Duration', 'DataRange', 'FrameSize'];

/** What happens to the graph, in the order of time. `indexOf` gives the index of a pin of the run. */
export function compileEvents(reader: Reader, simulation: Instance<typeof Simulation>, plans: readonly PinPlan[], indexOf: (plan: PinPlan) => number): readonly ScenarioEvent[] {
  const read = instancesIn(simulation, 'Events', SimulationEvent).map((event) => ({ event, compiled: compileEvent(reader, event, plans, indexOf) }));
  read.sort((first, second) => first.compiled.time - second.compiled.time);
  read.forEach(({ event }, index) => {
    const at = `events.${index}`;
    reader.paths[at] = pointer(reader, event.node);
    const noted: Readonly<Record<string, FieldName<typeof SimulationEvent>>> = { time: 'Time', pin: 'Pin', which: 'Which', duration: 'Duration', frameBytes: isStated(event, 'FrameSize') ? 'FrameSize' : 'DataRange' };
    for (const [key, field] of Object.entries(noted)) if (isStated(event, field)) reader.paths[`${at}.${key}`] = pointer(reader, nodeOf(event, field));
  });
  return read.map(({ compiled }) => compiled);
}

function compileEvent(reader: Reader, event: Instance<typeof SimulationEvent>, plans: readonly PinPlan[], indexOf: (plan: PinPlan) => number): ScenarioEvent {
  const time = durationOf(event, 'Time') ?? impossible('missing', event.node, { field: 'Time' });
  const kind = (wordOf(event, 'Kind') ?? impossible('missing', event.node, { field: 'Kind' })) as Kind;
  const stray = everyMember.find((member) => isStated(event, member) && !members[kind].includes(member));
  if (stray !== undefined) impossible('eventMember', nodeOf(event, stray), { field: stray, kind, members: members[kind].join(', ') || 'Time' });
  const duration = (): number => durationOf(event, 'Duration') ?? impossible('missing', event.node, { field: 'Duration' });
  switch (kind) {
    case 'Cancel':
      return { kind: 'cancel', time, pin: pinOf(), which: scenarioWord(wordOf(event, 'Which') ?? 'Oldest') as 'oldest' | 'all' };
    case 'Reset':
      return { kind: 'reset', time, pin: pinOf(), duration: duration() };
    case 'ProcessEnds':
      return { kind: 'processEnds', time, pin: pinOf() };
    case 'FormatChange':
      return { kind: 'formatChange', time, pin: pinOf(), frameBytes: newFrameBytes(planOf()) };
    case 'SecondOpen': {
      const { view } = planOf();
      const instancesPossible = numberOf(view.pin, 'InstancesPossible') ?? impossible('unknownInstances', event.node, { pin: pinReference(view) });
      return { kind: 'secondOpen', time, pin: pinOf(), instancesPossible };
    }
    case 'Sleep':
      return { kind: 'sleep', time, duration: duration() };
    case 'SurpriseRemoval':
      return { kind: 'surpriseRemoval', time };
  }

  function pinOf(): number {
    return indexOf(planOf());
  }

  function planOf(): PinPlan {
    const wanted = textOf(event, 'Pin');
    if (wanted === undefined) return plans.length === 1 ? plans[0]! : impossible('eventPin', event.node, { kind });
    const view = pinCalled(reader, wanted, nodeOf(event, 'Pin'));
    const number = numberOf(event, 'Instance') ?? 1;
    const node = nodeOf(event, isStated(event, 'Instance') ? 'Instance' : 'Pin');
    return plans.find((plan) => plan.instance === number && isSamePin(plan.view, view)) ?? impossible('eventElsewhere', node, { pin: pinReference(view), instance: number, pins: plans.map((plan) => pinReference(plan.view)).join(', ') });
  }

  /** FrameSize, else the size of the data range. */
  function newFrameBytes({ view }: PinPlan): number {
    const bytes = numberOf(event, 'FrameSize');
    const name = textOf(event, 'DataRange');
    const range = name === undefined ? undefined : reader.model.tables.get('DataRanges')?.get(name);
    if (name !== undefined && (range === undefined || !view.dataRanges.includes(range))) impossible('unknownDataRange', nodeOf(event, 'DataRange'), { name, pin: pinReference(view) });
    if (bytes === 0) impossible('frameSizeZero', nodeOf(event, 'FrameSize'));
    return bytes ?? (range && (frameBytesOf(range) ?? formatOf(range).frameBytes?.value)) ?? impossible('missing', event.node, { field: 'FrameSize' });
  }
}
