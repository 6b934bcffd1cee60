import type { TextArguments } from '../../findings/index';
import type { ProofStep } from './counterexample';
import { moves } from './model';
import type { ProofProblem } from './model-of-scenario';
import type { ProofAssumptionKey, ProofOption, ProofResult } from './prove';
import type { ProofFault } from './verdict';
import { proofTexts } from '../wording/proof-texts';
import { formatBytes } from '../wording/format-values';
import { grouped } from '../../findings/index';

/** Turns a template with arguments into text; adapters translate first. */
export type WriteProof = (template: string, values: TextArguments) => string;

const text = (write: WriteProof, key: string, values: TextArguments = {}): string => write(proofTexts[`proof.${key}`] ?? key, values);

/** The verdict in a sentence. */
export function verdictText(result: ProofResult, write: WriteProof): string {
  const { scenario, bounds, verdict, states, memory, limit, fault, behaviourUsesStore, unreached } = result;
  if (verdict === 'counterexample') return text(write, 'counterexample', { scenario, fault: faultText(fault!, write) });
  const values = { scenario, requests: bounds.requests, deviceEntries: bounds.deviceEntries, states: grouped(states), memory: formatBytes(memory), extent: behaviourUsesStore ? text(write, 'extent.store', { storeFrames: bounds.storeFrames }) : '' };
  if (verdict !== 'proved') return text(write, `undecided.${limit ?? 'states'}`, values);
  return text(write, 'proved', values) + (unreached.length === 0 ? '' : ` ${text(write, 'unreached.some')}`);
}

/** How much was searched. */
export function searchedText({ states, transitions, depth, memory }: ProofResult, write: WriteProof): string {
  return text(write, 'searched', { states: grouped(states), transitions: grouped(transitions), depth, memory: formatBytes(memory) });
}

/** What goes wrong, what follows from it and what to do instead. */
export function faultText(fault: ProofFault, write: WriteProof): string {
  if (fault.kind !== 'rule') return text(write, `fault.${fault.kind}`, 'detail' in fault ? { detail: fault.detail } : {});
  const facts: Readonly<Record<string, unknown>> = { ...fault.facts };
  const values: Record<string, string | number> = { code: fault.code };
  for (const [name, value] of Object.entries(facts)) if (typeof value === 'number' || typeof value === 'string') values[name] = value;
  if (typeof facts['pointer'] === 'string') values['pointer'] = text(write, `pointer.${facts['pointer']}`);
  const variants = [`fault.${fault.code}.${values['operation'] ?? values['when'] ?? ''}`, `fault.${fault.code}`, 'fault.rule'];
  return text(write, variants.find((key) => proofTexts[`proof.${key}`] !== undefined)!, values);
}

/** What a proof takes for granted. */
export function proofAssumptionText(key: ProofAssumptionKey, write: WriteProof): string {
  return text(write, `assumption.${key}`);
}

/** How a counterexample is drawn. */
export function drawnText(write: WriteProof): string {
  return text(write, 'drawn');
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
  }
  if (unreached.length > 0) lines.push('', text(write, 'unreached'), ...unreached.map(({ routine, path }) => `  ${text(write, 'unreached.step', { routine, path })}`));
  lines.push('', searchedText(result, write), '', text(write, 'restsOn'));
  lines.push(...assumptions.map((key) => `  ${proofAssumptionText(key, write)}`), ...options.map((option) => `  ${proofOptionText(option, write)}`), '');
  return lines.join('\n');
}

/** A step of a counterexample: who does what, in the developer's call names. */
export function stepText({ move, about, routine, calls }: ProofStep, write: WriteProof): string {
  const called = calls.map((call) => `${call.routine === routine ? '' : `${call.routine}: `}${call.text}${call.result === '' ? '' : ` → ${call.result}`}`).join('; ');
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
    case moves.startDpc: return say(routine === '' ? 'startDpcNone' : 'startDpc');
    case moves.startProcess: return say(routine === '' ? 'startProcess' : 'startProcessCalls');
    default: return say(Object.entries(moves).find(([, number]) => number === move)?.[0] ?? '');
  }
}
