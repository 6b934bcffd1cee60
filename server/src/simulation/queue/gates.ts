import type { QueueEnvironment } from './environment';
import { reportViolation } from './environment';

/**
 * KSGATE. The count of an AND gate is one minus its off inputs, that of an OR gate its on inputs; either is open while the count is above 0
 * (W:flow-control-gates-in-avstream). A change of a gate's own state turns an input of the next gate on or off.
 */
export class Gate {
  next: Gate | null = null;

  /** `pin`: the number of the pin it belongs to, or -1. */
  constructor(readonly kind: 'and' | 'or', readonly name: string, readonly environment: QueueEnvironment, readonly pin: number, public count: number) {}
}

/** An AND gate without inputs: open. */
export function createAndGate(environment: QueueEnvironment, name: string, pin = -1): Gate {
  return new Gate('and', name, environment, pin, 1);
}

/** An OR gate without inputs: closed. */
export function createOrGate(environment: QueueEnvironment, name: string): Gate {
  return new Gate('or', name, environment, -1, 0);
}

/** KsGateGetStateUnsafe. */
export function isOpen(gate: Gate): boolean {
  return gate.count > 0;
}

function setCount(gate: Gate, count: number): void {
  const was = gate.count > 0;
  gate.count = count;
  // AVStream does not check the count; the state that is now wrong goes on as if it were right.
  if (gate.kind === 'and' ? count > 1 : count < 0) reportViolation(gate.environment, 'SPT-22', gate.name, { gate: gate.name, kind: gate.kind, count }, gate.pin);
  const is = count > 0;
  if (was === is || gate.next === null) return;
  if (is) turnInputOn(gate.next);
  else turnInputOff(gate.next);
}

/** KsGateTurnInputOn; also KsGateRemoveOffInputFromAnd and KsGateAddOnInputToOr. */
export function turnInputOn(gate: Gate): void {
  setCount(gate, gate.count + 1);
}

/** KsGateTurnInputOff; also KsGateAddOffInputToAnd and KsGateRemoveOnInputFromOr. */
export function turnInputOff(gate: Gate): void {
  setCount(gate, gate.count - 1);
}

/** KsGateCaptureThreshold: closes an open AND gate by turning an input off. `false`: it was closed, and nothing changed. */
export function captureThreshold(gate: Gate): boolean {
  if (!isOpen(gate)) return false;
  turnInputOff(gate);
  return true;
}

/** Adds an input in a given state: off inputs count for AND gates, on inputs for OR gates (the other two calls are empty functions). */
export function addInput(gate: Gate, on: boolean): void {
  if (gate.kind === 'and' && !on) turnInputOff(gate);
  if (gate.kind === 'or' && on) turnInputOn(gate);
}

/** Removes an input in a given state. */
export function removeInput(gate: Gate, on: boolean): void {
  if (gate.kind === 'and' && !on) turnInputOn(gate);
  if (gate.kind === 'or' && on) turnInputOff(gate);
}

/** Makes a gate an input of another one. */
export function connectGate(gate: Gate, next: Gate): void {
  gate.next = next;
  addInput(next, isOpen(gate));
}

/** KsGateTerminateAnd, KsGateTerminateOr: the gate, which has to begin its chain, no longer is an input of the next one. */
export function terminateGate(gate: Gate): void {
  if (gate.next !== null) removeInput(gate.next, isOpen(gate));
  gate.next = null;
}
