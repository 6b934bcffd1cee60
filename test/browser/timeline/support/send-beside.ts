import type { ComparedWith } from '../../../../server/src/protocol/index';
import type { SentRun } from './runs';
import type { TimelinePage } from './timeline-page';

/** Sends a run together with the one it is compared with, as the extension does, and waits until they have been compared. */
export async function sendBeside(timeline: TimelinePage, here: SentRun, there: SentRun, what: ComparedWith = 'previous', type: 'outcome' | 'comparison' = 'outcome'): Promise<void> {
  await timeline.page.evaluate(({ first, second, named, kind }) => {
    const bytes = (text: string): Uint8Array => {
      const binary = atob(text);
      const array = new Uint8Array(binary.length);
      for (let at = 0; at < binary.length; at += 1) array[at] = binary.charCodeAt(at);
      return array;
    };
    const comparison = { with: named, outcome: second.outcome, trace: bytes(second.trace) };
    window.postMessage(kind === 'comparison' ? { type: 'comparison', ...comparison } : { type: 'outcome', outcome: first.outcome, trace: bytes(first.trace), view: null, sameRun: true, comparable: ['previous', 'seed', 'scenario'], comparison }, '*');
  }, { first: { outcome: here.outcome, trace: Buffer.from(here.trace).toString('base64') }, second: { outcome: there.outcome, trace: Buffer.from(there.trace).toString('base64') }, named: what, kind: type });
  await timeline.settled();
  await timeline.page.locator('.stage[aria-busy=false]').waitFor();
}
