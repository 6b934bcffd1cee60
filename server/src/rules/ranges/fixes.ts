import { rawText } from '../../document/index';
import { type Broken, type FamilyFixes, type FamilyWithoutFix, type FixDescription, described } from '../fixing/fix';
import { type Written, setTo, swap, text, together, writeTo } from '../fixing/make';
import { numberAt, numberIn, siblingOf, slotAt } from '../fixing/places';

/** A bound of the hardware range as it is written there. */
const asInHardware = ({ model, finding }: Broken, field: string, bytes: number): Written => {
  const { tree } = model;
  for (const { node } of finding.related) {
    const slot = slotAt(model, node, field);
    if (slot && slot.value !== -1 && numberAt(model, slot) === bytes) return { json: rawText(tree, slot.value) };
  }
  return bytes;
};

/** Both bounds moved into the other range. */
const narrow: FixDescription = {
  ...described('narrow', 'narrow', { brings: 'The step may not fit into the smaller range (RNG-02, RNG-05).' }),
  apply: (broken) => {
    const { model, node } = broken;
    const max = slotAt(model, node, 'MaxFrameSize');
    const min = siblingOf(broken, 'MinFrameSize', 'MaxFrameSize');
    const bounds = ['min', 'max', 'physicalMin', 'physicalMax'].map((name) => numberIn(broken, name));
    const [low, high, least, most] = bounds;
    if (!max || !min || low === undefined || high === undefined || least === undefined || most === undefined || numberAt(model, max) !== high || numberAt(model, min) !== low) return undefined;
    const edits = together(high > most ? writeTo(model, max, asInHardware(broken, 'MaxFrameSize', most)) : [], low < least ? writeTo(model, min, asInHardware(broken, 'MinFrameSize', least)) : []);
    return edits && edits.length > 0 ? { edits, arguments: {} } : undefined;
  },
};

/** No bound, in steps of a byte. */
const anySize: FixDescription = {
  ...described('set', 'no bound', {}),
  apply: (broken) => {
    const { model } = broken;
    const max = slotAt(model, broken.node, 'MaxFrameSize');
    const step = siblingOf(broken, 'Stepping');
    if (!max || max.value === -1) return undefined;
    const edits = together(writeTo(model, max, text('(ULONG)-1')), step && numberAt(model, step) === 0 ? writeTo(model, step, 1) : []);
    return edits && { edits, arguments: { field: 'MaxFrameSize', value: '(ULONG)-1' } };
  },
};

const whereEqual = (isEqual: boolean) => (broken: Broken): number | undefined => {
  const [min, max] = [numberIn(broken, 'min'), numberIn(broken, 'max')];
  return min === undefined || max === undefined || (min === max) !== isEqual ? undefined : max - min;
};

/** Fixes of the rules about frame sizes. */
export const rangeFixes: FamilyFixes = {
  'RNG-01': [swap('MinFrameSize', 'MaxFrameSize')],
  'RNG-02': [setTo('Stepping', whereEqual(true), { name: 'no step', preferred: true }), setTo('Stepping', whereEqual(false), { name: 'one step' })],
  'RNG-03': [setTo('Stepping', 0)],
  'RNG-04': [setTo('Stepping', 1)],
  'RNG-05': [setTo('MaxFrameSize', (broken) => numberIn(broken, 'largest'))],
  'RNG-07': [narrow],
  'RNG-08': [anySize],
  'RNG-10': [
    setTo('InPlaceWeight', (broken) => (broken.finding.arguments['field'] === 'InPlaceWeight' ? 0 : undefined), { preferred: true }),
    setTo('NotInPlaceWeight', (broken) => (broken.finding.arguments['field'] === 'NotInPlaceWeight' ? 0 : undefined), { preferred: true }),
  ],
  'RNG-11': [setTo('MaxFrameSize', (broken) => numberIn(broken, 'bytes'), { brings: 'The larger size may leave the step (RNG-05) or the size of a data range (DRG-08).' })],
  'RNG-12': [
    setTo('MaxFrameSize', (broken) => numberIn(broken, 'bytes'), { name: 'maximum', variants: ['tooSmall'], brings: 'The minimum may be too small still (RNG-12), and the hardware range (RNG-07).' }),
    setTo('MinFrameSize', (broken) => numberIn(broken, 'bytes'), { name: 'minimum', variants: ['mayBeTooSmall'] }),
  ],
  'RNG-13': [
    setTo('MinFrameSize', (broken) => (broken.finding.arguments['field'] === 'MinFrameSize' ? numberIn(broken, 'rounded') : undefined), { brings: 'The other bound may need the same (RNG-13).' }),
    setTo('MaxFrameSize', (broken) => (broken.finding.arguments['field'] === 'MaxFrameSize' ? numberIn(broken, 'rounded') : undefined), { brings: 'The other bound may need the same (RNG-13).' }),
  ],
};

/** Rules about frame sizes without a fix. */
export const rangeWithoutFix: FamilyWithoutFix = {
  'RNG-06': 'which of the two ranges is wrong is not known',
  'RNG-09': 'the size is the driver\'s to know',
  'RNG-14': 'the largest size that makes sense is the driver\'s to know',
  'RNG-15': 'a choice of fewer or smaller frames',
  'RNG-16': 'a choice of fewer or smaller frames',
  'RNG-17': 'the real size is the driver\'s to know',
  'RNG-18': 'a choice of another size or another alignment',
};
