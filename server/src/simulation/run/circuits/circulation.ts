import type { Sampler } from '../../engine/index';
import { clockDue, clockNow, sample, scheduleDue } from '../../engine/index';
import type { QueueRequest } from '../../queue/index';
import { leadingEdge, ntStatus, recordCall, resubmitRequest } from '../../queue/index';
import { dropFrame } from '../drops';
import { eventKinds, eventPriorities } from '../events';
import type { CircuitModel, PinModel, SimulationModel } from '../model';
import { pinStates } from '../model';
import { changeState, enterState } from '../pools/enter-state';
import { bufferStates } from '../pools/pool';
import { carryOutFor } from '../processing/processing';
import { pushRing, shiftRing } from '../ring';
import { deliver } from './delivery';
import { peerReceives } from './peers';
import { comesHome, feed } from './requestor';

/** A frame of a circuit has been completed by a pin: it goes on to the next station, or home to the requestor. */
export function circuitCompleted(model: SimulationModel, pin: PinModel, request: QueueRequest): void {
  const circuit = pin.circuit!;
  const { pool, station, stations } = circuit;
  const buffer = request.owner;
  const header = request.headers[0]!;
  if (request.status === ntStatus.cancelled) {
    if (pool.buffers[buffer]!.state === bufferStates.inWindow) pin.window!.cancelled += 1;
    loseFrame(model, circuit, buffer);
    comesHome(model, circuit, buffer);
    return;
  }
  pool.buffers[buffer]!.dataUsed = header.dataUsed;
  circuit.flags[buffer] = header.optionsFlags;
  const isLast = station[buffer] === stations.length - 1;
  if (isLast) deliver(model, circuit, buffer, -1);
  if (isLast) comesHome(model, circuit, buffer);
  else moveOn(model, circuit, buffer);
}

/** What a buffer carries and nobody has received is lost. */
export function loseFrame(model: SimulationModel, circuit: CircuitModel, buffer: number): void {
  const { pool, counted } = circuit;
  if (counted.queue.deviceState !== pinStates.RUN) counted.returnedAtStop += 1;
  if (pool.buffers[buffer]!.frame < 0) return;
  const why = counted.queue.deviceState < pinStates.PAUSE ? 'discardedAtStop' : 'cancelled';
  for (let lost = Math.max(1, pool.buffers[buffer]!.carried) - 1; lost >= 0; lost -= 1) dropFrame(model, counted, pool.buffers[buffer]!.frame - lost, why);
}

/** A frame leaves its station for the next one, or from the last one for the requestor. Queue to queue it is there at once; a peer may take time to reach and to come back from. */
export function moveOn(model: SimulationModel, circuit: CircuitModel, buffer: number): void {
  const { pool, station, stations, wayBack, traceStates } = circuit;
  const { engine } = model;
  const { clock } = engine;
  const next = station[buffer]! + 1 === stations.length ? -1 : station[buffer]! + 1;
  clock[clockDue] = clock[clockNow]! + wayBack[buffer]!;
  wayBack[buffer] = 0;
  const target = next < 0 ? null : stations[next]!;
  if (target?.kind === 'peer') addWayThere(circuit, buffer, target.peer.hop, clock);
  station[buffer] = next;
  changeState(model, pool, buffer, bufferStates.inTransit, traceStates.inTransit, pool.buffers[buffer]!.frame);
  if (target?.kind === 'peer' && target.peer.isKs1) recordCall(model.environment, 'IoCallDriver', target.peer.label, buffer);
  // A DPC that completes a frame hands it on at its own level.
  circuit.atDispatch[buffer] = engine.kind === eventKinds.dpc || engine.kind === eventKinds.timeout ? 1 : 0;
  if (clock[clockDue] === clock[clockNow]) pushRing(circuit.arriving, buffer);
  else scheduleDue(engine, eventPriorities.received, eventKinds.hopEnd, circuit.index, buffer);
}

/** Half of the time to a peer and back is the way there; the rest is kept for the way back. */
function addWayThere({ wayBack }: CircuitModel, buffer: number, hop: Sampler, clock: Float64Array): void {
  const both = sample(hop);
  const there = Math.ceil(both / 2);
  wayBack[buffer] = both - there;
  clock[clockDue]! += there;
}

