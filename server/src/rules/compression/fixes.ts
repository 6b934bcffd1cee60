import { type Model, type NodeId, NodeKind, rawText, stringValue } from '../../document/index';
import { type Broken, type FamilyFixes, type FamilyWithoutFix, type FixDescription, type FixOptions, described } from '../fixing/fix';
import { clear, leaveOut, lost, setTo, swap, together, writeTo } from '../fixing/make';
import { relatedTo, siblingOf, slotAt } from '../fixing/places';
import { requirement } from '../vocabulary';

/** Whether a value is written as a number, in JSON or hexadecimal. */
const isNumber = ({ tree }: Model, value: NodeId): boolean => tree.kind[value] === NodeKind.Number || /^\s*(?:0x[0-9a-f]+|\d+)\s*$/i.test(stringValue(tree, value));

/** Writes numerator and denominator. */
function ratio(parts: (broken: Broken) => readonly [numerator: number, denominator: number] | undefined, options: FixOptions): FixDescription {
  return {
    ...described('ratio', 'ratio', options),
    apply: (broken) => {
      const found = parts(broken);
      const numerator = siblingOf(broken, 'RatioNumerator');
      const denominator = siblingOf(broken, 'RatioDenominator');
      const edits = found && together(writeTo(broken.model, numerator, found[0]), writeTo(broken.model, denominator, found[1]));
      const replaced = [numerator, denominator].map((slot) => (slot && slot.value !== -1 ? rawText(broken.model.tree, slot.value).replace(/"/g, '') : '1')).join(' / ');
      // An expression says where its number comes from, which would be lost.
      const areNumbers = [numerator, denominator].every((slot) => slot === undefined || slot.value === -1 || isNumber(broken.model, slot.value));
      return edits && { edits, arguments: { ratio: found.join('/') }, ...(areNumbers ? {} : lost(replaced)) };
    },
  };
}

const reduced = ({ finding }: Broken): readonly [number, number] | undefined => {
  const parts = String(finding.arguments['reduced'] ?? '').split('/').map(Number);
  return parts.length === 2 && parts.every(Number.isInteger) ? [parts[0]!, parts[1]!] : undefined;
};

/** The object that OutputCompression is. */
const compression = ({ model, node }: Broken): number => slotAt(model, node, 'OutputCompression')?.value ?? node;

/** Fixes of the rules about KS_COMPRESSION. */
export const compressionFixes: FamilyFixes = {
  'CMP-01': [ratio(() => [1, 1], { variants: ['both'], preferred: true, name: 'none', brings: 'A margin says that something changes after all (CMP-04).' }), ratio(() => [1, 1], { variants: ['denominator'], brings: 'A margin says that something changes after all (CMP-04).' })],
  'CMP-02': [ratio(() => [1, 1], {})],
  'CMP-03': [leaveOut('OutputCompression')],
  'CMP-04': [setTo('RatioConstantMargin', 0, { preferred: true })],
  'CMP-05': [ratio(reduced, { preferred: true, safe: true })],
  'CMP-06': [clear(requirement.inPlaceModifier, { at: relatedTo('framing'), brings: 'A margin beside a ratio of one is doubtful by itself (CMP-04).' }), setTo('RatioConstantMargin', 0, { variants: ['margin'] })],
  'CMP-07': [clear(requirement.insistOnRatio, { variants: ['input'], preferred: true, name: 'clear on an input pin' }), clear(requirement.insistOnRatio, { variants: ['nothing'] })],
  'CMP-09': [swap('RatioNumerator', 'RatioDenominator', { at: compression, preferred: true, brings: 'For other pins that share the framing it may be upside down then (CMP-09).' })],
};

/** Rules about KS_COMPRESSION without a fix. */
export const compressionWithoutFix: FamilyWithoutFix = { 'CMP-08': 'a choice among ranges, ratio and flag' };
