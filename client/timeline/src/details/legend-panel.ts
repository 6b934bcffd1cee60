import { shapeOf } from '../../../../server/src/picture/draw/marker';
import type { Look } from '../../../../server/src/picture/draw/scene';
import { element } from '../parts/element';
import { markerSwatch, stateSwatch } from '../parts/swatch';
import type { Session } from '../session/session';
import { text } from '../texts';
import type { TraceBasis } from '../../../../server/src/trace/index';
import type { Panel } from './selection-panel';

const bases: readonly TraceBasis[] = ['documented', 'scenario', 'inferred', 'assumed'];

/** What the colours, patterns, outlines and shapes of this run mean. */
export function createLegendPanel(look: () => Look | null): Panel {
  const root = element('div', { class: 'panel legend-panel' });
  let drawnFor: Look | null = null;
  return {
    element: root,
    update({ session }) {
      const colours = look();
      if (session === null || colours === null || colours === drawnFor) return;
      drawnFor = colours;
      root.replaceChildren(states(session, colours), events(session, colours), foundations(colours));
    },
  };
}

function entry(swatches: readonly HTMLElement[], name: string, meaning: string): HTMLElement {
  return element('div', { class: 'legend-entry' }, [element('dt', {}, [...swatches, element('span', { text: name })]), element('dd', { class: 'quiet', text: meaning })]);
}

function states({ trace, names }: Session, look: Look): HTMLElement {
  // A state may occur with several foundations or causes, or with numbers that take turns in a few looks: the legend has it once.
  const groups = new Map<string, number[]>();
  trace.states.forEach(({ key }, index) => {
    const known = key.includes('.') ? key.replace(/\..*/, '') : `${key} ${names.states[index]!}`;
    groups.set(known, [...groups.get(known) ?? [], index]);
  });
  const entries = [...groups.values()].map((indices) => {
    const first = indices[0]!;
    const isNumbered = trace.states[first]!.key.includes('.') && indices.length > 1;
    const looks = new Map(isNumbered ? indices.map((index) => [JSON.stringify(look.states[index]), look.states[index]!]) : [['', look.states[first]!]]);
    return entry([...looks.values()].map((each) => stateSwatch(each, 'documented', look.palette)), isNumbered ? names.states[first]!.replace(/\d+$/, '…') : names.states[first]!, names.stateMeanings[first]!);
  });
  return element('section', {}, [element('h2', { text: text('legend.states') }), element('dl', { class: 'legend' }, entries), element('p', { class: 'quiet', text: text('legend.merged') })]);
}

function events({ trace, names }: Session, look: Look): HTMLElement {
  const seen = new Set<string>();
  const entries = trace.instantKinds.flatMap((kind, index) => {
    if (seen.has(kind.key)) return [];
    seen.add(kind.key);
    return [entry([markerSwatch(shapeOf(kind.key), look.instants[index]!, look.palette)], names.instants[index]!, names.instantMeanings[index]!)];
  });
  return element('section', {}, entries.length === 0 ? [] : [element('h2', { text: text('legend.events') }), element('dl', { class: 'legend' }, entries)]);
}

function foundations(look: Look): HTMLElement {
  const plain = { fill: look.palette.groupBackground, ink: look.palette.quiet, edge: look.palette.quiet, text: look.palette.foreground, pattern: 'plain' } as const;
  return element('section', {}, [
    element('h2', { text: text('legend.basis') }),
    element('dl', { class: 'legend' }, bases.map((basis) => entry([stateSwatch(plain, basis, look.palette)], text(`basis.${basis}`), text(`basis.${basis}.text`)))),
  ]);
}