/** A frame has reached the station it was on its way to. */
export function hopEnds(model: SimulationModel, circuit: CircuitModel, buffer: number): void {
  if (buffer === nobody) return;
  const at = circuit.station[buffer]!;
  if (at >= 0 && circuit.isPipeUp && circuit.state > 0) {
    arriveAt(model, circuit, buffer, at);
    return;
  }
  if (at >= 0) loseFrame(model, circuit, buffer);
  comesHome(model, circuit, buffer);
}

/** A frame reaches a station: the queue of a pin, or a peer. */
export function arriveAt(model: SimulationModel, circuit: CircuitModel, buffer: number, at: number): void {
  const station = circuit.stations[at]!;
  circuit.station[buffer] = at;
  if (station.kind === 'peer') peerReceives(model, circuit, buffer, at, station.peer);
  else pinReceives(model, circuit, buffer, at, station.pin);
}

function pinReceives(model: SimulationModel, circuit: CircuitModel, buffer: number, at: number, pin: PinModel): void {
  const { pool, requests, flags } = circuit;
  const request = requests[at]![buffer]!;
  const header = request.headers[0]!;
  header.frameExtent = circuit.frames[buffer]?.length ?? header.frameExtent;
  // Frames with data come to an input with what is in them; to an output they come empty.
  header.submittedDataUsed = at === 0 ? 0 : pool.buffers[buffer]!.dataUsed;
  header.submittedFlags = at === 0 ? 0 : flags[buffer]!;
  const frame = at === 0 ? -1 : pool.buffers[buffer]!.frame;
  const isRaised = circuit.atDispatch[buffer] === 1;
  circuit.cameAtDispatch ||= isRaised;
  const dispatch = resubmitRequest(pin.queue, request, isRaised ? 'dispatch' : 'passive');
  circuit.atDispatch[buffer] = 0;
  if (request.status === ntStatus.deviceNotReady) {
    loseFrame(model, circuit, buffer);
    comesHome(model, circuit, buffer);
    return;
  }
  const { frames, frameRecords } = pin.queue;
  const under = frames.pointerFrame[leadingEdge]!;
  const leads = under >= 0 && frameRecords[under]!.header === header;
  enterState(model, pin, buffer, leads ? bufferStates.leadingEdge : bufferStates.queued, frame);
  carryOutFor(model, pin, dispatch);
}

/**
 * Lets frames go on that reach the next station within this event, and the requestor hand on what it has. To be called at the end of every event. A frame that comes
 * round at once and goes out again takes a further event, so that a circuit in which nothing takes time is seen to stand still.
 */
export function settleCircuit(model: SimulationModel, circuit: CircuitModel): void {
  const { arriving, pool, index } = circuit;
  for (let fed = 0; ; fed += 1) {
    while (arriving.count > 0) hopEnds(model, circuit, shiftRing(arriving));
    if (fed > pool.size) break;
    if (!feed(model, circuit)) return;
  }
  const { engine } = model;
  engine.clock[clockDue] = engine.clock[clockNow]!;
  scheduleDue(engine, eventPriorities.received, eventKinds.hopEnd, index, nobody);
}

/**
 * {@link settleCircuit} for every circuit of a run, until nothing goes on: a frame that reaches a queue of one may have Process of a filter let go of one of another.
 * What does not come to rest goes on with a further event.
 */
export function settleCircuits(model: SimulationModel): void {
  const { circuits, engine } = model;
  let turns = 0;
  do {
    for (let at = 0; at < circuits.length; at += 1) settleCircuit(model, circuits[at]!);
    turns += 1;
    if (turns <= mostTurns) continue;
    engine.clock[clockDue] = engine.clock[clockNow]!;
    for (const { index } of circuits) scheduleDue(engine, eventPriorities.received, eventKinds.hopEnd, index, nobody);
    return;
  } while (isUnderWay(circuits));
}

/** Turns after which what goes on between circuits without taking time is left to a further event. */
const mostTurns = 1000;

function isUnderWay(circuits: readonly CircuitModel[]): boolean {
  for (let at = 0; at < circuits.length; at += 1) if (circuits[at]!.arriving.count > 0) return true;
  return false;
}

/** The argument of an event that only lets a circuit go on. */
const nobody = -1;
