import type { AdviceRequest, BufferAdvice } from './advice';
import { adviseBuffers } from './advise-buffers';
import { drawsFrom, planDraws } from './draws';
import { createExperiment } from './experiment';
import { knobsOf } from './knobs';
import { type AdviceHost, createLaboratory } from './laboratory';
import { isRandom } from './randomness';
import type { SweepOrder } from './read-sweep';
import type { Draw } from './sample';
import type { AdviceSubject } from './subject';
import { type Sensitivity, type Sweep, rankVariables, sweepVariable } from './variations';

/** What is wanted of the advice. */
export interface AdviceOrder extends AdviceRequest {
  readonly sweep?: SweepOrder | undefined;
  /** Nothing but the sweep. */
  readonly onlySweep?: boolean;
}

/** All that was worked out. */
export interface AdviceOutcome {
  readonly buffers: BufferAdvice | null;
  readonly sensitivity: readonly Sensitivity[];
  readonly sweep: Sweep | null;
  readonly work: { readonly runs: number; readonly events: number };
}

/** Works out the advice about a simulation: buffers, what changes the losses, and one value over a stretch where that is asked for. */
export async function adviseSimulation(subject: AdviceSubject, order: AdviceOrder, host: AdviceHost): Promise<AdviceOutcome> {
  const { scenario, seed } = subject;
  const laboratory = createLaboratory(host);
  const draws = (count: number): readonly Draw[] => (isRandom(scenario) ? drawsFrom(seed, count) : [{ seed }]);
  const sweepOf = async (count: number): Promise<Sweep | null> => (order.sweep ? sweepVariable(subject, laboratory, order.sweep.variable, draws(count), order.sweep.range) : null);
  if (order.onlySweep === true) {
    const knobs = knobsOf(scenario);
    const [first] = await createExperiment(laboratory, '', scenario, knobs, [{ seed }]).samples(knobs.map(({ stated }) => stated));
    return { buffers: null, sensitivity: [], sweep: await sweepOf(planDraws(first!, order.confidence, undefined).variation), work: laboratory.work };
  }
  const { advice, plan } = await adviseBuffers(subject, order, laboratory);
  if (advice.unfinished !== null) return { buffers: advice, sensitivity: [], sweep: null, work: laboratory.work };
  const sensitivity = await rankVariables(subject, laboratory, draws(plan.variation));
  return { buffers: advice, sensitivity, sweep: await sweepOf(plan.variation), work: laboratory.work };
}
