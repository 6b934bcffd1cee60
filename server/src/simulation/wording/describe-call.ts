import type { RunCall } from '../result';
import { type Sentence, type Write, simulationText } from './describe-run';

const states = ['KSSTATE_STOP', 'KSSTATE_ACQUIRE', 'KSSTATE_PAUSE', 'KSSTATE_RUN'];
const resets = ['KSRESET_BEGIN', 'KSRESET_END'];

/** What an entry of the record of calls says, without its time, its object and its IRQL. */
export function callText({ what, about, routine = '', text = '' }: Pick<RunCall, 'what' | 'about' | 'routine' | 'text'>, writer: Write): string {
  const sentence: Sentence = simulationText(`call.${what}`, { about: String(about), state: states[about] ?? '', reset: resets[about] ?? '', value: about < 0 && what !== 'driverCall' ? 'none' : '', routine, text });
  return sentence.template === `call.${what}` ? what : writer(sentence.template, sentence.values);
}
