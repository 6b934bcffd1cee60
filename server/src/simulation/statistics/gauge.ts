import type { RangeStatistics } from '../result';

/** A quantity watched over time. Values that hold for no time at all leave no trace. */
export interface Gauge {
  value: number;
  since: number;
  /** Whether time counts at present. */
  active: boolean;
  /** Sum of value × nanoseconds. */
  integral: number;
  time: number;
  minimum: number;
  maximum: number;
}

/** A gauge at 0 that does not count yet. */
export function createGauge(): Gauge {
  return { value: 0, since: 0, active: false, integral: 0, time: 0, minimum: Infinity, maximum: -Infinity };
}

/** The quantity has `value` from `now` on. */
export function setGauge(gauge: Gauge, now: number, value: number): void {
  settle(gauge, now);
  gauge.value = value;
}

/** Counting begins or ends. */
export function activateGauge(gauge: Gauge, now: number, active: boolean): void {
  settle(gauge, now);
  gauge.active = active;
}

function settle(gauge: Gauge, now: number): void {
  const span = now - gauge.since;
  gauge.since = now;
  if (!gauge.active || span === 0) return;
  gauge.integral += gauge.value * span;
  gauge.time += span;
  if (gauge.value < gauge.minimum) gauge.minimum = gauge.value;
  if (gauge.value > gauge.maximum) gauge.maximum = gauge.value;
}

/** What the gauge has seen up to `now`; all 0 when no time has counted. */
export function gaugeStatistics(gauge: Gauge, now: number): RangeStatistics {
  const settled = { ...gauge };
  settle(settled, now);
  return settled.time === 0 ? { minimum: 0, mean: 0, maximum: 0 } : { minimum: settled.minimum, mean: settled.integral / settled.time, maximum: settled.maximum };
}
