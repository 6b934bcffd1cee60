/** What runs amount to, in words: texts by key, values in their units, headline, figures. */
export {
  type RunFigure, type Sentence, type Write, assumptionText, assumptionValue, dropText, dropsOf, eligibleText, figuresOf, findingText, headlineOf, rejectedText, simulatedWithText, simulationText, undecidedText,
} from './describe-run';
export { callText } from './describe-call';
export { formatBytes, formatRoughBytes, formatValues } from './format-values';
export { simulationTexts } from './texts';
