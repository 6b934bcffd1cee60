import { formatFrequency, formatNumber } from '../../../../server/src/picture/view/rate-format';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import type { MarksState } from '../state/marks';
import { text } from '../texts';

/** How often a second the time between two markers would be. */
export function inverseOf(a: number, b: number): string {
  const length = Math.abs(b - a);
  return text('measure.inverse.value', { frequency: formatFrequency(length), frames: formatNumber(1e9 / length) });
}

/** What changed among the markers, for screen readers; null when a measurement says it itself, or nothing changed. */
export function marksWords(marks: MarksState, previous: MarksState, unit: TimeUnit): string | null {
  const { a, b, measured } = marks;
  if (a === null && b === null && measured === null) return previous.a === null && previous.b === null && previous.measured === null ? null : text('measure.cleared');
  if (a === previous.a && b === previous.b) return null;
  const moved = a === previous.a ? text('measure.announce.marker', { name: text('stage.mark.b'), time: formatExact(b!, unit) }) : text('measure.announce.marker', { name: text('stage.mark.a'), time: formatExact(a!, unit) });
  return a === null || b === null || a === b ? moved : `${moved} ${text('measure.announce.delta', { time: formatExact(b - a, unit), inverse: inverseOf(a, b) })}`;
}
