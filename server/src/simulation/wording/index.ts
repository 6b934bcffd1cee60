/** What runs amount to, in words: texts by key, values in their units, headline, figures. */
export {
  type RunFigure, type Sentence, type Write, assumptionText, assumptionValue, dropText, dropsOf, figuresOf, findingText, headlineOf, simulatedWithText, simulationText,
} from './describe-run';
export { formatBytes, formatRoughBytes, formatValues } from './format-values';
export { simulationTexts } from './texts';
