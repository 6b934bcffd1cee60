/** What of a distribution a parameter is; `value` where there is but one number. */
export type ParameterPart = 'value' | 'least' | 'usual' | 'greatest';

/**
 * Where the value of a parameter comes from: the simulation of the document states it, another place of the document does, a preset has it, or it is a default of the
 * model, an assumption.
 */
export type ParameterOrigin = 'stated' | 'elsewhere' | 'preset' | 'default';

/** A number that shaped a run and that a simulation can state. Times are whole nanoseconds. */
export interface Parameter {
  /** RFC 6901 pointer of the number in the document: where it stands, or would stand. No two parameters have the same. */
  readonly pointer: string;
  /** Pointer of the value that holds the numbers that belong together, in ascending order: a distribution. That of the parameter itself where it stands alone. */
  readonly member: string;
  /** What the document calls it within its simulation: `Client.Hold`. */
  readonly name: string;
  /** Label of the pin, peer, filter or bus that it belongs to; empty for the run as a whole. */
  readonly owner: string;
  readonly part: ParameterPart;
  /** `table`: the whole of a distribution that no number describes; it cannot be changed here. */
  readonly kind: 'integer' | 'time' | 'probability' | 'table';
  /** What the field means, as the catalog has it. */
  readonly summary: string;
  /** Of a table, its commonest value. */
  readonly value: number;
  readonly origin: ParameterOrigin;
  /** What stands in the document for it, quotes included; empty where nothing does. */
  readonly written: string;
  /** Least and greatest value that the document takes. */
  readonly lowest: number;
  readonly highest: number;
  /** A stretch that is worth trying, and how fine. */
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
}

/** Another number for a parameter. */
export interface ParameterOverride { readonly pointer: string; readonly value: number }

/** The first of 1, 2 and 5 times a power of ten that is not below a positive number. */
export function roundUp(value: number): number {
  let power = 1;
  while (power * 10 < value) power *= 10;
  return [1, 2, 5, 10].map((digit) => digit * power).find((each) => each >= value)!;
}

/** A stretch around a value, `reach` at least: what one would try. */
export function stretchOf(value: number, reach: number, lowest: number, highest: number): Pick<Parameter, 'minimum' | 'maximum' | 'step'> {
  const greatest = roundUp(Math.max(3 * Math.abs(value), reach, 1));
  const maximum = Math.min(highest, greatest);
  const step = Math.max(1, roundUp(greatest / 500));
  return { minimum: value < 0 || lowest < 0 ? Math.max(lowest, -greatest) : lowest > 1 ? lowest : Math.min(value, lowest === 0 ? 0 : Math.max(lowest, step)), maximum, step };
}
