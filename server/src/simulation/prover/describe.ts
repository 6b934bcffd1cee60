import type { TextArguments } from '../../findings/index';
import type { ProofStep } from './counterexample';
import type { ProofOmission } from './model';
import { moves } from './model';
import type { ProofProblem } from './model-of-scenario';
import type { ProofAssumptionKey, ProofOption, ProofResult } from './prove';
import type { ProofFault } from './verdict';
import { proofTexts } from '../wording/proof-texts';
import { formatDuration } from '../../document/index';
import { formatBytes, formatRoughBytes } from '../wording/format-values';
import { grouped } from '../../findings/index';

/** Turns a template with arguments into text; adapters translate first. */
export type WriteProof = (template: string, values: TextArguments) => string;

const text = (write: WriteProof, key: string, values: TextArguments = {}): string => write(proofTexts[`proof.${key}`] ?? key, values);

/** The verdict in a sentence. */
export function verdictText(result: ProofResult, write: WriteProof): string {
  const { scenario, bounds, verdict, states, memory, depth, phase, limit, fault, fromPattern, unreached } = result;
  if (verdict === 'counterexample') return text(write, 'counterexample', { scenario, fault: faultText(fault!, write) });
  const requests = counted(write, 'requests', bounds.requests) + (bounds.headers === 1 ? '' : text(write, 'extent.headers', { count: bounds.headers }));
  const values = { scenario, requests, entries: counted(write, 'entries', bounds.deviceEntries), states: grouped(states), memory: formatBytes(memory), extent: extentText(result, write) };
  if (verdict !== 'proved') {
    const found = text(write, `found.${phase}`, { states: grouped(states), depth });
    return text(write, `undecided.${limit ?? 'states'}`, { ...values, found, limit: limitText(result) });
  }
  const removed = bounds.removal ? text(write, 'proved.removal') : '';
  return [text(write, 'proved', { ...values, removed }), ...(fromPattern === 'none' ? [] : [text(write, `fromPattern.${fromPattern}`)]), ...(unreached.length === 0 ? [] : [text(write, 'unreached.some')]), ...leftOutText(result, write)].join(' ');
}

/** A number of something. */
function counted(write: WriteProof, what: string, count: number): string {
  return text(write, `extent.${what}.${count === 1 ? 'one' : 'other'}`, { count });
}

/** What bounds there are besides. */
function extentText({ bounds, behaviourUsesStore, windowFrames }: ProofResult, write: WriteProof): string {
  return (behaviourUsesStore ? counted(write, 'store', bounds.storeFrames) : '') + (windowFrames > 0 ? counted(write, 'window', windowFrames) : '');
}

/** What of the simulation took no part, or nothing. */
function leftOutText({ leftOut }: ProofResult, write: WriteProof): string[] {
  return leftOut.length === 0 ? [] : [text(write, 'leftOut', { list: leftOut.map((key) => proofOmissionText(key, write)).join('; ') })];
}

/** The limit that was reached. */
function limitText({ limit, limits: { states, memory, time } }: ProofResult): string {
  if (limit === 'memory') return formatRoughBytes(memory);
  return limit === 'time' ? formatDuration((time ?? 0) * 1e6) : grouped(states);
}

/** How much was searched. */
export function searchedText({ states, transitions, depth, memory }: ProofResult, write: WriteProof): string {
  return text(write, 'searched', { states: grouped(states), transitions: grouped(transitions), depth, memory: formatBytes(memory) });
}

/** What goes wrong, what follows from it and what to do instead. */
export function faultText(fault: ProofFault, write: WriteProof): string {
  if (fault.kind === 'lockInversion') {
    const { lock, wanted, holder, waiter } = fault;
    return text(write, wanted === '' ? 'fault.lockInversion.queue' : 'fault.lockInversion', { lock, wanted, holder: holder.routine, holderCall: holder.text, waiter: waiter.routine, waiterCall: waiter.text });
  }
  if (fault.kind !== 'rule') return text(write, `fault.${fault.kind}`, 'detail' in fault ? { detail: fault.detail } : {});
  const facts: Readonly<Record<string, unknown>> = { ...fault.facts };
  const values: Record<string, string | number> = { code: fault.code };
  for (const [name, value] of Object.entries(facts)) if (typeof value === 'number' || typeof value === 'string') values[name] = value;
  if (typeof facts['pointer'] === 'string') values['pointer'] = text(write, `pointer.${facts['pointer']}`);
  const variants = [`fault.${fault.code}.${values['operation'] ?? values['when'] ?? ''}`, `fault.${fault.code}`, 'fault.rule'];
  return text(write, variants.find((key) => proofTexts[`proof.${key}`] !== undefined)!, values);
}

