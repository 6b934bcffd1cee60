import { hopEnds, settleCircuits } from './circuits/circulation';
import { fillerFrame } from './circuits/fillers';
import { holdEnds } from './circuits/peers';
import { requestReceived, requestReturned } from './clients/received';
import { writerFills } from './clients/writer';
import { busFree } from './devices/bus';
import { coalescingEnds, dpcEnds, fieldEnds, interruptServed } from './devices/interrupts';
import { sourceFrame } from './devices/source';
import { transferEnds } from './devices/transfers';
import { eventKinds, eventPriorities } from './events';
import type { PinModel, SimulationModel } from './model';
import { settleCounters } from './counters';
import { outsideContinues, outsideEvent, outsideEventEnds } from './outside/outside-events';
import { deferUntilAwake } from './outside/sleep';
import { workItemRuns } from './processing/processing';
import { routineGoesOn, routineStaysBlocked, routineWorkItemRuns } from './routines/drive';
import { setDeviceStateReturns, stateRequested } from './states/states';
import { timeoutsDue } from './timeouts';

/** Acts on the event that is due. */
export function dispatch(model: SimulationModel): void {
  const { kind, component, argument } = model.engine;
  switch (kind) {
    case eventKinds.sourceFrame: {
      const pin = model.pins[component]!;
      sourceFrame(model, pin.device!, argument);
      if (isSettled(model, pin)) return;
      break;
    }
    case eventKinds.transferEnd: {
      const pin = model.pins[component]!;
      transferEnds(model, pin.device!, argument);
      if (isSettled(model, pin)) return;
      break;
    }
    case eventKinds.interrupt:
      interruptServed(model, model.pins[component]!.device!);
      break;
    case eventKinds.dpc:
      dpcEnds(model, model.pins[component]!.device!);
      break;
    case eventKinds.fieldEnd:
      fieldEnds(model, model.pins[component]!.device!, argument);
      break;
    case eventKinds.coalescingEnd:
      coalescingEnds(model, model.pins[component]!.device!, argument);
      break;
    case eventKinds.busFree:
      busFree(model, model.buses[component]!, argument);
      break;
    case eventKinds.received:
      if (model.outside.phase === 'awake') requestReceived(model, model.pins[component]!.client!, argument);
      else deferUntilAwake(model, eventPriorities.received, kind, component, argument);
      break;
    case eventKinds.returned:
      if (model.outside.phase === 'awake') requestReturned(model, model.pins[component]!.client!, argument);
      else deferUntilAwake(model, eventPriorities.returned, kind, component, argument);
      break;
    case eventKinds.writerFills:
      if (model.outside.phase === 'awake') writerFills(model, model.pins[component]!.client!);
      else deferUntilAwake(model, eventPriorities.returned, kind, component, argument);
      break;
    case eventKinds.timeout:
      timeoutsDue(model, model.pins[component]!);
      break;
    case eventKinds.processStep: {
      const object = model.objects[component]!;
      object.behaviour.step(model, object);
      break;
    }
    case eventKinds.routineStep:
      routineGoesOn(model, model.pins[component]!, argument);
      break;
    case eventKinds.routineBlocked:
      routineStaysBlocked(model, model.pins[component]!, argument);
      break;
    case eventKinds.routineWorkItem:
      routineWorkItemRuns(model, model.pins[component]!, argument);
      break;
    case eventKinds.workItem:
      workItemRuns(model, model.objects[component]!);
      break;
    case eventKinds.stateRequest:
      stateRequested(model, model.groups[component]!);
      break;
    case eventKinds.setDeviceStateReturn:
      setDeviceStateReturns(model, model.groups[component]!);
      break;
    case eventKinds.peerDone:
      holdEnds(model, model.circuits[component]!, argument);
      break;
    case eventKinds.peerFills:
      fillerFrame(model, model.circuits[component]!, argument);
      break;
    case eventKinds.hopEnd:
      hopEnds(model, model.circuits[component]!, argument);
      break;
    case eventKinds.outsideEvent:
      outsideEvent(model, argument);
      break;
    case eventKinds.outsideEventEnd:
      outsideEventEnds(model, argument);
      break;
    default:
      throw new Error(`No event has kind ${kind}.`);
  }
  if (model.outside.isBusy) outsideContinues(model);
  if (model.circuits.length > 0) settleCircuits(model);
  const { pins } = model;
  for (let at = 0; at < pins.length; at += 1) settleCounters(model, pins[at]!);
}

/** Whether nothing is left to bring up to date when a device has moved a frame: that alone changes no queue, and nobody else has to do with it. */
function isSettled({ pinsAreAlone }: SimulationModel, pin: PinModel): boolean {
  return pinsAreAlone && pin.framesDropped === pin.lastDropped;
}
