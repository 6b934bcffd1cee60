import type { AdviceChart } from './report';

/** Size of a chart in its own units; it scales. */
const [width, height] = [720, 240];
const [left, right, top, bottom] = [16, 16, 28, 44];
/** Widest bar, and characters of a label that find room in so many units. */
const widestBar = 56;
const characterWidth = 6.4;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const at = (value: number): string => String(Number(value.toFixed(1)));

/**
 * A chart as SVG: one bar a point, its value above, its label below. It carries title and description for who does not see it, and classes (`bar`, `marked`, `mark`, `axis`,
 * `value`, `label`) and no colours, which the page has; a marked bar has an arrow under it, so that nothing rests on colour alone.
 * @param id tells its parts from those of other charts of the page
 */
export function drawChart({ title, description, points }: AdviceChart, id: string): string {
  const most = Math.max(...points.map(({ value }) => value), 0);
  const step = (width - left - right) / Math.max(1, points.length);
  const bar = Math.min(widestBar, step * 0.7);
  const base = height - bottom;
  const room = base - top;
  // Labels that would run into each other are told apart by leaving some out; the marked ones stay.
  const longest = Math.max(...points.map(({ label, text }) => Math.max(label.length, text.length)), 1) * characterWidth;
  const every = Math.max(1, Math.ceil(longest / step));
  const parts = points.map(({ label, value, text, mark }, index) => {
    const tall = most === 0 ? 0 : (value / most) * room;
    const middle = left + step * (index + 0.5);
    const isMarked = mark !== '';
    const marks = points.flatMap((point, number) => (point.mark === '' ? [] : [number]));
    const isShown = isMarked || (index % every === 0 && marks.every((number) => Math.abs(number - index) >= every));
    return [
      `<g class="${isMarked ? 'marked' : 'plain'}"><title>${escape(`${label}: ${text}${isMarked ? ` (${mark})` : ''}`)}</title>`,
      `<rect class="bar" x="${at(middle - bar / 2)}" y="${at(base - tall)}" width="${at(bar)}" height="${at(Math.max(tall, 1))}"/>`,
      ...(isShown ? [`<text class="value" x="${at(middle)}" y="${at(base - tall - 6)}" text-anchor="middle">${escape(text)}</text>`, `<text class="label" x="${at(middle)}" y="${at(base + 16)}" text-anchor="middle">${escape(label)}</text>`] : []),
      ...(isMarked ? [`<path class="mark" d="M${at(middle - 5)} ${at(base + 32)}L${at(middle)} ${at(base + 23)}L${at(middle + 5)} ${at(base + 32)}Z"/>`] : []),
      '</g>',
    ].join('');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-description"><title id="${id}-title">${escape(title)}</title>`
    + `<desc id="${id}-description">${escape(description)}</desc>${parts.join('')}<line class="axis" x1="${left}" y1="${base}" x2="${width - right}" y2="${base}"/></svg>`;
}
