import type { CircuitModel } from '../run/model';
import type { Add } from './told';

/** What the allocator of a circuit, and those who held its frames, did wrong. The values that caused it lie in the setup of its life. */
export function circuitFindings({ index, life, scenario: { label } }: CircuitModel, add: Add): void {
  if (life === null) return;
  const { keepsFrames } = life.setup.holder;
  for (const { code, key, time, count, arguments: values, field } of life.findings.values()) {
    // Frames that a pin of the circuit holds for good are told there.
    if (key === 'framesOutAtClose' && keepsFrames === 0) continue;
    add({ code, key: `allocatorFinding.${key}`, pin: label, time, count, arguments: values, fields: [`circuits.${index}.allocator.setup.${field}`] });
  }
}
