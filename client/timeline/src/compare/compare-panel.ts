import type { OutcomeWithoutTrace } from '../../../../server/src/protocol/index';
import { atTime } from '../../../../server/src/picture/compare/index';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import type { Panel } from '../details/selection-panel';
import { measureOf, withUnit } from '../parameters/measure';
import { button, element } from '../parts/element';
import { nameCell, numberCell, scrollingTable } from '../parts/table';
import type { Session } from '../session/session';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import type { ComparedState } from '../state/comparison';
import { text } from '../texts';

const choices = ['previous', 'seed', 'scenario', 'saved'] as const;

/** What the run is compared with, where the two first differ, and their figures side by side. */
export function createComparePanel(actions: Actions, say: (words: string) => void): Panel {
  const buttons = new Map(choices.map((what) => [what, button(text(`compare.${what}`), 'secondary', () => actions.compareWith(what))]));
  const stop = button(text('compare.stop'), 'secondary', () => {
    actions.compareWith('nothing');
    buttons.get('seed')!.focus();
  });
  const result = element('div', { class: 'compare-result' });
  const root = element('div', { class: 'panel compare-panel' }, [element('div', { class: 'section-line' }, [element('span', { class: 'quiet', text: text('compare.with') }), ...buttons.values(), stop]), result]);
  return {
    element: root,
    update(state, previous) {
      const { compared, comparing, session, comparable, unit } = state;
      if (previous !== null && compared === previous.compared && comparing === previous.comparing && session === previous.session && comparable === previous.comparable && unit === previous.unit) return;
      for (const [what, each] of buttons) {
        each.hidden = !comparable.includes(what);
        each.setAttribute('aria-pressed', String(compared?.with === what));
      }
      stop.hidden = compared === null && !comparing;
      if (comparing) result.replaceChildren(element('p', { class: 'quiet', text: text('compare.comparing'), attributes: { role: 'status' } }));
      else if (session === null || compared === null) result.replaceChildren(element('p', { class: 'quiet', text: text(comparable.length === 0 ? 'compare.impossible' : 'compare.none') }));
      else result.replaceChildren(...resultOf(state, session, compared, actions, say));
    },
  };
}

function resultOf({ unit }: AppState, session: Session, { with: what, other, comparison, stateTimes }: ComparedState, actions: Actions, say: (words: string) => void): readonly HTMLElement[] {
  const time = (value: number): string => formatExact(value, unit);
  const isSame = session.outcome.fingerprint === other.outcome.fingerprint;
  const { first, onlyThere } = comparison;
  const named = { scenario: other.outcome.scenario, seed: other.outcome.seed, fingerprint: other.outcome.fingerprint };
  const summary: HTMLElement[] = [element('p', { text: text(`compare.is.${what}`, named) })];
  if (isSame) summary.push(element('p', { class: 'compare-verdict', text: text('compare.identical', named) }));
  else if (first === null) summary.push(element('p', { class: 'compare-verdict', text: text('compare.alike') }));
  else {
    const go = (step: -1 | 0 | 1) => (): void => { if (!actions.goToDifference(step)) say(text('compare.noFurther')); };
    summary.push(
      element('p', { class: 'compare-verdict', text: text('compare.first', { time: time(first.time), what: whatDiffers(session, other, comparison) }) }),
      element('div', { class: 'buttons' }, [button(text('compare.goFirst'), 'primary', go(0)), button(text('compare.previousDifference'), 'secondary', go(-1)), button(text('compare.nextDifference'), 'secondary', go(1))]),
    );
  }
  const only = (key: 'compare.onlyHere' | 'compare.onlyThere', names: readonly string[]): HTMLElement[] => names.length === 0 ? [] : [element('p', { text: text(key, { count: names.length, names: names.join(', ') }) })];
  summary.push(
    ...only('compare.onlyHere', [...session.names.fullRows.filter((_, row) => comparison.rows[row]! < 0), ...session.names.fullCounters.filter((_, counter) => comparison.counters[counter]! < 0)]),
    ...only('compare.onlyThere', [...onlyThere.rows.map((row) => other.names.fullRows[row]!), ...onlyThere.counters.map((counter) => other.names.fullCounters[counter]!)]),
  );
  return [
    element('section', {}, summary), ...parametersTable(session.outcome, other.outcome),
    sideBySide(text('compare.figures'), text('compare.figure'), figuresOf(session.outcome, other.outcome, time)),
    sideBySide(text('compare.states'), text('table.state'), stateTimes.map(({ state, here, there }) => [state, time(here), time(there), signed(here - there, time)])),
  ];
}

