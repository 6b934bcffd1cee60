import { compressionRules, silentCompressionRules } from './compression/index';
import { dataRangeRules, silentDataRangeRules } from './data-ranges/index';
import { dispatchRules, silentDispatchRules } from './dispatch/index';
import { dmaRules, silentDmaRules } from './dma/index';
import { filterRules, silentFilterRules } from './filters/index';
import { memoryRules, silentMemoryRules } from './memory/index';
import { negotiationRules, silentNegotiationRules } from './negotiation/index';
import { pinRules, silentPinRules } from './pins/index';
import { checkedDocumentRules, documentRules } from './document/index';
import { framingRules, silentFramingRules } from './framing/index';
import { rangeRules, silentRangeRules } from './ranges/index';
import type { Rule, RuleDescription, SilentRule } from './rule';

/** Every rule that is checked against a model. */
export const rules: readonly Rule[] = [
  ...checkedDocumentRules, ...framingRules, ...rangeRules, ...compressionRules, ...memoryRules, ...pinRules, ...filterRules, ...dispatchRules, ...dmaRules, ...dataRangeRules, ...negotiationRules,
];

/** Everything that can be reported: mistakes of the document and broken rules, in the order of their codes within a family. */
export const reportableRules: readonly RuleDescription[] = [...documentRules, ...rules];

/** Codes that have a page and are never reported. */
export const silentRules: readonly SilentRule[] = [
  ...silentFramingRules, ...silentRangeRules, ...silentCompressionRules, ...silentMemoryRules, ...silentPinRules, ...silentFilterRules, ...silentDispatchRules, ...silentDmaRules, ...silentDataRangeRules, ...silentNegotiationRules,
];

const described: ReadonlyMap<string, RuleDescription> = new Map(reportableRules.map((rule) => [rule.code, rule]));
/** Texts that the findings of every rule may have. */
const sharedTexts = {
  'variant.condition': 'This holds under the condition {condition}.',
  'variant.unnamed': 'This holds in this form of the object.',
} as const;
const templates: ReadonlyMap<string, string> = new Map<string, string>([...Object.entries(sharedTexts), ...reportableRules.flatMap((rule) => Object.entries(rule.texts).map(([variant, text]) => [`${rule.code}.${variant}`, text] as const))]);

/** Codes of everything that can be reported. */
export const ruleCodes: readonly string[] = reportableRules.map((rule) => rule.code);

/** The description of a code that can be reported, or nothing. */
export const ruleNamed = (code: string): RuleDescription | undefined => described.get(code);

/** The English template of a text by its key (`FRM-25.alignment`), or nothing. */
export const textTemplate = (key: string): string | undefined => templates.get(key);

/** Keys and English templates of every text, for translators. */
export const allTexts: ReadonlyMap<string, string> = templates;
