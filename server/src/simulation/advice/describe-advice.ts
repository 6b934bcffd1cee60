import { formatDuration } from '../../document/index';
import { grouped } from '../../findings/index';
import { type Write, write } from '../wording/describe-run';
import { formatBytes } from '../wording/format-values';
import type { BufferAdvice, SectionAdvice, TriedNumber } from './advice';
import type { Bottleneck } from './bounds';
import { latencyText, lostPercent, percentOf } from './figures';
import type { Knob } from './knobs';
import { type AdviceBlock, type AdviceRow, paragraph } from './report';
import { lostShare } from './variations';

/** The report of how many buffers are enough: what holds first, then how sure that is, then section by section who decides and what each number gives. */
export function describeAdvice(advice: BufferAdvice, writer: Write): readonly AdviceBlock[] {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => write(writer, `advice.${key}`, values);
  const blocks: AdviceBlock[] = [{ kind: 'heading', level: 1, text: say('title', { scenario: advice.scenario }) }];
  if (advice.unfinished !== null) return [...blocks, paragraph(say(`unfinished.${advice.unfinished}`), 'bad'), paragraph(say('model'), 'muted')];
  if (advice.sections.length === 0) return [...blocks, paragraph(say('noBuffers')), paragraph(say('model'), 'muted')];
  for (const section of advice.sections) blocks.push(...verdictOf(advice, section, writer));
  blocks.push({ kind: 'heading', level: 2, text: say('heading.confidence') }, ...confidenceOf(advice, writer));
  for (const section of advice.sections) blocks.push(...sectionBlocks(section, advice.sections.length > 1, writer));
  return blocks;
}

/** So many buffers, as the section counts them. */
function subjectOf({ kind, each }: Knob, number: number, writer: Write): string {
  const buffers = number * each;
  if (kind === 'circuit') return write(writer, buffers === 1 ? 'advice.subject.frame' : 'advice.subject.frames', { buffers });
  return write(writer, each > 1 ? 'advice.subject.requests' : buffers === 1 ? 'advice.subject.buffer' : 'advice.subject.buffers', { buffers, number, each });
}

function verdictOf({ duration, stated, pins }: BufferAdvice, { knob, verdict, tried }: SectionAdvice, writer: Write): readonly AdviceBlock[] {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => write(writer, `advice.${key}`, values);
  const { label } = knob;
  if (verdict.kind === 'enough') {
    const { number, exception, fewer: { inOwnLength, withPlenty } } = verdict;
    const values = { label, subject: subjectOf(knob, number, writer), stated: subjectOf(knob, knob.stated, writer) };
    const isLeast = !tried.some((each) => each.number < number && each.runsWithLoss > 0);
    const key = number > knob.stated ? 'more' : number < knob.stated ? 'fewer' : isLeast ? 'least' : 'same';
    return [
      paragraph(say(`enough.${key}`, values), number > knob.stated ? 'bad' : 'good'),
      ...(exception ? [paragraph(say('exception', { enough: grouped(exception.enough * knob.each), more: grouped(exception.more * knob.each) }), 'bad')] : []),
      ...(exception && exception.upTo !== null ? [paragraph(say('exception.upTo', { upTo: grouped(exception.upTo * knob.each) }))] : []),
      ...(inOwnLength === null ? [] : [paragraph(say('fewer.inOwnLength', { fewer: grouped(inOwnLength * knob.each), duration: formatDuration(duration) }))]),
      ...(withPlenty === null ? [] : [paragraph(say('fewer.withPlenty', { fewer: grouped(withPlenty * knob.each), number: grouped(number * knob.each) }))]),
    ];
  }
  const why = verdict.bottlenecks.map((bottleneck) => paragraph(bottleneckText(bottleneck, writer), 'plain', bottleneck.path));
  if (verdict.kind === 'usedUp') {
    return [paragraph(say('usedUp', { label, subject: subjectOf(knob, verdict.number, writer), duration: formatDuration(duration) }), 'bad'), ...(why.length > 0 ? why : [paragraph(say('usedUp.why'))])];
  }
  const { reasons, given, most } = verdict;
  return [
    paragraph(say('never', { label, most: grouped(most * knob.each) }), 'bad'), ...why,
    ...(given ? [paragraph(say('given', { asked: given.asked, given: given.given }))] : []),
    ...reasons.map(({ pin, count, drop }) => paragraph(say('remains', { count, produced: stated.framesProduced, reason: write(writer, `reason.${drop.key}`), pin: pins[pin] ?? '' }), 'plain', drop.paths[0] ?? '')),
  ];
}

const bottleneckText = ({ kind, label, time, period }: Bottleneck, writer: Write): string => write(writer, `advice.bottleneck.${kind}`, { label, time: formatDuration(time), period: formatDuration(period) });