/** How a counterexample ends about what can no longer be reached, or the empty string. */
export function endText({ steps, repeats }: ProofResult, write: WriteProof): string {
  if (repeats === null) return '';
  const last = steps.filter(({ waits }) => waits !== true).length;
  const first = last - repeats + 1;
  return text(write, repeats === 0 ? 'end.nothing' : repeats === 1 ? 'end.again' : 'end.round', { first, last });
}

/** What a proof takes for granted. */
export function proofAssumptionText(key: ProofAssumptionKey, write: WriteProof): string {
  return text(write, `assumption.${key}`);
}

/** How a counterexample is drawn. */
export function drawnText(write: WriteProof): string {
  return text(write, 'drawn');
}

/** What of the simulation took no part. */
export function proofOmissionText(key: ProofOmission, write: WriteProof): string {
  return text(write, `leftOut.${key}`);
}

/** A choice that took part, as the document writes it. */
export function proofOptionText({ name, value, basis }: ProofOption, write: WriteProof): string {
  const written = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return text(write, 'option', { option: written(name), value: written(value), basis });
}

/** Figures of a counterexample, ready to be shown. */
export function proofFigures({ steps, states, transitions, memory }: ProofResult, write: WriteProof): { readonly key: string; readonly label: string; readonly value: string }[] {
  const values = { steps: grouped(steps.length), states: grouped(states), transitions: grouped(transitions), memory: formatBytes(memory) };
  return Object.entries(values).map(([key, value]) => ({ key: `proof.${key}`, label: text(write, `figure.${key}`), value }));
}

/** Why a pin cannot be proved. */
export function proofProblemText(problem: ProofProblem, pin: string, write: WriteProof): string {
  return text(write, `impossible.${problem}`, { pin });
}

/** What a person reads: the verdict, the steps of a counterexample, and what it rests on. */
export function proofReport(result: ProofResult, write: WriteProof, hasSeveral = false): string {
  const { steps, assumptions, options, verdict, unreached } = result;
  const lines = [`${hasSeveral ? `${result.pin}: ` : ''}${verdictText(result, write)}`];
  if (verdict === 'counterexample') {
    lines.push('', text(write, 'steps'));
    const width = String(steps.length).length;
    steps.forEach((step, at) => lines.push(`  ${String(at + 1).padStart(width)}  ${stepText(step, write)}`));
    if (result.repeats !== null) lines.push(endText(result, write));
  }
  if (unreached.length > 0) lines.push('', text(write, 'unreached'), ...unreached.map(({ routine, path }) => `  ${text(write, 'unreached.step', { routine, path })}`));
  lines.push('', searchedText(result, write), '', text(write, 'restsOn'));
  lines.push(...assumptions.map((key) => `  ${proofAssumptionText(key, write)}`), ...options.map((option) => `  ${proofOptionText(option, write)}`), '');
  return lines.join('\n');
}

/** A step of a counterexample: who does what, in the developer's call names. */
export function stepText({ move, about, routine, calls, waits }: ProofStep, write: WriteProof): string {
  const called = calls.map((call) => `${call.routine === routine ? '' : `${call.routine}: `}${call.text}${call.result === '' ? '' : ` → ${call.result}`}`).join('; ');
  if (waits === true) return text(write, move === moves.cancel ? 'step.cancelWaits' : 'step.waits', { routine, about: about + 1, calls: called });
  const behind = called === '' ? '' : ` [${called}]`;
  const say = (key: string, values: TextArguments = {}): string => text(write, `step.${key}`, { routine, ...values }) + behind;
  switch (move) {
    case -1: return called === '' ? text(write, 'step.wait', { routine }) : text(write, 'step.routine', { routine, calls: called });
    case moves.submit: return say(routine === '' ? 'submit' : 'submitProcess', { about: about + 1 });
    case moves.cancel: return say('cancel', { about: about + 1 });
    case moves.fill: return say('fill');
    case moves.workItem: return say('workItem');
    case moves.up:
    case moves.down: return say(routine === '' ? 'state' : 'stateRoutine', { state: text(write, `state.${about}`) });
    case moves.remove: return say(routine === '' ? 'remove' : 'removeRoutine');
    case moves.startDpc: return say(routine === '' ? 'startDpcNone' : 'startDpc');
    case moves.startProcess: return say(routine === '' ? 'startProcess' : 'startProcessCalls');
    default: return say(Object.entries(moves).find(([, number]) => number === move)?.[0] ?? '');
  }
}
