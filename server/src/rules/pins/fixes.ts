import { KSPIN_DESCRIPTOR_EX, constantSetNamed } from '../../ks/index';
import { type NodeId, NodeKind, allPins } from '../../document/index';
import { type Broken, type FamilyFixes, type FamilyWithoutFix, type FixDescription, described } from '../fixing/fix';
import { add, bitNames, clear, flagEdits, leaveOut, nothing, setTo, text, together, writeTo } from '../fixing/make';
import { numberIn, relatedTo, siblingOf, slotAt, textIn } from '../fixing/places';
import { filterFlag, pinFlag } from '../vocabulary';

const stillIdle = 'The flag that is left may have no effect on this pin (PIN-14, PIN-15, PIN-44).';

/** Bits whose names a finding lists in `{names}`. */
const named = (broken: Broken, argument = 'names'): number => {
  const names = new Set(textIn(broken, argument).split(', '));
  return (constantSetNamed('KSPIN_FLAG')?.constants ?? []).reduce((bits, { name, value }) => (names.has(name) ? (bits | value) >>> 0 : bits), 0);
};

/** KSPIN_FLAG_RENDERER without the half that excludes another flag. */
const halfRenderer: FixDescription = {
  ...described('replaceFlag', 'half of renderer', { variants: ['renderer'], brings: stillIdle }),
  apply: (broken) => {
    const edits = flagEdits(broken.model, slotAt(broken.model, broken.node, 'Flags'), { clear: pinFlag.runStateOnly });
    return edits && { edits, arguments: { names: 'KSPIN_FLAG_GENERATE_EOS_EVENTS', others: 'KSPIN_FLAG_RENDERER' } };
  },
};

/** Flags of a filter that say of its Process what flags of a pin say of that of the pin. */
const ofFilter: readonly (readonly [pin: number, filter: number])[] = [
  [pinFlag.dispatchLevel, filterFlag.dispatchLevel], [pinFlag.critical, filterFlag.critical], [pinFlag.hypercritical, filterFlag.hypercritical],
];

const moveToFilter: FixDescription = {
  ...described('moveToFilter', 'move to the filter', { brings: 'Flags that the filter has already may exclude these (FLT-02).' }),
  apply: (broken) => {
    const { model, node } = broken;
    const slot = slotAt(model, node, 'Flags');
    const pins = slot ? allPins(model).filter(({ pin: { node: object } }) => object === slot.object) : [];
    // Of several filters with one table of pins, each would need the flags.
    const pin = pins.some(({ filter }) => filter.index !== pins[0]!.filter.index) ? undefined : pins[0];
    const target = pin && slotAt(model, pin.filter.filter.node, 'Flags');
    const bits = named(broken);
    const moved = ofFilter.reduce((mask, [ofPin, other]) => ((bits & ofPin) === 0 ? mask : mask | other), 0);
    // Flags without a counterpart stay the author's to decide.
    if (!slot || !target || moved === 0 || (bits & ~ofFilter.reduce((mask, [ofPin]) => mask | ofPin, 0)) !== 0) return undefined;
    const edits = together(flagEdits(model, slot, { clear: bits }), flagEdits(model, target, { set: moved }));
    return edits && { edits, arguments: { names: bitNames(model, target, moved), others: bitNames(model, slot, bits) } };
  },
};

/** Everything that a finding says is not used, set to null or cleared. */
const removeUnused: FixDescription = {
  ...described('unused', 'unused', { brings: 'A limit of instances alone limits nothing (PIN-47).' }),
  apply: (broken) => {
    const { model, finding } = broken;
    const parts = finding.related.filter(({ text: key }) => key === `${finding.code}.unused`).map(({ node, arguments: { name = '' } }) => {
      const fact = String(name);
      return fact.startsWith('KSPIN_FLAG') ? flagEdits(model, slotAt(model, node, 'Flags'), { clear: pinFlag.generateMappings }) : writeTo(model, slotAt(model, node, fact), nothing);
    });
    const edits = parts.length === 0 ? undefined : together(...parts);
    return edits && { edits, arguments: { names: textIn(broken, 'facts') } };
  },
};

/** The flags of the pin that a finding about another of its values is about. */
const flagsOfPin = (broken: Broken): NodeId => {
  const slot = siblingOf(broken, 'Flags');
  return slot?.structure.name === KSPIN_DESCRIPTOR_EX.name ? slot.object : -1;
};
const either = (one: number, other: number, brings: string): readonly FixDescription[] => [clear(one, { brings }), clear(other, { brings })];
/** A number as it is written at another place; nothing where it is written nowhere. */
const keepNotation = ({ model: { tree } }: Broken, node: NodeId): { json: string } | undefined =>
  node < 0 || tree.kind[node] === NodeKind.Object ? undefined : { json: tree.text.slice(tree.start[node], tree.end[node]) };

const byDirection = 'What depends on the direction is judged then.';
const noMappings = 'Without mappings nothing uses the adapter that is registered (CBF-01).';

