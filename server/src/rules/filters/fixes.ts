import { constantSetNamed } from '../../ks/index';
import type { Broken, FamilyFixes, FamilyWithoutFix } from '../fixing/fix';
import { add, clear, leaveOut, nothing, setTo, text } from '../fixing/make';
import { numberIn, relatedTo, textIn } from '../fixing/places';
import { filterFlag } from '../vocabulary';

const named = (broken: Broken): number => {
  const names = new Set(textIn(broken, 'names').split(', '));
  return (constantSetNamed('KSFILTER_FLAG')?.constants ?? []).reduce((bits, { name, value }) => (names.has(name) ? (bits | value) >>> 0 : bits), 0);
};

const pinSize = text('sizeof(KSPIN_DESCRIPTOR_EX)');
const deviceVersion = text('KSDEVICE_DESCRIPTOR_VERSION');
const deviceVersion2 = text('KSDEVICE_DESCRIPTOR_VERSION_2');

/** Fixes of the rules about filters and the device descriptor. */
export const filterFixes: FamilyFixes = {
  'FLT-01': [setTo('Version', text('KSFILTER_DESCRIPTOR_VERSION'), { preferred: true })],
  'FLT-02': [clear(filterFlag.hypercritical), clear(filterFlag.critical)],
  'FLT-03': [clear((broken) => numberIn(broken, 'hex'))],
  'FLT-04': [leaveOut('PinDescriptorSize', { preferred: true }), setTo('PinDescriptorSize', pinSize)],
  'FLT-05': [leaveOut('PinDescriptorSize', { preferred: true }), setTo('PinDescriptorSize', pinSize)],
  'FLT-06': [leaveOut('PinDescriptorSize'), setTo('PinDescriptorSize', pinSize)],
  'FLT-07': [leaveOut('PinDescriptorsCount', { preferred: true, brings: 'Without a table the filter has no pins (FLT-08).' })],
  'FLT-09': [leaveOut('CategoriesCount', { preferred: true, brings: 'Without a table the filter has no categories (FLT-10).' })],
  'FLT-11': [leaveOut('NodeDescriptorSize', { preferred: true }), setTo('NodeDescriptorSize', text('sizeof(KSNODE_DESCRIPTOR)'))],
  'FLT-12': [leaveOut('NodeDescriptorsCount', { preferred: true })],
  'FLT-13': [leaveOut('ConnectionsCount', { preferred: true })],
  'FLT-17': [setTo('InfReferenceString', (broken) => text(textIn(broken, 'name')))],
  'FLT-18': [setTo('Process', nothing)],
  'FLT-20': [clear(filterFlag.receiveZeroLength, { preferred: true })],
  'FLT-21': [clear(named)],
  'FLT-22': [add(filterFlag.prioritizeReferenceGuid, { preferred: true })],
  'FLT-23': [clear(filterFlag.denyUserModeAccess)],
  'FLT-24': [
    setTo('Version', deviceVersion, { variants: ['unknown'] }), setTo('Version', deviceVersion2, { variants: ['unknown'] }), setTo('Version', 0, { variants: ['unknown'] }),
    setTo('Version', deviceVersion2, { name: 'version for flags', variants: ['flags'], at: relatedTo('version') }), setTo('Flags', 0, { variants: ['flags'] }),
    setTo('Version', deviceVersion, { name: 'version for QueryInterface', variants: ['queryInterface'], at: relatedTo('version') }),
  ],
};

/** Rules about filters and the device descriptor without a fix. */
export const filterWithoutFix: FamilyWithoutFix = {
  'FLT-08': 'the pins are the driver\'s to know',
  'FLT-10': 'the categories are the driver\'s to know',
  'FLT-14': 'the topology is the driver\'s to know',
  'FLT-15': 'the index that is meant is not known',
  'FLT-16': 'the name belongs into the INF as well',
  'FLT-25': 'a choice of another header or version',
};
