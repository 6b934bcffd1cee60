import { type Write, write } from '../wording/describe-run';
import { formatBytes } from '../wording/format-values';
import { grouped } from '../../findings/index';
import { latencyText, lostPercent, valuesText, variableName } from './figures';
import { type AdviceBlock, type AdviceChart, type AdviceRow, paragraph } from './report';
import { type Sensitivity, type Sweep, type Variation, effectOf, latencyEffect, lostShare } from './variations';

/** Rows of the ranking; what follows changes little. */
const mostRanked = 12;

/** The report of what changes the losses, the most telling value first. */
export function describeSensitivity(found: readonly Sensitivity[], writer: Write): readonly AdviceBlock[] {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => write(writer, `advice.${key}`, values);
  if (found.length === 0) return [];
  const telling = found.filter((each) => effectOf(each) > 0 || latencyEffect(each) > 0);
  const silent = found.filter((each) => !telling.includes(each));
  const outcome = (variable: Sensitivity['variable'], variation: Variation): string => say('cell.outcome', { values: valuesText(variable, variation.values), share: lostPercent(variation), latency: latencyText(variation.latency99, writer) });
  // What can only grow has nothing to be halved.
  const isLess = ({ stated }: Sensitivity, variation: Variation): boolean => variation.values.some((value, index) => Math.abs(value) < Math.abs(stated.values[index]!));
  const { runs } = found[0]!.stated;
  return [
    { kind: 'heading', level: 2, text: say('heading.sensitivity') },
    paragraph(say(runs > 1 ? 'sensitivity' : 'sensitivity.one', { runs })),
    ...(telling.length === 0 ? [] : [{
      kind: 'table' as const, caption: say('table.sensitivity'),
      columns: ['parameter', 'less', 'stated', 'greater'].map((name) => ({ text: say(`column.${name}`), isNumber: name !== 'parameter' })),
      rows: telling.slice(0, mostRanked).map((each): AdviceRow => {
        const { variable, stated, tried } = each;
        const less = tried.find((variation) => isLess(each, variation));
        const greater = tried.find((variation) => !isLess(each, variation));
        const cell = (variation: Variation | undefined): string => (variation === undefined ? say('cell.none') : outcome(variable, variation));
        return { cells: [variableName(variable), cell(less), outcome(variable, stated), cell(greater)], path: pathOf(variable.numbers), mark: '', sweep: variable.pointer };
      }),
    }]),
    ...(silent.length === 0 ? [] : [paragraph(say('sensitivity.none', { names: silent.map(({ variable }) => variableName(variable)).join(', ') }), 'muted')]),
  ];
}

/** Where the document states a value; empty where it does not. */
const pathOf = (numbers: Sweep['variable']['numbers']): string => (numbers[0]?.origin === 'stated' ? numbers[0].member : '');

/** The report of one value over a stretch: a table and its picture. */
export function describeSweep({ variable, variations, draws }: Sweep, writer: Write): readonly AdviceBlock[] {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => write(writer, `advice.${key}`, values);
  const name = variableName(variable);
  const stated = variable.numbers.map(({ value }) => value).join();
  const markOf = ({ values }: Variation): string => (values.join() === stated ? say('mark.stated') : '');
  const chart = (key: string, valueOf: (variation: Variation) => number, textOf: (variation: Variation) => string): AdviceBlock => {
    const points: AdviceChart['points'] = variations.map((variation) => ({ label: valuesText(variable, variation.values), value: valueOf(variation), text: textOf(variation), mark: markOf(variation) }));
    const [first, last] = [points[0], points.at(-1)];
    return { kind: 'chart', chart: { title: say(key, { name }), description: first && last ? say('chart.describes', { first: first.text, from: first.label, last: last.text, to: last.label }) : '', points } };
  };
  const summary = variable.numbers[0]!.summary;
  return [
    { kind: 'heading', level: 2, text: say('heading.sweep', { name }) },
    ...(summary === '' ? [] : [paragraph(writer(summary, {}), 'muted', pathOf(variable.numbers))]),
    {
      kind: 'table', caption: say(draws > 1 ? 'table.sweep' : 'table.sweep.one', { name, runs: draws }),
      columns: [{ text: name, isNumber: true }, ...['losing', 'lost', 'latency', 'memory'].map((column) => ({ text: say(`column.${column}`), isNumber: true })), { text: '', isNumber: false }],
      rows: variations.map((variation): AdviceRow => ({
        cells: [valuesText(variable, variation.values), grouped(variation.runsWithLoss), lostPercent(variation), latencyText(variation.latency99, writer), formatBytes(variation.memoryBytes), markOf(variation)],
        path: '', mark: markOf(variation), sweep: '',
      })),
    },
    chart('chart.sweep', lostShare, lostPercent),
    chart('chart.latency', ({ latency99 }) => latency99 ?? 0, ({ latency99 }) => latencyText(latency99, writer)),
  ];
}
