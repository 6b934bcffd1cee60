import { clockNow } from '../engine/index';
import type { SimulationModel } from '../run/model';
import { pathOf } from '../run/paths';
import type { SimulationFinding } from '../result';
import { circuitFindings } from './circuit-findings';
import { filterFindings } from './filter-findings';
import { pinFindings } from './pin-findings';
import { processingFindings } from './processing-findings';
import { routineFindings } from './routine-findings';
import { type Add, addTo } from './told';
import { type Broken, type Told, brokenRules, toldViolations } from './violations';

/** What the run has shown to be wrong, each mistake once, with the value of the document that caused it. */
export function listFindings(model: SimulationModel): SimulationFinding[] {
  const findings: SimulationFinding[] = [];
  const add = addTo(findings, model.scenario);
  const broken = brokenRules(model);
  for (const pin of model.pins) {
    for (const object of model.objects) if (object?.pins[0] === pin) processingFindings(model, object, broken, add);
    pinFindings(model, pin, broken, add);
    routineFindings(model, pin, add);
    // An edge that stays locked is told already, with the requests that it holds.
    tellViolations(broken.filter((one) => one.pin === pin.index && (one.code !== 'SPT-05' || pin.leaked.count === 0)), broken, add);
  }
  tellViolations(broken.filter((one) => one.pin < 0), broken, add);
  for (const filter of model.filters) filterFindings(filter, add);
  for (const circuit of model.circuits) circuitFindings(circuit, add);
  const { stopReason, engine } = model;
  if (stopReason === 'limitReached' || stopReason === 'noProgress') {
    findings.push({
      code: null, key: stopReason, severity: stopReason === 'limitReached' ? 'info' : 'error', pin: '',
      arguments: { events: engine.dispatched }, path: pathOf(model.scenario.paths, 'limits') || pathOf(model.scenario.paths, 'duration'),
      relatedPaths: [], time: engine.clock[clockNow]!, count: 1,
    });
  }
  return findings;
}

/** Rules that stand for one mistake when they are broken at one pin: those named first silence the others. */
const silencedBy: Readonly<Record<string, readonly string[]>> = {
  'SPT-10': ['SPT-11'],
  'SPT-04': ['STA-04', 'SPT-11'],
  // What the pin held on to at STOP, or when its requests were cancelled, it holds on to when the device goes, too; and a clone that is left is often locked.
  'SPT-05': ['STA-04', 'SPT-11'],
};

function tellViolations(violations: readonly Broken[], broken: readonly Broken[], add: Add): void {
  for (const violation of violations) {
    const { code, time, count, object, pin } = violation;
    const told = (toldViolations[code] as ((violation: Broken) => Told) | undefined)?.(violation);
    if (told === undefined) continue;
    // The stop of the device is more than that of the stream.
    const isGone = code === 'SPT-04' && 'when' in violation.facts && violation.facts.when === 'deviceStop';
    if (!isGone && silencedBy[code]?.some((stronger) => broken.some((other) => other.code === stronger && other.object === object && other.pin === pin))) continue;
    const { withoutCode, given: stated, ...rest } = told;
    // What a step of a routine breaks rests on that step, and on nothing that was assumed.
    const given = violation.step === '' ? stated : undefined;
    add({ ...rest, ...(given === undefined ? {} : { given }), code: withoutCode === true ? null : code, ...(withoutCode === true ? { verifierRule: code } : {}), step: violation.step, pin: object, time, count });
  }
}
