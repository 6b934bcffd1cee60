import { type PinView, instanceIn, numberOf, standardTransport, wordOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { Target, ksPage, streamTopic } from '../../ks/index';
import { processingOf } from '../facts';
import { defineRule } from '../rule';
import { dataFlow, pinFlag } from '../vocabulary';
import { hasAll } from './pin-flags';

const pinPage = ksPage('ns-ks-_kspin_descriptor_ex');
const splitters = streamTopic('avstream-splitters');
const about = { area: 'pin', since: '0.1.0', scope: 'pin' } as const;
const isSplitter = (pin: PinView): boolean => hasAll(pin, pinFlag.splitter);

/** A splitter with a single branch. */
export const pin07 = defineRule({
  ...about, code: 'PIN-07', title: 'Splitter with a single instance', defaultSeverity: 'warning', evidence: ['D'], sources: [pinPage, splitters],
  condition: 'Flags has KSPIN_FLAG_SPLITTER, and InstancesPossible is 1 or less.',
  effect: 'AVStream sets up the splitter when a second instance of the pin is created. That creation fails here, so there is never anything to split; the documentation asks for more than one possible instance.',
  remedy: 'Raise InstancesPossible to at least 2 (or KSINSTANCE_INDETERMINATE), or clear the flag.',
  texts: {
    single: 'InstancesPossible is {possible}, but the pin is a splitter, which begins to split when a second instance is created; that creation fails. Write at least 2, or clear KSPIN_FLAG_SPLITTER.',
    flag: 'KSPIN_FLAG_SPLITTER is set here.',
  },
  check(pin, report) {
    const possible = numberOf(pin.pin, 'InstancesPossible');
    if (!isSplitter(pin) || possible === undefined || possible > 1 || pin.dataFlow === dataFlow.in) return;
    report([pin.pin, 'InstancesPossible'], 'single', { possible }, { related: [{ where: [pin.pin, 'Flags'], text: 'flag' }] });
  },
});

/** A splitter that takes data in. */
export const pin08 = defineRule({
  ...about, code: 'PIN-08', title: 'Splitter on an input pin', defaultSeverity: 'warning', evidence: ['D'], sources: [pinPage, splitters],
  condition: 'Flags of an input pin (KSPIN_DATAFLOW_IN) has KSPIN_FLAG_SPLITTER.',
  effect: 'The flag is defined for output pins: it makes AVStream copy what leaves the first instance to the others. What it does on an input pin is not documented.',
  remedy: 'Clear the flag here, and set it on the output pin whose data is meant for several readers.',
  texts: {
    input: 'KSPIN_FLAG_SPLITTER is set on an input pin, but it is defined for output pins only: it copies outgoing frames to every instance. Clear it here, and set it on the output pin that several readers share.',
    direction: 'The pin takes data in.',
  },
  check(pin, report) {
    if (isSplitter(pin) && pin.dataFlow === dataFlow.in && pin.descriptor) report([pin.pin, 'Flags'], 'input', {}, { related: [{ where: [pin.descriptor, 'DataFlow'], text: 'direction' }] });
  },
});

/** Systems that come without DirectX 8, whose AVStream may be as old as DirectX 8.0. */
const oldSystems: ReadonlyMap<string, string> = new Map([['Windows98SE', 'Windows 98 Second Edition'], ['WindowsMe', 'Windows Me'], ['Windows2000', 'Windows 2000']]);

/** A splitter that the first releases do not know. */
export const pin09 = defineRule({
  ...about, code: 'PIN-09', title: 'Pin-centric splitter on old Windows', defaultSeverity: 'info', evidence: ['D'], sources: [pinPage],
  condition: 'Flags of a pin of a pin-centric filter has KSPIN_FLAG_SPLITTER, and the lowest Windows of the target is older than Windows XP.',
  effect: 'Only releases later than DirectX 8.0 support the flag on pin-centric filters as well, and Windows XP is the first Windows to come with one. Do not count on copies for further instances on an older system.',
  remedy: 'Require a later DirectX there, process in the filter, or raise LowestWindows to WindowsXP.',
  texts: {
    old: 'KSPIN_FLAG_SPLITTER is set on a pin of a pin-centric filter, which only releases later than DirectX 8.0 support. {windows} comes with none, so further instances of the pin may get no copies there. Require a later DirectX, or process in the filter.',
    target: 'The driver is meant to run on {windows}.',
  },
  check(pin, report, model) {
    if (!isSplitter(pin) || pin.dataFlow === dataFlow.in || processingOf(pin.filter) !== 'pin-centric') return;
    const target = model.document && instanceIn(model.document, 'Target', Target);
    const windows = target && oldSystems.get(wordOf(target, 'LowestWindows') ?? '');
    if (target && windows !== undefined) report([pin.pin, 'Flags'], 'old', { windows }, { related: [{ where: [target, 'LowestWindows'], text: 'target', arguments: { windows } }] });
  },
});

/** Several instances, and nobody who gives them data. */
export const pin48 = defineRule({
  ...about, code: 'PIN-48', title: 'Several instances of an output pin without a splitter', defaultSeverity: 'info', evidence: ['D', 'I'], sources: [splitters, streamTopic('filter-centric-processing')],
  condition: 'An output pin of a filter-centric filter is on the standard transport, allows more than one instance and lacks KSPIN_FLAG_SPLITTER.',
  effect: 'Each instance has a queue of its own, which the Process callback of the filter has to fill. Only with the flag does AVStream copy what the first instance gets (inferred for drivers that do not fill each one).',
  remedy: 'Let Process fill every instance in ProcessPinsIndex, or set KSPIN_FLAG_SPLITTER, or allow one instance only.',
  texts: { several: 'InstancesPossible is {possible}, but KSPIN_FLAG_SPLITTER is clear: the second and later instances get no data unless Process of the filter fills each of them (inferred). Fill them all, set the flag, or allow one instance.' },
  check(pin, report) {
    if (pin.flags === undefined || isSplitter(pin) || pin.dataFlow !== dataFlow.out || processingOf(pin.filter) !== 'filter-centric' || standardTransport(pin) !== 'yes') return;
    const possible = numberOf(pin.pin, 'InstancesPossible');
    if (possible !== undefined && possible > 1) report([pin.pin, 'InstancesPossible'], 'several', { possible: possible === 0xffffffff ? 'KSINSTANCE_INDETERMINATE' : grouped(possible) });
  },
});
