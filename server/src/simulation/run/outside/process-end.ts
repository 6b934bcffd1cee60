import { outstandingRequests } from '../clients/outstanding';
import { endOutstanding } from '../clients/stop';
import type { PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { closePin, insertStateRequest, isSettled } from '../states/states';
import type { OutsideOutcome } from './outside';

/**
 * The process ends, and with it the clients of every pin of the graph: the I/O manager cancels their requests, the pins are led to STOP step by step and closed. A call
 * of SetDeviceState that is under way is left to return; what else the client asked for is given up. A pin with requests that do not come back cannot be closed:
 * the process hangs, and its event goes on waiting.
 */
export function processEnds(model: SimulationModel, pin: PinModel): OutsideOutcome {
  const { group } = pin;
  if (pin.isClosed) return 'withoutEffect';
  if (!model.outside.ended.includes(group)) {
    model.outside.ended.push(group);
    group.isSuspended = true;
    for (const { client } of group.pins) {
      if (client === null) continue;
      client.hasEnded = true;
      client.queues = false;
      endOutstanding(model, client, true, false);
    }
    insertStateRequest(model, group, pinStates.STOP, true);
  }
  if (!isSettled(group) || group.state !== pinStates.STOP) return 'waiting';
  for (const each of group.pins) if (each.client === null || outstandingRequests(each.client) === 0) closePin(model, each);
  return group.pins.every(({ isClosed }) => isClosed) ? 'done' : 'waiting';
}
