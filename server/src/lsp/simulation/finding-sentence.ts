import { type SimulationFinding, findingText, ofPins } from '../../simulation/index';
import { localize } from '../localize';

/** What a run has found, in a sentence; of a run with several pins and circuits it says which one it is about. */
export const findingSentence = (finding: SimulationFinding, hasSeveral: boolean): string => ofPins(findingText(finding, localize), finding.pin === '' ? [] : [finding.pin], hasSeveral, localize);
