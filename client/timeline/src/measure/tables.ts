import { formatByteRate, formatNumber } from '../../../../server/src/picture/view/rate-format';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import type { Session } from '../session/session';
import { text } from '../texts';
import type { Measurement } from './statistics';
import { percents } from './statistics';

/** A value as it is read and as it is computed with; `plain` is null where there is none. */
export interface Cell { readonly shown: string; readonly plain: number | string | null }

/** A table of a measurement: what the panel shows and what is copied. */
export interface MeasureTable {
  readonly kind: 'states' | 'frames' | 'counters' | 'instants';
  readonly title: string;
  /** Titles of the columns; the copied ones with their units. The first column names the line. */
  readonly columns: readonly { readonly shown: string; readonly plain: string }[];
  readonly lines: readonly { /** Index of the state, counter or kind of instant; -1 for none. */ readonly index: number; readonly cells: readonly Cell[] }[];
}

const name = (words: string): Cell => ({ shown: words, plain: words });
const nothing = (): Cell => ({ shown: text('stage.none'), plain: null });
const count = (value: number): Cell => ({ shown: String(value), plain: value });
const number = (value: number): Cell => ({ shown: formatNumber(value), plain: value });
const share = (value: number): Cell => ({ shown: `${formatNumber(Math.round(value * 1e5) / 1e3)} %`, plain: value });
const column = (shown: string, unit = ''): MeasureTable['columns'][number] => ({ shown, plain: unit === '' ? shown : `${shown} (${unit})` });
const durationColumn = (shown: string): MeasureTable['columns'][number] => column(shown, 'ns');

/** The tables of a measurement; those without lines are left out. */
export function tablesOf({ trace, names }: Session, measurement: Measurement, unit: TimeUnit): MeasureTable[] {
  const time = (value: number): Cell => ({ shown: formatExact(value, unit), plain: value });
  const { states, frames, counters, instants } = measurement;
  const tables: MeasureTable[] = [
    {
      kind: 'frames', title: text('measure.frames'),
      columns: [column(text('measure.group')), column(text('measure.captured')), column(text('measure.delivered')), column(text('measure.dropped')), column(text('measure.frameRate'), '1/s'), column(text('measure.byteRate'), 'B/s')],
      lines: frames.map(({ group, captured, delivered, dropped, rate, byteRate }) => ({
        index: -1, cells: [name(group === '' ? text('measure.noGroup') : group), count(captured), count(delivered), count(dropped), number(rate), byteRate === null ? nothing() : { shown: formatByteRate(byteRate), plain: byteRate }],
      })),
    },
    {
      kind: 'states', title: text('measure.states'),
      columns: [
        column(text('measure.state')), column(text('measure.count')), durationColumn(text('measure.time')), column(text('measure.share')), durationColumn(text('measure.minimum')),
        ...percents.map((percent) => durationColumn(text('measure.percentile', { percent }))), durationColumn(text('measure.maximum')),
      ],
      lines: states.map(({ state, name: words, count: spans, time: whole, share: part, durations }) => ({
        index: state,
        cells: [name(words), count(spans), time(whole), share(part), ...(durations === null ? Array.from({ length: percents.length + 2 }, () => nothing()) : [durations.minimum, ...durations.percentiles, durations.maximum].map(time))],
      })),
    },
    {
      kind: 'counters', title: text('measure.counters'),
      columns: [column(text('measure.counter')), column(text('measure.minimum')), column(text('measure.mean')), column(text('measure.maximum')), column(text('measure.limit'))],
      lines: counters.map(({ counter, minimum, mean, maximum }) => {
        const { limit } = trace.counters[counter]!;
        return { index: counter, cells: [name(names.fullCounters[counter]!), count(minimum), number(mean), count(maximum), limit === null ? nothing() : count(limit)] };
      }),
    },
    {
      kind: 'instants', title: text('measure.instants'),
      columns: [column(text('measure.instant')), column(text('measure.count')), column(text('measure.rate'), '1/s')],
      lines: instants.map(({ kind, name: words, count: times, rate }) => ({ index: kind, cells: [name(words), count(times), number(rate)] })),
    },
  ];
  return tables.filter(({ lines }) => lines.length > 0);
}

/** The tables as tab-separated values, with plain numbers: times in nanoseconds, shares from 0 to 1. */
export function toTabSeparated({ outcome }: Session, measurement: Measurement, tables: readonly MeasureTable[]): string {
  const { measured } = measurement;
  const clean = (value: string | number | null): string => value === null ? '' : String(value).replace(/[\t\r\n]+/g, ' ');
  const lines: (string | number | null)[][] = [
    [text('outcome.scenario'), outcome.scenario], [text('outcome.fingerprint'), outcome.fingerprint],
    [`${text('measure.from')} (ns)`, measured.from], [`${text('measure.to')} (ns)`, measured.to], [`${text('measure.length')} (ns)`, measurement.length], [text('measure.rows'), measurement.rowCount],
  ];
  for (const table of tables) lines.push([], [table.title], table.columns.map(({ plain }) => plain), ...table.lines.map(({ cells }) => cells.map(({ plain }) => plain)));
  return `${lines.map((line) => line.map(clean).join('\t')).join('\n')}\n`;
}
