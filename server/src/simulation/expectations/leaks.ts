import { pathOf } from '../run/paths';
import type { SimulationFinding } from '../result';
import type { EvaluatedRun } from './evaluate';
import { type Expectation, type Miss, decidersOfFinding } from './expectation';

/** Findings that say that something is kept for good: a frame, a clone, a lock, memory. One stands for its variants: `clonesLeft` for `clonesLeft.unload`. */
export const leakKeys: readonly string[] = [
  'clonesHeldAfterStop', 'clonesLeft', 'clonesLeftInStop', 'clonesLeftByReset', 'lockedAfterStop', 'pointerLocked', 'cancelledCloneKept', 'clientWaits',
  'allocatorFinding.leftOnDelete', 'allocatorFinding.framesOutAtClose', 'allocatorFinding.commonBufferKept',
];

/** Whether a finding tells of something that is kept for good. */
export const isLeak = ({ key }: Pick<SimulationFinding, 'key'>): boolean => leakKeys.some((leak) => key === leak || key.startsWith(`${leak}.`));

/** What is kept for good although nothing may be; a run that did not come to its end cannot tell. */
export function leaks(expectation: Expectation, { result, paths }: EvaluatedRun): readonly Miss[] {
  const miss = (key: string, values: Miss['arguments'], pin: string, more: Partial<Pick<Miss, 'because' | 'decidedBy'>> = {}): Miss => ({ expectation, key: `noLeak.${key}`, arguments: values, pin, because: null, decidedBy: [], ...more });
  if (result.stopReason !== 'completed') return [miss('untold', { time: result.virtualTime }, '')];
  // A suppressed finding is a leak all the same.
  const found = result.findings.filter(isLeak);
  const misses = found.map((finding) => miss('finding', {}, finding.pin, { because: { kind: 'finding', finding }, decidedBy: decidersOfFinding(finding) }));
  const told = new Set(found.map(({ pin }) => pin));
  const deciders = (key: string): readonly string[] => [pathOf(paths, key)].filter((path) => path !== '');
  result.pins.forEach(({ label, framesInFlight, stateShares }, index) => {
    if (told.has(label)) return;
    if ((stateShares['neverCompleted'] ?? 0) > 0) misses.push(miss('requests', {}, label, { decidedBy: deciders(`pins.${index}.driver.deletesClones`) }));
    else if (framesInFlight > 0) misses.push(miss('frames', { frames: framesInFlight }, label, { decidedBy: deciders(`pins.${index}.driver`) }));
  });
  result.circuits.forEach(({ label, framesSent, framesReturned, framesKept, allocator }, index) => {
    if (told.has(label)) return;
    const out = framesSent - framesReturned;
    if ((allocator?.leftBytes ?? 0) > 0) misses.push(miss('memory', { memoryBytes: allocator!.leftBytes }, label, { decidedBy: deciders(`circuits.${index}.allocator`) }));
    else if (out > 0 || framesKept > 0) misses.push(miss('circuit', { frames: Math.max(out, framesKept) }, label, { decidedBy: deciders(`circuits.${index}`) }));
  });
  return misses;
}
