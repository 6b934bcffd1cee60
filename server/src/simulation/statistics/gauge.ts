import type { RangeStatistics } from '../result';

/** A quantity watched over time. Values that hold for no time at all leave no trace. The numbers are doubles in an array, so that none is ever allocated. */
export interface Gauge {
  readonly numbers: Float64Array;
  /** Whether time counts at present. */
  active: boolean;
}

const value = 0;
const since = 1;
/** Sum of value × nanoseconds. */
const integral = 2;
const time = 3;
const least = 4;
const greatest = 5;

/** A gauge at 0 that does not count yet. */
export function createGauge(): Gauge {
  return { numbers: Float64Array.of(0, 0, 0, 0, Infinity, -Infinity), active: false };
}

/** The quantity has the value `to` from now, `clock[0]`, on. */
export function setGauge(gauge: Gauge, clock: Float64Array, to: number): void {
  settle(gauge, clock);
  gauge.numbers[value] = to;
}

/** Counting begins or ends now. */
export function activateGauge(gauge: Gauge, clock: Float64Array, active: boolean): void {
  settle(gauge, clock);
  gauge.active = active;
}

function settle({ numbers, active }: Gauge, clock: Float64Array): void {
  const now = clock[0]!;
  const span = now - numbers[since]!;
  numbers[since] = now;
  if (!active || span === 0) return;
  const held = numbers[value]!;
  numbers[integral]! += held * span;
  numbers[time]! += span;
  if (held < numbers[least]!) numbers[least] = held;
  if (held > numbers[greatest]!) numbers[greatest] = held;
}

/** What the gauge has seen up to now; all 0 when no time has counted. */
export function gaugeStatistics(gauge: Gauge, clock: Float64Array): RangeStatistics {
  const numbers = gauge.numbers.slice();
  settle({ numbers, active: gauge.active }, clock);
  return numbers[time] === 0 ? { minimum: 0, mean: 0, maximum: 0 } : { minimum: numbers[least]!, mean: numbers[integral]! / numbers[time]!, maximum: numbers[greatest]! };
}