/** Fixes of the rules about pins. */
export const pinFixes: FamilyFixes = {
  'PIN-01': either(pinFlag.critical, pinFlag.hypercritical, stillIdle),
  'PIN-02': either(pinFlag.initiateOnEveryArrival, pinFlag.doNotInitiate, 'Processing that is never initiated needs a callback all the same (PIN-18).'),
  'PIN-03': either(pinFlag.framesNotRequired, pinFlag.someFramesRequired, stillIdle),
  'PIN-04': [clear(pinFlag.ifAnyInRunState), halfRenderer, clear(pinFlag.runStateOnly, { variants: ['both'], brings: stillIdle })],
  'PIN-05': either(pinFlag.doNotUseStandardTransport, pinFlag.useStandardTransport, 'Off the transport, what is about frames and queues is idle (PIN-14, PIN-20).'),
  'PIN-06': [clear((broken) => numberIn(broken, 'hex'))],
  'PIN-07': [setTo('InstancesPossible', 2), clear(pinFlag.splitter, { at: relatedTo('flag') })],
  'PIN-08': [clear(pinFlag.splitter)],
  'PIN-10': [clear(pinFlag.generateMappings, { variants: ['copy', 'noBusMaster'], preferred: true })],
  'PIN-12': [clear(pinFlag.generateMappings, { brings: noMappings })],
  'PIN-13': [clear(pinFlag.generateMappings, { preferred: true, brings: noMappings })],
  'PIN-14': [clear((broken) => named(broken), { name: 'clear what has no queue' }), clear(pinFlag.doNotUseStandardTransport)],
  'PIN-15': [clear((broken) => named(broken), { preferred: true, safe: true })],
  'PIN-17': [clear(pinFlag.ifAnyInRunState, { preferred: true })],
  'PIN-20': [setTo('AllocatorFraming', (broken) => (textIn(broken, 'fact') === 'AllocatorFraming' ? nothing : undefined), { variants: ['unused', 'unusedByMediums'], brings: 'The allocator of the pin is not used either (DSP-06).' })],
  'PIN-22': [clear(pinFlag.distinctTrailingEdge)],
  'PIN-23': [clear(pinFlag.fixedFormat)],
  'PIN-24': [clear(pinFlag.implementClock)],
  'PIN-25': [add(pinFlag.implementClock, { at: relatedTo('pin'), brings: 'A clock is asked for on the first pin (PIN-26).' }), setTo('Clock', nothing)],
  'PIN-27': [add((broken) => named(broken, 'absent'))],
  'PIN-28': [setTo('InstancesPossible', 1, { brings: 'A splitter wants more than one (PIN-07).' }), setTo('InstancesPossible', text('KSINSTANCE_INDETERMINATE'), { brings: 'Without a splitter further instances get no data by themselves (PIN-48).' })],
  'PIN-29': [
    setTo('InstancesNecessary', (broken) => keepNotation(broken, relatedTo('possible')(broken)), { brings: 'With 0 possible nobody can open the pin (PIN-28).' }),
    setTo('InstancesPossible', (broken) => keepNotation(broken, broken.node), { at: relatedTo('possible') }),
  ],
  'PIN-30': [setTo('InstancesNecessary', 0)],
  'PIN-31': [setTo('InstancesNecessary', 1, { preferred: true })],
  'PIN-34': [setTo('DataFlow', text('KSPIN_DATAFLOW_IN'), { brings: byDirection }), setTo('DataFlow', text('KSPIN_DATAFLOW_OUT'), { brings: byDirection })],
  'PIN-35': ['NONE', 'SINK', 'SOURCE', 'BOTH', 'BRIDGE'].map((name) => setTo('Communication', text(`KSPIN_COMMUNICATION_${name}`), { brings: 'How the pin is connected is judged then.' })),
  'PIN-36': [removeUnused],
  'PIN-37': [removeUnused],
  'PIN-39': [leaveOut((broken) => `${textIn(broken, 'table')}Count`, { preferred: true })],
  'PIN-43': [clear(pinFlag.denyUserModeAccess)],
  'PIN-44': [moveToFilter, clear((broken) => named(broken))],
  'PIN-45': [clear((broken) => named(broken), { preferred: true })],
  'PIN-47': [setTo('InstancesNecessary', 0, { variants: ['necessary'], brings: 'A limit alone limits nothing (PIN-47).' }), setTo('InstancesPossible', 0, { variants: ['possible'], preferred: true })],
  'PIN-48': [add(pinFlag.splitter, { at: flagsOfPin }), setTo('InstancesPossible', 1)],
};

/** Rules about pins without a fix. */
export const pinWithoutFix: FamilyWithoutFix = {
  'PIN-09': 'which systems are meant is the author\'s to know',
  'PIN-11': 'the registration is work in the driver',
  'PIN-18': 'a callback has to be written in the driver',
  'PIN-26': 'another order of pins changes their ids',
  'PIN-38': 'which end is wrong is not known',
  'PIN-40': 'the formats are the driver\'s to know',
  'PIN-41': 'nothing needs to change',
  'PIN-42': 'nothing needs to change',
};
