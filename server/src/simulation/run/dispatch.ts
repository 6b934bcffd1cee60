import { requestReceived, requestReturned } from './clients/reader';
import { dpcEnds, interruptServed } from './devices/interrupts';
import { sourceFrame } from './devices/source';
import { transferEnds } from './devices/transfers';
import { eventKinds } from './events';
import type { SimulationModel } from './model';
import { settleCounters } from './counters';
import { workItemRuns } from './processing/processing';
import { setDeviceStateReturns, stateRequested } from './states/states';
import { timeoutsDue } from './timeouts';

/** Acts on the event that is due. */
export function dispatch(model: SimulationModel): void {
  const { kind, component, argument } = model.engine;
  switch (kind) {
    case eventKinds.sourceFrame:
      sourceFrame(model, model.pins[component]!.device!, argument);
      break;
    case eventKinds.transferEnd:
      transferEnds(model, model.pins[component]!.device!, argument);
      break;
    case eventKinds.interrupt:
      interruptServed(model, model.pins[component]!.device!);
      break;
    case eventKinds.dpc:
      dpcEnds(model, model.pins[component]!.device!);
      break;
    case eventKinds.received:
      requestReceived(model, model.pins[component]!.client!, argument);
      break;
    case eventKinds.returned:
      requestReturned(model, model.pins[component]!.client!, argument);
      break;
    case eventKinds.timeout:
      timeoutsDue(model, model.pins[component]!);
      break;
    case eventKinds.processStep: {
      const object = model.objects[component]!;
      object.behaviour.step(model, object);
      break;
    }
    case eventKinds.workItem:
      workItemRuns(model, model.objects[component]!);
      break;
    case eventKinds.stateRequest:
      stateRequested(model, model.groups[component]!);
      break;
    case eventKinds.setDeviceStateReturn:
      setDeviceStateReturns(model, model.groups[component]!);
      break;
    default:
      throw new Error(`No event has kind ${kind}.`);
  }
  for (const pin of model.pins) settleCounters(model, pin);
}
