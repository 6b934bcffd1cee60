import { settlePin } from '../run/settled';
import type { Distribution, Scenario } from '../scenario';

/**
 * Why a section falls behind for good: something takes longer for a frame, on average, than lies between two frames, and does one after another. Buffers put the first loss
 * off; no number of them avoids it in a stream that goes on.
 * `client` an application that keeps one buffer after another; `peer` a kernel filter that does; `process` Process; `filter` Process of a filter; `bus` the bus that pins share; `transfer` moving a frame into its buffer.
 */
export interface Bottleneck {
  readonly kind: 'client' | 'peer' | 'process' | 'filter' | 'transfer' | 'bus';
  /** Pin, peer, filter or bus. */
  readonly label: string;
  /** Pins whose frames it holds up. */
  readonly pins: readonly number[];
  /** Mean time a frame takes, and mean time from frame to frame, ns; of a bus the time that one round of frames takes, and in which it comes. */
  readonly time: number;
  readonly period: number;
  /** The value that says so: RFC 6901 pointer, or empty. */
  readonly path: string;
}

/** The mean of a distribution, ns. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant': return distribution.value;
    case 'uniform': return (distribution.minimum + distribution.maximum) / 2;
    case 'triangular': return (distribution.minimum + distribution.mode + distribution.maximum) / 3;
    case 'table': {
      const { values, weights } = distribution;
      return values.reduce((sum, value, index) => sum + value * weights[index]!, 0) / weights.reduce((sum, weight) => sum + weight, 0);
    }
  }
}

/** The least value of a distribution, ns. */
const leastOf = (distribution: Distribution): number =>
  distribution.kind === 'constant' ? distribution.value : distribution.kind === 'table' ? distribution.values.reduce((least, value, index) => (distribution.weights[index]! > 0 ? Math.min(least, value) : least), Infinity) : distribution.minimum;

/**
 * What is slower than the frames come, judged by means alone: a necessary condition, worked out without a run. Where frames of several sources meet, their periods are not
 * told apart, and nothing is said.
 */
export function bottlenecksOf(scenario: Scenario): readonly Bottleneck[] {
  const pins = scenario.pins.map((_, index) => settlePin(scenario, index));
  const all = pins.map((_, index) => index);
  const path = (key: string): string => scenario.paths[key] ?? '';
  const sources = [...pins.flatMap(({ source, client, dataFlow }) => source?.period ?? (dataFlow === 'in' ? client?.period : null) ?? []), ...(scenario.circuits ?? []).flatMap(({ peers }) => peers.flatMap(({ period }) => period ?? []))];
  // Behind a filter frames come at the pace of what feeds it, which is certain where there is but one.
  const common = sources.length === 1 ? sources[0] : undefined;
  const periodOf = (pin: number): number | undefined => pins[pin]!.source?.period ?? common;
  const found: Bottleneck[] = [];
  const judge = (kind: Bottleneck['kind'], label: string, of: readonly number[], time: number, period: number | undefined, at: string): void => {
    if (period !== undefined && time > period) found.push({ kind, label, pins: of, time, period, path: at });
  };
  pins.forEach(({ label, client, source, driver, hardware, dataFlow }, index) => {
    const of = [index];
    if (client?.holdDiscipline === 'serial' && dataFlow !== 'in') judge('client', label, of, meanOf(client.hold), periodOf(index), path(`pins.${index}.client.hold`));
    if (source === null) return;
    judge('process', label, of, meanOf(driver.processTime), source.period, path(`pins.${index}.driver.processTime`));
    // A transfer that is sometimes too long loses that frame alone.
    judge('transfer', label, of, leastOf(hardware.transferTime), source.period, path(`pins.${index}.hardware.transferTime`));
  });
  (scenario.circuits ?? []).forEach(({ peers, stations }, number) => {
    const of = stations.flatMap((station) => (station.kind === 'pin' ? [station.pin] : []));
    const period = of.map(periodOf).find((each) => each !== undefined);
    peers.forEach(({ label, hold, holdDiscipline }, index) => {
      if (holdDiscipline === 'serial') judge('peer', label, of, meanOf(hold), period, path(`circuits.${number}.peers.${index}.hold`));
    });
  });
  (scenario.filters ?? []).forEach(({ label, process, processTime }, index) => {
    if (process !== null && processTime !== undefined) judge('filter', label, all, meanOf(processTime), common, path(`filters.${index}.processTime`));
  });
  (scenario.buses ?? []).forEach(({ label, bytesPerSecond }, bus) => {
    const sharing = all.filter((index) => scenario.pins[index]!.hardware.bus === bus && pins[index]!.source !== null);
    // Bytes a second that come, against those that go: told for one second.
    const needed = sharing.reduce((sum, index) => sum + (pins[index]!.frameBytes * 1e9) / pins[index]!.source!.period, 0);
    judge('bus', label, sharing, (needed / bytesPerSecond) * 1e9, 1e9, path(`buses.${bus}.bytesPerSecond`));
  });
  return found;
}