function confidenceOf(advice: BufferAdvice, writer: Write): readonly AdviceBlock[] {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => write(writer, `advice.${key}`, values);
  const { stated, confirmation, isRandom, lengthened, takenBack, duration, confidence } = advice;
  const isAdvised = advice.sections.some(({ verdict }) => verdict.kind === 'enough');
  const blocks = [paragraph(say('stated', { lost: stated.framesLost, produced: stated.framesProduced, losing: stated.runsWithLoss, runs: stated.runs, duration: formatDuration(duration) }))];
  if (stated.framesLate > 0) blocks.push(paragraph(say('stated.late', { late: stated.framesLate })));
  if (isAdvised && confirmation) {
    const { runs, firstSeed, runsWithLoss, attempt, share } = confirmation;
    const values = { runs, first: String(firstSeed), last: String(firstSeed + runs - 1), failing: runsWithLoss, attempt, duration: formatDuration(duration), confidence: percentOf(confidence), share: percentOf(share) };
    blocks.push(runsWithLoss === 0 ? paragraph(say('confirmed', values), 'good') : paragraph(say('unconfirmed', values), 'bad'));
    if (attempt > 1 && runsWithLoss === 0) blocks.push(paragraph(say('confirmed.attempt', { attempt })));
  }
  if (!isRandom) blocks.push(paragraph(isAdvised ? `${say('fixed')} ${say('fixed.orders')}` : say('fixed')));
  if (isAdvised) blocks.push(lengthened ? paragraph(say('longer', { runs: lengthened.runs })) : paragraph(say('notLonger')));
  if (takenBack > 0) blocks.push(paragraph(say('takenBack', { count: takenBack })));
  return [...blocks, paragraph(say('model'), 'muted')];
}

function sectionBlocks({ knob, verdict, tried, edit, bufferBytes, pagedBytes }: SectionAdvice, isOneOfSeveral: boolean, writer: Write): readonly AdviceBlock[] {
  const say = (key: string, values: Readonly<Record<string, string | number>> = {}): string => write(writer, `advice.${key}`, values);
  const number = verdict.kind === 'never' ? knob.stated : verdict.number;
  const blocks: AdviceBlock[] = [{ kind: 'heading', level: 2, text: knob.label }, paragraph(say(`decider.${knob.decider}`))];
  if (edit) blocks.push(paragraph(say(knob.decider === 'application' ? `ask.application.${number > knob.stated ? 'more' : 'fewer'}` : `ask.${knob.decider}`, { subject: subjectOf(knob, number, writer) })), { kind: 'edit', title: say(`edit.${knob.decider}`, { number }), overrides: edit });
  else if (verdict.kind === 'enough' && number !== knob.stated) blocks.push(paragraph(say(knob.decider !== 'framing' ? 'noEdit.place' : number < knob.stated ? 'noEdit.fewer' : 'noEdit.several', { number }), 'muted'));
  if (bufferBytes !== null && pagedBytes !== null) {
    const count = number * knob.each;
    blocks.push(paragraph(say('memory', { count, bytes: formatBytes(bufferBytes), total: formatBytes(bufferBytes * count), paged: formatBytes(pagedBytes * count) })));
  }
  if (tried.length === 0) return blocks;
  const markOf = (each: number): string => [...(verdict.kind === 'enough' && each === verdict.number ? [say('mark.advised')] : []), ...(each === knob.stated ? [say('mark.stated')] : [])].join(', ');
  // Beyond what is enough every row says the same: two of them and the last are.
  const told = Math.max(number, knob.stated) + 2;
  const shown = tried.filter((each, index) => each.number <= told || each.runsWithLoss > 0 || index === tried.length - 1);
  const hasLate = tried.some(({ framesLate }) => framesLate > 0);
  blocks.push({
    kind: 'table', caption: say(isOneOfSeveral ? 'table.tried.elsewhere' : 'table.tried', { runs: tried[0]!.runs }),
    columns: [
      { text: say(knob.kind === 'client' ? 'column.buffers' : 'column.frames'), isNumber: true }, { text: say('column.losing'), isNumber: true }, { text: say('column.lost'), isNumber: true },
      ...(hasLate ? [{ text: say('column.late'), isNumber: true }] : []), { text: say('column.latency'), isNumber: true }, { text: say('column.memory'), isNumber: true }, { text: '', isNumber: false },
    ],
    rows: shown.map((each): AdviceRow => ({
      cells: [
        grouped(each.number * knob.each), grouped(each.runsWithLoss), lostPercent(each), ...(hasLate ? [grouped(each.framesLate)] : []), latencyText(each.latency99, writer),
        bufferBytes === null ? '' : formatBytes(each.number * knob.each * bufferBytes), markOf(each.number),
      ],
      path: '', mark: markOf(each.number), sweep: '',
    })),
  });
  if (tried.some(({ framesLost }) => framesLost > 0)) blocks.push({ kind: 'chart', chart: chartOf(say('chart.tried', { label: knob.label }), knob, shown, markOf, say) });
  return blocks;
}

function chartOf(title: string, { each }: Knob, tried: readonly TriedNumber[], markOf: (number: number) => string, say: (key: string, values?: Readonly<Record<string, string | number>>) => string): Extract<AdviceBlock, { readonly kind: 'chart' }>['chart'] {
  const points = tried.map((trial) => ({ label: grouped(trial.number * each), value: lostShare(trial), text: lostPercent(trial), mark: markOf(trial.number) }));
  const [first, last] = [points[0]!, points.at(-1)!];
  return { title, description: say('chart.describes', { first: first.text, from: first.label, last: last.text, to: last.label }), points };
}
