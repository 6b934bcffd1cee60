import type { ScenarioEvent } from '../../scenario';
import type { Checker } from './checker';
import { longestTime } from './checker';

/** What happens to the graph from outside. */
export function checkEvents(checker: Checker): void {
  const { scenario, add, whole } = checker;
  let before = 0;
  scenario.events?.forEach((event, index) => {
    const at = `events.${index}`;
    whole(event.time, 0, longestTime, `${at}.time`);
    if (event.time < before) add('order', `${at}.time`);
    before = event.time;
    if ('duration' in event) whole(event.duration, 0, longestTime - event.time, `${at}.duration`);
    if (event.kind === 'formatChange') whole(event.frameBytes, 1, 2 ** 40, `${at}.frameBytes`);
    if (event.kind === 'secondOpen') whole(event.instancesPossible, 0, 0xffffffff, `${at}.instancesPossible`);
    if ('pin' in event) checkPin(checker, event, `${at}.pin`);
  });
}

/** Requests and formats are a client's; those of a circuit belong to its requestor and to the graph manager. */
function checkPin({ scenario, add }: Checker, { kind, pin }: Extract<ScenarioEvent, { readonly pin: number }>, at: string): void {
  const found = scenario.pins[pin];
  if (found === undefined) add('noSuchPin', at);
  else if (found.client === undefined && (kind === 'cancel' || kind === 'reset' || kind === 'formatChange')) add('eventWithoutClient', at);
}
