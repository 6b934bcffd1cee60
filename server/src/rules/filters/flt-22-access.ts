import { type FilterView, type Model, booleanOf, elementsOf, instanceIn, numberOf, wordOf } from '../../document/index';
import { Device, guidValue, headerLines, ksPage } from '../../ks/index';
import { isBroken } from '../facts';
import { defineRule } from '../rule';
import { filterFlag } from '../vocabulary';

const cameraCategory = guidValue('KSCATEGORY_VIDEO_CAMERA');

const hasCameraCategory = ({ filter }: FilterView): boolean => (elementsOf(filter, 'Categories') ?? []).some((element) => element.state === 'present' && element.kind === 'guid' && element.value === cameraCategory);

const publishers = new WeakMap<Model, ReadonlySet<FilterView>>();

/** The filters that publish camera profiles: those in the category of cameras, or the only one. None when the document doesn't say that profiles are published. */
function profileFilters(model: Model): ReadonlySet<FilterView> {
  let found = publishers.get(model);
  if (!found) {
    const device = model.document && instanceIn(model.document, 'Device', Device);
    const publishes = device !== undefined && booleanOf(device, 'PublishesCameraProfiles') === true;
    const cameras = publishes ? model.configurations.filter(hasCameraCategory) : [];
    found = new Set(publishes && cameras.length === 0 && model.filters.length === 1 ? model.configurations : cameras);
    publishers.set(model, found);
  }
  return found;
}

/** Camera profiles of a filter that goes by its reference string. */
export const flt22 = defineRule({
  code: 'FLT-22', title: 'Camera profiles without KSFILTER_FLAG_PRIORITIZE_REFERENCEGUID', area: 'filter', defaultSeverity: 'warning', evidence: ['H'], sources: [headerLines('3671'), ksPage('nf-ks-ksinitializedeviceprofile')], since: '0.1.0', scope: 'filter',
  condition: 'Device.PublishesCameraProfiles is true, and a filter in KSCATEGORY_VIDEO_CAMERA (or the only filter) does not have KSFILTER_FLAG_PRIORITIZE_REFERENCEGUID.',
  effect: 'A comment in ks.h says that all devices that publish camera profiles must set the flag: profiles are stored by ReferenceGuid, and without the flag a reference string goes before it.',
  remedy: 'Set the flag, and give the filter a ReferenceGuid of its own.',
  texts: {
    missing: 'The device publishes camera profiles, but this filter does not set KSFILTER_FLAG_PRIORITIZE_REFERENCEGUID, which ks.h says all such devices must. Set the flag and give the filter a ReferenceGuid of its own.',
    device: 'The device is said to publish camera profiles.',
  },
  check(view, report, model) {
    const flags = numberOf(view.filter, 'Flags');
    const device = model.document && instanceIn(model.document, 'Device', Device);
    if (flags === undefined || (flags & filterFlag.prioritizeReferenceGuid) !== 0 || device === undefined) return;
    if (profileFilters(model).has(view)) report([view.filter, 'Flags'], 'missing', {}, { related: [{ where: [device, 'PublishesCameraProfiles'], text: 'device' }] });
  },
});

/** A filter for kernel clients only. */
export const flt23 = defineRule({
  code: 'FLT-23', title: 'Filter closed to user mode', area: 'filter', defaultSeverity: 'warning', evidence: ['D'], sources: [ksPage('ns-ks-_ksfilter_descriptor')], since: '0.1.0', scope: 'filter',
  condition: 'Flags has KSFILTER_FLAG_DENY_USERMODE_ACCESS, unless every pin is said to be opened by kernel drivers only (OpenedFrom).',
  effect: 'No user-mode client can open the filter or any pin of it: neither applications nor the graph manager (KsProxy), which builds graphs in user mode.',
  remedy: 'Remove the flag; or keep it and state OpenedFrom "Kernel" on every pin if only kernel drivers use the filter. To close a single pin, use KSPIN_FLAG_DENY_USERMODE_ACCESS on it.',
  texts: { closed: 'KSFILTER_FLAG_DENY_USERMODE_ACCESS closes the filter and all its pins to user mode: neither applications nor KsProxy can open it. Remove the flag, or state OpenedFrom "Kernel" on every pin if that is what you want.' },
  check({ filter, pins }, report) {
    const flags = numberOf(filter, 'Flags');
    if (flags === undefined || (flags & filterFlag.denyUserModeAccess) === 0) return;
    const unreadable = isBroken(filter, 'PinDescriptors') || elementsOf(filter, 'PinDescriptors')?.some(({ state }) => state !== 'present') === true;
    if (unreadable || pins.some(({ pin }) => isBroken(pin, 'OpenedFrom'))) return;
    if (pins.length === 0 || !pins.every(({ pin }) => wordOf(pin, 'OpenedFrom') === 'Kernel')) report([filter, 'Flags'], 'closed');
  },
});
