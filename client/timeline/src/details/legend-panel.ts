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

function entry(swatch: HTMLElement, name: string, meaning: string): HTMLElement {
  return element('div', { class: 'legend-entry' }, [element('dt', {}, [swatch, element('span', { text: name })]), element('dd', { class: 'quiet', text: meaning })]);
}

function states({ trace, names }: Session, look: Look): HTMLElement {
  // A state may occur with several foundations or causes; the legend has it once.
  const seen = new Set<string>();
  const entries = trace.states.flatMap((state, index) => {
    const known = `${state.key} ${names.states[index]!}`;
    if (seen.has(known)) return [];
    seen.add(known);
    return [entry(stateSwatch(look.states[index]!, 'documented', look.palette), names.states[index]!, names.stateMeanings[index]!)];
  });
  return element('section', {}, [element('h2', { text: text('legend.states') }), element('dl', { class: 'legend' }, entries), element('p', { class: 'quiet', text: text('legend.merged') })]);
}

function events({ trace, names }: Session, look: Look): HTMLElement {
  const seen = new Set<string>();
  const entries = trace.instantKinds.flatMap((kind, index) => {
    if (seen.has(kind.key)) return [];
    seen.add(kind.key);
    return [entry(markerSwatch(shapeOf(kind.key), look.instants[index]!, look.palette), names.instants[index]!, names.instantMeanings[index]!)];
  });
  return element('section', {}, entries.length === 0 ? [] : [element('h2', { text: text('legend.events') }), element('dl', { class: 'legend' }, entries)]);
}

function foundations(look: Look): HTMLElement {
  const plain = { fill: look.palette.groupBackground, ink: look.palette.quiet, edge: look.palette.quiet, text: look.palette.foreground, pattern: 'plain' } as const;
  return element('section', {}, [
    element('h2', { text: text('legend.basis') }),
    element('dl', { class: 'legend' }, bases.map((basis) => entry(stateSwatch(plain, basis, look.palette), text(`basis.${basis}`), text(`basis.${basis}.text`)))),
  ]);
}
