import type { OutcomeWithoutTrace, Statement } from '../../../../server/src/protocol/index';
import type { Panel } from '../details/selection-panel';
import { button, element } from '../parts/element';
import { icon } from '../parts/icon';
import type { Actions } from '../state/actions/index';
import { text } from '../texts';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import { assumptionsSection } from './assumptions';

/** What the run came to: figures, drops, findings, the choices that decided, the allocator, and what identifies the run. */
export function createOutcomePanel(actions: Actions, copy: (words: string) => void): Panel {
  const root = element('div', { class: 'panel outcome-panel' });
  let shown: OutcomeWithoutTrace | null = null;
  let shownUnit: TimeUnit | null = null;
  return {
    element: root,
    update({ session, unit }) {
      if (session === null || (session.outcome === shown && unit === shownUnit)) return;
      shown = session.outcome;
      shownUnit = unit;
      const { outcome } = session;
      root.replaceChildren(
        figures(outcome, actions), drops(outcome, unit, actions), ...(outcome.findings.length === 0 ? [] : [findings(outcome, unit, actions)]),
        assumptionsSection(outcome.assumptions, actions), allocators(outcome, actions), ...queues(outcome, unit), identity(outcome, copy),
      );
    },
  };
}

/** A link to the JSON value a statement is about; null when it is about none. */
export function revealLink(path: string, what: string, actions: Actions): HTMLElement | null {
  return path === '' ? null : button(text('reveal'), 'link', () => actions.reveal(path), text('reveal.label', { what }));
}

function section(title: string, kind: string, ...children: (Node | null)[]): HTMLElement {
  return element('section', { class: kind }, [element('h2', { text: title }), ...children]);
}

function figures(outcome: OutcomeWithoutTrace, actions: Actions): HTMLElement {
  const items = outcome.figures.map((figure) => element('div', { class: 'figure' }, [
    element('dt', { text: figure.label }),
    element('dd', {}, [
      figure.path === '' ? element('span', { text: figure.value })
        : element('button', { class: 'figure-link', text: figure.value, attributes: { type: 'button', title: text('reveal'), 'aria-label': `${figure.value}. ${text('reveal.label', { what: figure.label })}` }, on: { click: () => actions.reveal(figure.path) } }),
    ]),
  ]));
  return section(text('outcome.figures'), 'figures-section', element('dl', { class: 'figures' }, items), element('p', { class: 'quiet', text: text('outcome.model') }));
}

function drops(outcome: OutcomeWithoutTrace, unit: TimeUnit, actions: Actions): HTMLElement {
  if (outcome.drops.length === 0) {
    return section(text('outcome.drops'), 'drops-section', element('p', { class: 'none' }, [element('span', { class: 'headline-icon good' }, [icon('check')]), element('span', { text: text('outcome.drops.none') })]));
  }
  const items = outcome.drops.map((drop) => element('li', {}, [
    element('span', { class: 'count' }, [element('span', { class: 'headline-icon bad' }, [icon('drop')]), element('span', { text: String(drop.count) })]),
    element('div', { class: 'item-text' }, [
      element('div', { text: drop.text }),
      element('div', { class: 'item-links' }, [
        element('span', { class: 'quiet', text: text('outcome.drops.first', { frame: drop.firstFrame, time: formatExact(drop.firstTime, unit) }) }),
        button(text('outcome.drops.show'), 'link', () => actions.showDrop(drop.firstFrame, drop.firstTime), text('outcome.drops.show.label', { frame: drop.firstFrame, time: formatExact(drop.firstTime, unit) })),
        revealLink(drop.path, drop.text, actions),
      ]),
    ]),
  ]));
  return section(text('outcome.drops'), 'drops-section', element('ul', { class: 'items' }, items));
}

function findings(outcome: OutcomeWithoutTrace, unit: TimeUnit, actions: Actions): HTMLElement {
  const items = outcome.findings.map((finding) => element('li', {}, [
    element('span', { class: `severity ${finding.severity}` }, [icon(finding.severity === 'info' ? 'info' : 'warning'), element('span', { text: finding.code === null ? text(`outcome.severity.${finding.severity}`) : `${text(`outcome.severity.${finding.severity}`)} ${finding.code}` })]),
    element('div', { class: 'item-text' }, [
      element('div', { text: finding.text }),
      element('div', { class: 'item-links' }, [
        element('span', { class: 'quiet', text: formatExact(finding.time, unit) }),
        button(text('outcome.finding.show'), 'link', () => actions.showTime(finding.time), `${text('outcome.finding.show')}: ${finding.text}`),
        revealLink(finding.path, finding.text, actions),
      ]),
    ]),
  ]));
  return section(text('outcome.findings'), 'findings-section', element('ul', { class: 'items' }, items));
}

function allocators({ allocators: reports }: OutcomeWithoutTrace, actions: Actions): HTMLElement {
  const list = (title: string, statements: readonly Statement[]): HTMLElement[] => statements.length === 0 ? [] : [
    element('h3', { text: title }),
    element('ul', { class: 'plain' }, statements.map((statement) => element('li', {}, [element('span', { text: `${statement.text} ` }), revealLink(statement.path, statement.text, actions)]))),
  ];
  const sections = reports.flatMap((report) => [
    element('p', {}, [element('span', { text: `${text(reports.length > 1 ? 'outcome.allocator.sectionWith' : 'outcome.allocator.with', { name: report.simulatedWith, section: report.section })} ` }), basisMark(report.basis)]),
    ...list(text('outcome.allocator.eligible'), report.eligible), ...list(text('outcome.allocator.rejected'), report.rejected), ...list(text('outcome.allocator.undecided'), report.undecided),
  ]);
  return section(
    text('outcome.allocator'), 'allocator-section', ...sections,
    element('p', { class: 'quiet', text: text('outcome.allocator.note') }),
  );
}

/** Queues as a debugger would print them, where the document asks for them. */
function queues({ queues: dumps }: OutcomeWithoutTrace, unit: TimeUnit): readonly HTMLElement[] {
  if (dumps.length === 0) return [];
  return [section(text('outcome.queues'), 'queues-section', ...dumps.flatMap(({ pin, time, text: dump }) => [
    element('h3', { text: text('outcome.queueAt', { pin, time: formatExact(time, unit) }) }), element('pre', { class: 'code', text: dump }),
  ]))];
}

function basisMark(basis: string): HTMLElement | null {
  const known = (['documented', 'inferred', 'assumed', 'scenario'] as const).find((name) => name === basis);
  return basis === '' ? null : element('span', { class: `basis ${known ?? 'assumed'}`, text: known === undefined ? basis : text(`basis.${known}`) });
}

function identity(outcome: OutcomeWithoutTrace, copy: (words: string) => void): HTMLElement {
  const pair = (term: string, value: string, kind = ''): HTMLElement => element('div', {}, [element('dt', { text: term }), element('dd', { class: kind, text: value })]);
  return section(
    text('outcome.identity'), 'identity-section',
    element('dl', { class: 'facts' }, [pair(text('outcome.scenario'), outcome.scenario), pair(text('outcome.seed'), String(outcome.seed)), pair(text('outcome.fingerprint'), outcome.fingerprint, 'code')]),
    element('div', { class: 'buttons' }, [button(text('outcome.copy'), 'secondary', () => copy(outcome.fingerprint))]),
  );
}
