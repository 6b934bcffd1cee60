/** What runs amount to, in words: texts by key, values in their units, headline, figures. */
export {
  type Sentence, type Write, assumptionText, assumptionValue, dropText, dropsOf, eligibleText, findingText, headlineOf, rejectedText, simulatedWithText, simulationText, undecidedText,
} from './describe-run';
export { type ToldAssumption, ofPins, tellAssumptions } from './of-pins';
export { type MissText, memberName, missText } from './describe-miss';
export { callText } from './describe-call';
export { type RunFigure, figuresOf } from './figures';
export { formatBytes, formatRoughBytes, formatValues } from './format-values';
export { simulationTexts } from './texts';
