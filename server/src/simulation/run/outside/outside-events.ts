import type { ScenarioEvent } from '../../scenario';
import { eventKinds, eventPriorities } from '../events';
import type { SimulationModel } from '../model';
import { cancelRequests } from './cancel';
import { changeFormat } from './format-change';
import type { OutsideOutcome } from './outside';
import { processEnds } from './process-end';
import { endReset, reset } from './reset';
import { openAgain } from './second-open';
import { continueSleep, deferUntilAwake, goToSleep, sleepEnds } from './sleep';
import { removeDevice } from './surprise-removal';

/** An event of the scenario comes. While the system sleeps nothing else happens; it comes when the system is awake again. */
export function outsideEvent(model: SimulationModel, index: number): void {
  const { outside } = model;
  const sleeps = model.scenario.events![index]!.kind === 'sleep';
  if (sleeps ? outside.phase === 'wakingUp' : outside.phase !== 'awake') {
    deferUntilAwake(model, eventPriorities.outside, eventKinds.outsideEvent, 0, index);
    return;
  }
  attempt(model, index);
  settleBusy(model);
}

/** The time of an event that lasts is over. */
export function outsideEventEnds(model: SimulationModel, index: number): void {
  const event = model.scenario.events![index]!;
  if (event.kind === 'sleep') sleepEnds(model);
  else if (model.outside.phase !== 'awake') deferUntilAwake(model, eventPriorities.outside, eventKinds.outsideEventEnd, 0, index);
  else if (event.kind === 'reset') endReset(model, model.pins[event.pin]!);
  settleBusy(model);
}

/** What waited for a routine to return, or for pins to reach a state, goes on if that has happened. */
export function outsideContinues(model: SimulationModel): void {
  const { outside } = model;
  if (outside.phase !== 'awake') continueSleep(model);
  else for (const index of outside.waiting.splice(0)) attempt(model, index);
  settleBusy(model);
}

function settleBusy({ outside }: SimulationModel): void {
  outside.isBusy = outside.waiting.length > 0 || outside.phase !== 'awake';
}

function attempt(model: SimulationModel, index: number): void {
  const outcome = happen(model, model.scenario.events![index]!, index);
  model.outside.outcomes[index] = outcome;
  if (outcome === 'waiting' && model.scenario.events![index]!.kind !== 'sleep') model.outside.waiting.push(index);
}

function happen(model: SimulationModel, event: ScenarioEvent, index: number): OutsideOutcome {
  switch (event.kind) {
    case 'cancel':
      return cancelRequests(model, model.pins[event.pin]!, event.which);
    case 'reset':
      return reset(model, model.pins[event.pin]!, index, event.duration);
    case 'processEnds':
      return processEnds(model, model.pins[event.pin]!);
    case 'formatChange':
      return changeFormat(model, model.pins[event.pin]!, event.frameBytes);
    case 'secondOpen':
      return openAgain(model, model.pins[event.pin]!, event.instancesPossible);
    case 'sleep':
      return goToSleep(model, index, event.duration);
    case 'surpriseRemoval':
      return removeDevice(model);
  }
}
