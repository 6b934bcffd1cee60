import { addSample, clockDue, clockNow, scheduleDue } from '../../engine/index';
import { recordCall } from '../../queue/index';
import { choose } from '../choose';
import { eventKinds, eventPriorities } from '../events';
import type { CircuitModel, SimulationModel } from '../model';
import { changeState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { pushRing } from '../ring';
import type { PeerModel } from './circuit';
import { peerTimes } from './circuit';
import { loseFrame, moveOn } from './circulation';
import { deliver } from './delivery';
import { submits } from './fillers';
import { comesHome } from './requestor';

/** A frame reaches a peer, which keeps it for a while: empty where the data begins, else with data. */
export function peerReceives(model: SimulationModel, circuit: CircuitModel, buffer: number, at: number, peer: PeerModel): void {
  const { pool, filler, due, stations, life } = circuit;
  const { clock } = model.engine;
  recordCall(model.environment, at === 0 ? 'emptyFrameReachesPeer' : 'frameReachesPeer', peer.label, buffer);
  changeState(model, pool, buffer, bufferStates.atPeer, peer.traceState, at === 0 ? -1 : pool.buffers[buffer]!.frame);
  due[buffer] = -1;
  if (at === 0) {
    pushRing(filler!.empty, buffer);
    return;
  }
  if (at === stations.length - 1) deliver(model, circuit, buffer, peer.row);
  if (circuit.kept < (life?.setup.holder.keepsFrames ?? 0)) {
    circuit.kept += 1;
    return;
  }
  clock[clockDue] = peer.isSerial ? Math.max(clock[clockNow]!, peer.times[peerTimes.free]!) : clock[clockNow]!;
  addSample(peer.hold, clock, clockDue);
  if (peer.isSerial) peer.times[peerTimes.free] = clock[clockDue]!;
  due[buffer] = clock[clockDue]!;
  scheduleDue(model.engine, eventPriorities.returned, eventKinds.peerDone, circuit.index, buffer);
}

/** A peer is done with a frame, or whoever fills it is. An event for a frame that has been taken back meanwhile means nothing. */
export function holdEnds(model: SimulationModel, circuit: CircuitModel, buffer: number): void {
  const { pool, due } = circuit;
  const state = pool.buffers[buffer]!.state;
  if (due[buffer] !== model.engine.clock[clockNow] || (state !== bufferStates.atPeer && state !== bufferStates.hardwareFilling)) return;
  due[buffer] = -1;
  if (state === bufferStates.hardwareFilling && !submits(model, circuit, buffer)) return;
  moveOn(model, circuit, buffer);
}

/** The peers are in STOP: they give back what they hold, at once or when they are done with it. What has no data has nothing to wait for. */
export function peersStop(model: SimulationModel, circuit: CircuitModel): void {
  const { pool, filler, station, stations, due } = circuit;
  if (filler !== null) filler.empty.count = 0;
  for (let buffer = 0; buffer < pool.size; buffer += 1) {
    if (pool.buffers[buffer]!.state !== bufferStates.atPeer) continue;
    const isEmpty = station[buffer] === 0 && pool.buffers[buffer]!.frame < 0;
    if (!isEmpty && (due[buffer]! < 0 || choose(model, 'peerFramesAtStop') === 'whenDone')) continue;
    if (!isEmpty && station[buffer]! < stations.length - 1) loseFrame(model, circuit, buffer);
    due[buffer] = -1;
    circuit.wayBack[buffer] = 0;
    comesHome(model, circuit, buffer);
  }
}
