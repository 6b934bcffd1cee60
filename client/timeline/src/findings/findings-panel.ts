import { findingColour, findingShape } from '../../../../server/src/picture/draw/draw-findings';
import type { Look } from '../../../../server/src/picture/draw/scene';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import type { Panel } from '../details/selection-panel';
import { button, element } from '../parts/element';
import { icon } from '../parts/icon';
import { markerSwatch } from '../parts/swatch';
import type { Actions } from '../state/actions/index';
import type { AppState } from '../state/app-state';
import { revealLink } from '../summary/outcome-panel';
import { text } from '../texts';
import { findingTitle } from './finding-words';
import type { SessionFinding } from './session-findings';
import { findingsOf } from './session-findings';

/** Everything the run has found, in order of time, to step through. */
export function createFindingsPanel(actions: Actions, look: () => Look | null): Panel {
  const root = element('div', { class: 'panel findings-panel' });
  let drawn: readonly HTMLElement[] = [];
  const render = ({ session, unit }: AppState): void => {
    const colours = look();
    if (session === null || colours === null) return;
    const findings = findingsOf(session.outcome);
    drawn = findings.map((finding, index) => item(finding, formatExact(finding.time, unit), colours, actions, index));
    root.replaceChildren(findings.length === 0
      ? element('p', { class: 'none' }, [element('span', { class: 'headline-icon good' }, [icon('check')]), element('span', { text: text('findings.none') })])
      : element('section', {}, [
        element('div', { class: 'section-line' }, [
          element('h2', { text: text('findings.count', { count: findings.length }) }), element('span', { class: 'quiet', text: countsOf(findings) }),
          button(text('findings.previous'), 'secondary', () => void actions.stepFinding(-1)), button(text('findings.next'), 'secondary', () => void actions.stepFinding(1)),
        ]),
        element('ol', { class: 'items finding-list' }, drawn),
      ]));
  };
  const choose = ({ reading }: AppState, scroll: boolean): void => {
    drawn.forEach((each, index) => {
      const chosen = index === reading.finding;
      each.classList.toggle('chosen', chosen);
      if (chosen) each.setAttribute('aria-current', 'true');
      else each.removeAttribute('aria-current');
      if (chosen && scroll) each.scrollIntoView({ block: 'nearest' });
    });
  };
  return {
    element: root,
    update(state, previous) {
      const fresh = previous === null || state.session !== previous.session || state.unit !== previous.unit;
      if (fresh) render(state);
      if (fresh || state.reading.finding !== previous.reading.finding) choose(state, true);
    },
  };
}

function item(finding: SessionFinding, time: string, { palette }: Look, actions: Actions, index: number): HTMLElement {
  const { code } = finding;
  return element('li', {}, [
    element('span', { class: `severity ${finding.severity}` }, [markerSwatch(findingShape(finding.severity), findingColour(finding.severity, palette), palette), element('span', { text: findingTitle(finding) })]),
    element('div', { class: 'item-text' }, [
      element('div', { text: finding.text }),
      element('div', { class: 'item-links' }, [
        element('span', { class: 'quiet', text: time }),
        button(text('outcome.finding.show'), 'link', () => actions.selectFinding(index), `${text('outcome.finding.show')}: ${finding.text}`),
        revealLink(finding.path, finding.text, actions),
        code === null ? null : button(text('findings.explain'), 'link', () => actions.explainRule(code), text('findings.explain.label', { code })),
      ]),
    ]),
  ]);
}

function countsOf(findings: readonly SessionFinding[]): string {
  const counts = (['error', 'warning', 'info'] as const).map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const);
  return counts.filter(([, count]) => count > 0).map(([severity, count]) => text(count === 1 ? `findings.one.${severity}` : `findings.many.${severity}`, { count })).join(', ');
}
