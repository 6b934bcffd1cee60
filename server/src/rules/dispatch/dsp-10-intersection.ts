import { type Bound, type Instance, type PinView, elementsOf, guidOf, instancesIn, numberOf, standardTransport, stateOf } from '../../document/index';
import { type KSDATAFORMAT, KSPIN_MEDIUM, guidValue, ksPage, streamTopic, guidLabel } from '../../ks/index';
import { formatHeader, formatName, handlesProperty, isBroken } from '../facts';
import { defineRule } from '../rule';
import { reactosFile } from '../sources';
import { communication, property } from '../vocabulary';
import { lacksTable } from './dsp-01-process';

const noSpecifier = guidValue('KSDATAFORMAT_SPECIFIER_NONE');
const wildcard = guidValue('KSDATAFORMAT_SPECIFIER_WILDCARD');
const standardMedium = guidValue('KSMEDIUMSETID_Standard');

/** True when the pin is known to be connectable over the standard medium. */
function offersStandardMedium({ descriptor }: PinView): boolean {
  const mediums = descriptor && elementsOf(descriptor, 'Mediums');
  if (descriptor === undefined || mediums === undefined) return false;
  return mediums.length === 0 || instancesIn(descriptor, 'Mediums', KSPIN_MEDIUM).some((medium) => guidOf(medium, 'Set') === standardMedium && numberOf(medium, 'Id') === 0);
}

interface Specified { readonly range: Instance; readonly header: Instance<typeof KSDATAFORMAT>; readonly specifier: string }

const specified = new WeakMap<readonly Bound[], Specified | null>();

/** The first data range of a pin with a specifier that AVStream does not intersect. A table that several pins share is read once. */
function withSpecifier({ descriptor }: PinView): Specified | null {
  const elements = descriptor && elementsOf(descriptor, 'DataRanges');
  if (elements === undefined) return null;
  let found = specified.get(elements);
  if (found === undefined) {
    found = null;
    for (const element of elements) {
      const range = element.state === 'present' && element.kind === 'instance' ? element.instance : undefined;
      const header = range && formatHeader(range);
      const specifier = header && guidOf(header, 'Specifier');
      if (range === undefined || header === undefined || specifier === undefined || specifier === noSpecifier || specifier === wildcard) continue;
      found = { range, header, specifier };
      break;
    }
    specified.set(elements, found);
  }
  return found;
}

/** Formats that nobody intersects. */
export const dsp10 = defineRule({
  code: 'DSP-10', title: 'Formats without an intersect handler', area: 'dispatch', defaultSeverity: 'warning', otherSeverities: [{ severity: 'info', when: 'the pin is not known to offer the standard medium: over mediums of the hardware formats may matter to nobody' }],
  evidence: ['D', 'R'], sources: [ksPage('ns-ks-_kspin_descriptor_ex'), streamTopic('data-range-intersections-in-avstream'), reactosFile('drivers/ksfilter/ks/filter.c')], since: '0.1.0', scope: 'pin',
  condition: 'IntersectHandler is null, and a data range has a specifier other than KSDATAFORMAT_SPECIFIER_NONE or a wildcard. Not for pins that are never connected (KSPIN_COMMUNICATION_NONE, KSPIN_COMMUNICATION_BRIDGE), nor where the automation table of the filter handles KSPROPERTY_PIN_DATAINTERSECTION.',
  effect: 'Without a handler AVStream answers intersections only for ranges with KSDATAFORMAT_SPECIFIER_NONE. A client that asks for the format to connect with gets none; ReactOS answers STATUS_NOT_IMPLEMENTED.',
  remedy: 'Write an intersect handler that builds a format of the specifier.',
  texts: {
    none: 'IntersectHandler is null, but {format} has the specifier {specifier}: without a handler AVStream intersects only ranges with KSDATAFORMAT_SPECIFIER_NONE, so a client that asks for this format gets no answer. Write a handler that builds it.',
    format: 'The specifier of {format}.',
  },
  check(pin, report) {
    const { communication: direction } = pin;
    if (stateOf(pin.pin, 'IntersectHandler') !== 'null' || direction === undefined || direction === communication.none || direction === communication.bridge) return;
    const found = withSpecifier(pin);
    // Intersections are asked of the filter, and a handler of the minidriver's goes before AVStream's.
    if (!found || isBroken(pin.filter.filter, 'AutomationTable') || handlesProperty(pin.filter, property.pin, [property.dataIntersection]) === true) return;
    const values = { format: formatName(found.range), specifier: guidLabel(found.specifier, 'formatSpecifier') };
    const related = [{ where: [found.header, 'Specifier'] as const, text: 'format', arguments: values }];
    report([pin.pin, 'IntersectHandler'], 'none', values, offersStandardMedium(pin) ? { related } : { related, severity: 'info' });
  },
});

/** A format that the driver never hears of. */
export const dsp14 = defineRule({
  code: 'DSP-14', title: 'Several formats without SetDataFormat', area: 'dispatch', defaultSeverity: 'info', evidence: ['D'], sources: [streamTopic('data-range-intersections-in-avstream'), ksPage('nc-ks-pfnkspinsetdataformat')], since: '0.1.0', scope: 'pin',
  condition: 'SetDataFormat, or the whole Dispatch, is null on a pin with a queue (or possibly one) and more than one data range.',
  effect: 'The driver is not asked whether it accepts the format that a client sets, and does not hear of the second call before RUN, which carries the true parameters of the surface (its pitch, for instance).',
  remedy: 'Write SetDataFormat: check the format, and take the size and pitch of frames from it.',
  texts: {
    unheard: 'SetDataFormat is null although the pin offers {count} data ranges: the driver is not asked about the format, and does not hear of the call before RUN that carries the true surface parameters. Write the callback, unless Create learns all it needs.',
    pin: 'The pin with these data ranges.',
  },
  check(pin, report) {
    if (pin.communication === undefined || standardTransport(pin) === 'no' || isBroken(pin.pin, 'Flags') || lacksTable(pin)) return;
    const [first] = pin.dataRanges;
    if (first === undefined || !pin.dataRanges.some((range) => range !== first)) return;
    const count = pin.dataRanges.length;
    if (pin.dispatch.state === 'null') report([pin.pin, 'Dispatch'], 'unheard', { count });
    else if (pin.dispatch.state === 'present' && stateOf(pin.dispatch.instance, 'SetDataFormat') === 'null') report([pin.dispatch.instance, 'SetDataFormat'], 'unheard', { count }, { related: [{ where: [pin.descriptor!, 'DataRanges'], text: 'pin' }] });
  },
});
