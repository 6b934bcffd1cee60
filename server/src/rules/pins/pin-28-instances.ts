import { type FilterView, type Instance, type PinView, elementsOf, guidOf, instanceIn, numberOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { KSDATAFORMAT, guidValue, ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { communication, dataFlow } from '../vocabulary';
import { communicationPage, factsOfInstances } from './pin-36-no-connection';
import { remember } from './remember';

const pinPage = ksPage('ns-ks-_kspin_descriptor_ex');
const about = { area: 'pin', since: '0.1.0', scope: 'pin' } as const;

/** KSINSTANCE_INDETERMINATE: no limit. */
const noLimit = 0xffffffff;
const possibleOf = ({ pin }: PinView): number | undefined => numberOf(pin, 'InstancesPossible');
const necessaryOf = ({ pin }: PinView): number | undefined => numberOf(pin, 'InstancesNecessary');

const connected: ReadonlySet<number | undefined> = new Set([communication.sink, communication.source, communication.both]);

/** A pin that nobody can open. */
export const pin28 = defineRule({
  ...about, code: 'PIN-28', title: 'No instance possible', defaultSeverity: 'warning', evidence: ['I'], sources: [pinPage],
  condition: 'InstancesPossible is 0, and Communication is neither KSPIN_COMMUNICATION_NONE nor KSPIN_COMMUNICATION_BRIDGE.',
  effect: 'Any attempt to create more instances than InstancesPossible fails, so no instance of the pin can be opened (inferred).',
  remedy: 'Write the number of instances that the hardware can serve, or KSINSTANCE_INDETERMINATE. A pin that is never opened has KSPIN_COMMUNICATION_NONE or KSPIN_COMMUNICATION_BRIDGE.',
  texts: { none: 'InstancesPossible is 0, so every attempt to open this pin is expected to fail (inferred). Write at least 1; a pin that is never opened has KSPIN_COMMUNICATION_NONE or KSPIN_COMMUNICATION_BRIDGE.' },
  check(pin, report) {
    if (possibleOf(pin) === 0 && connected.has(pin.communication)) report([pin.pin, 'InstancesPossible'], 'none');
  },
});

/** More needed than allowed. */
export const pin29 = defineRule({
  ...about, code: 'PIN-29', title: 'More instances necessary than possible', defaultSeverity: 'error', evidence: ['D', 'I'], sources: [pinPage],
  condition: 'InstancesNecessary is greater than InstancesPossible, which is not KSINSTANCE_INDETERMINATE.',
  effect: 'A filter that lacks necessary instances cannot change its state, and more than InstancesPossible cannot be created: the filter never reaches the processing state.',
  remedy: 'Make InstancesNecessary at most InstancesPossible.',
  texts: {
    more: 'InstancesNecessary is {necessary}, but InstancesPossible is {possible}: the filter fails every change of state while it lacks necessary instances, and no more than {possible} can be created. Lower InstancesNecessary, or raise InstancesPossible.',
    possible: 'No more instances than this can be created.',
  },
  check(pin, report) {
    const possible = possibleOf(pin);
    const necessary = necessaryOf(pin);
    if (possible === undefined || necessary === undefined || possible === noLimit || necessary <= possible) return;
    report([pin.pin, 'InstancesNecessary'], 'more', { necessary: grouped(necessary), possible: grouped(possible) }, { related: [{ where: [pin.pin, 'InstancesPossible'], text: 'possible' }] });
  },
});

/** No limit taken for a minimum. */
export const pin30 = defineRule({
  ...about, code: 'PIN-30', title: 'InstancesNecessary without limit', defaultSeverity: 'error', evidence: ['I'], sources: [pinPage],
  condition: 'InstancesNecessary is 0xFFFFFFFF (KSINSTANCE_INDETERMINATE).',
  effect: 'The constant means "no limit" for InstancesPossible. As a minimum it asks for 4 294 967 295 instances, so the filter is expected to fail every change of state (inferred).',
  remedy: 'Write the least number of instances that the filter needs; 0 if it works without this pin.',
  texts: { indeterminate: 'InstancesNecessary is KSINSTANCE_INDETERMINATE (0xFFFFFFFF), which means "no limit" only in InstancesPossible: as a minimum it can never be met, so the filter is expected to fail every change of state (inferred). Write the least number that the filter needs, 0 if it can do without.' },
  check(pin, report) {
    if (necessaryOf(pin) === noLimit) report([pin.pin, 'InstancesNecessary'], 'indeterminate');
  },
});

const analogFormat = guidValue('KSDATAFORMAT_TYPE_ANALOGVIDEO');
const analogPin = guidValue('PINNAME_VIDEO_ANALOGVIDEOIN');
/** Filters that route analog video themselves: their inputs are not looked for behind a tuner or a crossbar. */
const routingRoles: ReadonlySet<string> = new Set(['Tuner', 'Crossbar']);
const routingCategories: ReadonlySet<string> = new Set(['KSCATEGORY_TVTUNER', 'KSCATEGORY_TVAUDIO', 'KSCATEGORY_CROSSBAR'].map(guidValue));

/** True when a filter is known to be something else than a tuner, TV audio or a crossbar. */
const isFedByTuner = remember(({ filter, role }: FilterView): boolean => {
  if (role !== undefined) return !routingRoles.has(role);
  const categories = elementsOf(filter, 'Categories') ?? [];
  return categories.length > 0 && categories.every((category) => category.state === 'present' && category.kind === 'guid' && !routingCategories.has(category.value));
});

/** True when a data range is analog video. */
function isAnalogVideo(range: Instance): boolean {
  if (range.structure.name === 'KS_DATARANGE_ANALOGVIDEO') return true;
  // KSDATARANGE is the header itself, the others begin with it.
  return guidOf(instanceIn(range, 'DataRange', KSDATAFORMAT) ?? range, 'MajorFormat') === analogFormat;
}

/** The input that applications follow to the tuner. */
export const pin31 = defineRule({
  ...about, code: 'PIN-31', title: 'Analog video input that is not necessary', defaultSeverity: 'warning', evidence: ['D'], sources: [pinPage],
  condition: 'The analog video input pin of a filter that is no tuner or crossbar (by its category PINNAME_VIDEO_ANALOGVIDEOIN or its data ranges) has InstancesNecessary 0.',
  effect: 'AMCap and Blink may then not find the tuner and crossbar of the driver.',
  remedy: 'Write 1.',
  texts: { optional: 'InstancesNecessary is 0 on an analog video input pin: AMCap and Blink may then not find the tuner and the crossbar behind it. Write 1.' },
  check(pin, report) {
    if (pin.dataFlow !== dataFlow.in || necessaryOf(pin) !== 0 || !pin.descriptor || pin.communication === communication.none || possibleOf(pin) === 0 || !isFedByTuner(pin.filter)) return;
    if (guidOf(pin.descriptor, 'Category') === analogPin || (pin.dataRanges.length > 0 && pin.dataRanges.every(isAnalogVideo))) report([pin.pin, 'InstancesNecessary'], 'optional');
  },
});

/** A pin that never exists, counted on. */
export const pin47 = defineRule({
  ...about, code: 'PIN-47', title: 'Instances of a pin that cannot exist', defaultSeverity: 'error', otherSeverities: [{ severity: 'info', when: 'only InstancesPossible is greater than 0' }], evidence: ['D', 'I'],
  sources: [pinPage, communicationPage],
  condition: 'Communication is KSPIN_COMMUNICATION_NONE, and InstancesNecessary is greater than 0 (error), or only InstancesPossible is (info; with other facts that come to nothing that is PIN-36).',
  effect: 'The factory of such a pin makes no instances. A filter that needs some can never reach its processing state; a limit alone limits nothing.',
  remedy: 'Write 0 for both, or state how the pin is really connected.',
  texts: {
    necessary: 'InstancesNecessary is {necessary}, but with KSPIN_COMMUNICATION_NONE no instance of the pin can exist, so the filter can never reach its processing state. Write 0, or state how the pin is connected.',
    possible: 'InstancesPossible is {possible}, but with KSPIN_COMMUNICATION_NONE no instance of the pin can exist: the number has no effect. Write 0.',
    communication: 'This pin makes no instances.',
  },
  check(pin, report) {
    if (pin.communication !== communication.none || !pin.descriptor) return;
    const options = { related: [{ where: [pin.descriptor, 'Communication'] as const, text: 'communication' }] };
    const necessary = necessaryOf(pin);
    const possible = possibleOf(pin);
    if (necessary !== undefined && necessary > 0) {
      if (necessary !== noLimit) report([pin.pin, 'InstancesNecessary'], 'necessary', { necessary: grouped(necessary) }, options);
    } else if (necessary === 0 && possible !== undefined && possible > 0 && factsOfInstances(pin).length === 0) {
      report([pin.pin, 'InstancesPossible'], 'possible', { possible: possible === noLimit ? 'KSINSTANCE_INDETERMINATE' : grouped(possible) }, { ...options, severity: 'info' });
    }
  },
});
