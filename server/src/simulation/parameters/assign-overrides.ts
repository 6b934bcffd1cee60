import { type Assignment, type PathSegment, type SetValuesResult, type Tree, setValues, writeDuration } from '../../document/index';
import { writeNumbers } from './numbers-of';
import type { Parameter, ParameterOverride } from './parameter';

/** The edits of a document that give parameters other values, or the first parameter that is not there, or cannot have its value. */
export type OverrideEdits = SetValuesResult | { readonly problem: 'unknown' | 'outOfRange'; readonly pointer: string };

/**
 * Works out how a document is edited so that a simulation has other values: as the document writes them where it states them; what it does not state is inserted.
 * @param parameters those of the simulation, as the document stands
 */
export function editsForOverrides(tree: Tree, parameters: readonly Parameter[], overrides: readonly ParameterOverride[]): OverrideEdits {
  const values = new Map(overrides.map(({ pointer, value }) => [pointer, value]));
  for (const [pointer, value] of values) {
    const parameter = parameters.find((each) => each.pointer === pointer);
    if (parameter === undefined || parameter.kind === 'table') return { problem: 'unknown', pointer };
    if (!Number.isSafeInteger(value) || value < parameter.lowest || value > parameter.highest) return { problem: 'outOfRange', pointer };
  }
  const assignments: Assignment[] = [];
  const inserted = new Set<string>();
  for (const parameter of parameters) {
    const { pointer, member, origin, value, written } = parameter;
    const wanted = values.get(pointer);
    // An expression that comes to the same stays.
    if (wanted === undefined || wanted === value || inserted.has(member)) continue;
    if (origin === 'stated') {
      assignments.push({ path: segments(pointer), text: rewritten(parameter, wanted, written) });
      continue;
    }
    // What is not stated is inserted whole, with the numbers beside it as they are.
    inserted.add(member);
    const together = parameters.filter((each) => each.member === member).map((each) => values.get(each.pointer) ?? each.value);
    assignments.push(insertion(parameter, parameter.kind === 'time' ? writeNumbers(together) : String(wanted)));
  }
  return setValues(tree, assignments);
}

/** A number as the document has it: in its unit, or in hexadecimal. */
function rewritten({ kind }: Parameter, value: number, written: string): string {
  if (kind !== 'time') return /^"\s*0x[0-9a-f]+\s*"$/i.test(written) ? JSON.stringify(`0x${value.toString(16)}`) : String(value);
  return JSON.stringify(writeDuration(value, written.replace(/^["']|["']$/g, '')));
}

/** A value that is not there yet. The first filter of a simulation comes with the list of filters. */
function insertion({ member, owner }: Parameter, text: string): Assignment {
  const path = segments(member);
  return path.at(-2) === '0' && path.at(-3) === 'Filters' ? { path: path.slice(0, -2), text: `[{ "Filter": ${JSON.stringify(owner)}, ${JSON.stringify(path.at(-1))}: ${text} }]` } : { path, text };
}

const segments = (pointer: string): PathSegment[] => pointer.slice(1).split('/').map((segment) => segment.replace(/~1/g, '/').replace(/~0/g, '~'));
