import { counterAt, rowCoverage, rowOf } from '../../../../server/src/trace/index';
import { firstAbove } from '../../../../server/src/trace/levels';
import { findingTitle } from '../findings/finding-words';
import { findingsOf } from '../findings/session-findings';
import type { TooltipText } from '../parts/tooltip';
import type { Session } from '../session/session';
import { text } from '../texts';
import type { Hit } from '../../../../server/src/picture/view/hit';
import type { TimeUnit } from '../../../../server/src/picture/view/time-format';
import { formatExact, formatShort } from '../../../../server/src/picture/view/time-format';
import { frameText } from './frame-text';

/** What happens on the row of a routine, with the document's own name of it: `CCapturePin::DispatchProcess: running`. */
export function withRoutine({ trace, names }: Session, row: number, name: string): string {
  return trace.rows[row]!.kind === 'callback' ? text('routine', { routine: names.rows[row]!, name }) : name;
}

/** What to say about what lies under the pointer; null when there is nothing to say. `pixelTime` is the time of a CSS pixel. */
export function describeHit(session: Session, hit: Hit, pixelTime: number, unit: TimeUnit): TooltipText | null {
  const { trace, names } = session;
  if (hit.findings.first >= 0) return describeFindings(session, hit.findings.first, hit.findings.end, unit);
  if (hit.instant >= 0) {
    const kind = trace.instants.kind[hit.instant]!;
    return {
      title: withRoutine(session, rowOf(trace.instants.offsets, hit.instant), names.instants[kind]!),
      lines: [frameText(trace.instants.frame[hit.instant]!), formatExact(trace.instants.time[hit.instant]!, unit), names.instantMeanings[kind]!].filter((line) => line !== ''),
    };
  }
  if (hit.lane === null) return null;
  if (hit.area !== 'names' && hit.time > trace.recordedUntil) return { title: text('stage.unrecorded'), lines: [] };
  if (hit.lane.kind === 'counter') {
    const counter = trace.counters[hit.lane.counter]!;
    const value = counterAt(counter, hit.time);
    const lines = counter.limit === null ? [] : [text('stage.limit', { value: counter.limit })];
    return { title: `${names.fullCounters[hit.lane.counter]!}: ${value ?? text('stage.none')}`, lines };
  }
  if (hit.lane.kind === 'group') return hit.area === 'names' ? { title: hit.lane.title, lines: [text('rows.count', { count: hit.lane.rows.length + hit.lane.counters.length })] } : null;
  const row = names.fullRows[hit.lane.row]!;
  if (hit.area === 'names') return { title: row, lines: [] };
  if (hit.span < 0) return null;
  const start = trace.spans.start[hit.span]!;
  const end = trace.spans.end[hit.span]!;
  if (end - start < pixelTime) {
    const merged = describeMerged(session, hit.lane.row, hit.time, pixelTime, unit);
    if (merged !== null) return merged;
  }
  const state = trace.spans.state[hit.span]!;
  return {
    title: withRoutine(session, hit.lane.row, names.states[state]!),
    lines: [`${row}, ${frameText(trace.spans.frame[hit.span]!)}`, text('tooltip.span', { duration: formatExact(end - start, unit), start: formatExact(start, unit) }), text(`basis.${trace.states[state]!.basis}`)],
  };
}

/** The findings that share a mark: the first in full, of the others how many they are. */
function describeFindings({ outcome }: Session, first: number, end: number, unit: TimeUnit): TooltipText {
  const finding = findingsOf(outcome)[first]!;
  return { title: `${findingTitle(finding)}, ${formatExact(finding.time, unit)}`, lines: [finding.text, ...(end - first > 1 ? [text('findings.more', { count: end - first - 1 })] : [])] };
}

function describeMerged(session: Session, row: number, time: number, pixelTime: number, unit: TimeUnit): TooltipText | null {
  const { trace, names, levels } = session;
  const { offsets, start, end } = trace.spans;
  const from = time - pixelTime / 2;
  const first = firstAbove(end, from, offsets[row]!, offsets[row + 1]!);
  const last = firstAbove(start, from + pixelTime, first, offsets[row + 1]!);
  if (last - first < 2) return null;
  const shares = new Float32Array(trace.states.length);
  rowCoverage(levels, row, from, pixelTime, 1, shares);
  const states = [...shares.keys()].filter((state) => shares[state]! > 0).sort((a, b) => shares[b]! - shares[a]!);
  return {
    title: text('tooltip.merged', { count: last - first, time: formatShort(pixelTime, unit) }),
    lines: [names.fullRows[row]!, ...states.map((state) => text('tooltip.share', { percent: percentOf(shares[state]!), state: names.states[state]! }))],
  };
}

function percentOf(share: number): string {
  const percent = share * 100;
  return percent >= 10 ? percent.toFixed(0) : percent.toFixed(1);
}