function whatDiffers(session: Session, other: Session, { first, rows, counters }: ComparedState['comparison']): string {
  if (first === null) return '';
  if (first.kind === 'counter') {
    return text('compare.value', { row: session.names.fullCounters[first.counter]!, here: valueAt(session, first.counter, first.time), there: valueAt(other, counters[first.counter]!, first.time) });
  }
  const [here, there] = [atTime(session, first.row, first.time), atTime(other, rows[first.row]!, first.time)];
  const words = ({ state, instants }: typeof here): string => [state ?? text('cursor.idle'), ...(here.state === there.state ? instants : [])].join(', ');
  return text('compare.value', { row: session.names.fullRows[first.row]!, here: words(here), there: words(there) });
}

function valueAt({ trace }: Session, counter: number, time: number): string {
  const { times, values } = trace.counters[counter]!;
  let at = -1;
  while (at + 1 < times.length && times[at + 1]! <= time) at += 1;
  return at < 0 ? text('stage.none') : String(values[at]);
}

type Line = readonly [string, string, string, string];

/** How much more there is here than there, with its sign; nothing where there is no difference. */
const signed = (difference: number, words: (value: number) => string): string => difference === 0 ? '' : `${difference > 0 ? '+' : '−'}${words(Math.abs(difference))}`;

function figuresOf({ statistics: here }: OutcomeWithoutTrace, { statistics: there }: OutcomeWithoutTrace, time: (value: number) => string): readonly Line[] {
  const line = (name: string, first: number | null, second: number | null, words: (value: number) => string): Line => [
    name, first === null ? text('stage.none') : words(first), second === null ? text('stage.none') : words(second), first === null || second === null ? '' : signed(first - second, words),
  ];
  const count = (value: number): string => String(value);
  return [
    line(text('compare.produced'), here.framesProduced, there.framesProduced, count), line(text('compare.delivered'), here.framesDelivered, there.framesDelivered, count), line(text('compare.dropped'), here.framesDropped, there.framesDropped, count),
    ...(['p50', 'p95', 'p99', 'max'] as const).map((key) => line(text(`compare.${key}`), here.latency[key], there.latency[key], time)),
    line(text('compare.memory'), here.memoryBytes, there.memoryBytes, (bytes) => `${(bytes / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} KB`),
  ];
}

/** What was different in what the runs were told. */
function parametersTable(here: OutcomeWithoutTrace, there: OutcomeWithoutTrace): readonly HTMLElement[] {
  const value = ({ overrides = [] }: OutcomeWithoutTrace, pointer: string, own: number): number => overrides.find((each) => each.pointer === pointer)?.value ?? own;
  const named = (each: NonNullable<OutcomeWithoutTrace['parameters']>[number]): string => [each.owner, each.name, each.part === 'value' ? '' : text(`parameters.part.${each.part}`)].filter((part) => part !== '').join(' ');
  const others = new Map((there.parameters ?? []).map((each) => [named(each), each]));
  const lines = (here.parameters ?? []).flatMap((each): Line[] => {
    const other = others.get(named(each));
    if (other === undefined || each.kind === 'table') return [];
    const [first, second] = [value(here, each.pointer, each.value), value(there, other.pointer, other.value)];
    const words = (number: number): string => withUnit(number, measureOf(each));
    return first === second ? [] : [[named(each), words(first), words(second), signed(first - second, words)]];
  });
  if (here.seed !== there.seed && !lines.some(([name]) => name === 'Seed')) lines.push([text('outcome.seed'), String(here.seed), String(there.seed), '']);
  return lines.length === 0 ? [] : [sideBySide(text('compare.parameters'), text('compare.parameter'), lines)];
}

function sideBySide(title: string, first: string, lines: readonly Line[]): HTMLElement {
  return element('section', {}, [
    element('h2', { text: title }),
    scrollingTable(title, [[first], [text('compare.here'), 'number'], [text('compare.there'), 'number'], [text('compare.delta'), 'number']], lines.map(([name, ...cells]) => element('tr', {}, [nameCell(name), ...cells.map(numberCell)]))),
  ]);
}
