import type { Item } from '../../../../server/src/picture/index';
import type { Lane } from '../../../../server/src/picture/view/lane-layout';
import { chordName } from '../input/commands/command';
import type { Session } from '../session/session';
import { text } from '../texts';

/** What a lane, or a row that is not shown, is called where it stands alone. */
export function laneName({ names }: Session, lane: Lane | Item): string {
  return lane.kind === 'group' ? lane.title : lane.kind === 'row' ? names.fullRows[lane.row]! : names.fullCounters[lane.counter]!;
}

/** A lane as it is said: its name, and what has been made of it. */
export function laneWords(session: Session, lane: Lane): string {
  const name = laneName(session, lane);
  if (lane.kind !== 'group') return lane.pinned ? text('rows.say.pinned', { name }) : name;
  return text(lane.collapsed ? 'rows.say.collapsed' : 'rows.say.expanded', { name, count: lane.rows.length + lane.counters.length });
}

const isMac = (): boolean => /mac/i.test(navigator.userAgent);

/** A key with Shift as the platform writes it. */
export function keyName(key: string): string {
  return chordName({ key, shift: true }, isMac());
}
