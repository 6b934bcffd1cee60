import { queueFlags } from '../../../../server/src/simulation/queue/index';
import { captured, constant, filterScenario, input, milliseconds as ms, output, writer } from '../filters/scenarios';
import type { Case } from './cases';
import { linked } from './linked';

const capturing = (whenDone: 'pending' | 'success'): Case['breaks'] => linked(filterScenario([captured('video')], { role: 'capture', whenDone, processTime: constant(ms) }));
const necessary = (instances: number): Case['breaks'] => linked(filterScenario([input(), output()], { factories: [{ flags: 0, instancesNecessary: instances, pins: [0] }, { flags: 0, instancesNecessary: 1, pins: [1] }] }));
const gated = (flags: number): Case['breaks'] => linked(filterScenario([input({ flags }), output()], { factories: [{ flags, instancesNecessary: 1, pins: [0] }, { flags: 0, instancesNecessary: 1, pins: [1] }], gates: [{ kind: 'or', pins: [0] }] }));
const ending = (endOfStreamAt: number | undefined): Case['breaks'] => linked(filterScenario([input({ client: writer({ requests: 6, period: ms }) }), output({ driver: endOfStreamAt === undefined ? {} : { endOfStreamAt } })], { processTime: constant(3 * ms) }));

/** Mistakes of filters. */
export const filterCases: readonly Case[] = [
  { code: 'SPT-16', what: 'success although nothing is required', breaks: capturing('success'), keeps: capturing('pending'), finding: { key: 'successWithNothingRequired', path: '/filters/0/whenDone' }, ignoresLosses: true },
  { code: 'STA-08', what: 'necessary pins missing', breaks: necessary(2), keeps: necessary(1), finding: { key: 'necessaryPinsMissing', path: '/filters/0/factories' }, ignoresLosses: true },
  { code: 'PIN-16', what: 'a gate besides the flag', breaks: gated(queueFlags.someFramesRequiredForProcessing), keeps: gated(0), finding: { key: 'gateBesidesFlag', path: '/filters/0/gates/0' }, ignoresLosses: true },
  { code: 'HDR-07', what: 'the end of the stream before the input is drained', breaks: ending(2), keeps: ending(undefined), finding: { key: 'endOfStreamBeforeDrained', path: '/pins/1/driver/endOfStreamAt' }, ignoresLosses: true },
];
