import { type Write, write } from '../wording/describe-run';
import type { AdviceOutcome } from './advise-simulation';
import { drawChart } from './chart';
import { describeAdvice } from './describe-advice';
import { describeSensitivity, describeSweep } from './describe-variations';
import { type AdviceBlock, paragraph } from './report';

/** The report of everything that was worked out. `elapsed` tells the time it took. */
export function reportAdvice({ buffers, sensitivity, sweep, work }: AdviceOutcome, elapsed: string, writer: Write): readonly AdviceBlock[] {
  return [
    ...(buffers ? describeAdvice(buffers, writer) : []), ...(sweep ? describeSweep(sweep, writer) : []), ...describeSensitivity(sensitivity, writer),
    paragraph(write(writer, 'advice.work', { runs: work.runs, events: work.events, elapsed }), 'muted'),
  ];
}

/** Whether the numbers that the document has are enough, as far as the advice can say: nothing is lost with them, no more are needed, and that is confirmed where chance plays a part. */
export const isAnswered = ({ buffers }: AdviceOutcome): boolean =>
  buffers?.unfinished === null && buffers.stated.runsWithLoss === 0 && (buffers.confirmation?.runsWithLoss ?? 0) === 0 && buffers.sections.every(({ knob, verdict }) => verdict.kind === 'enough' && verdict.number <= knob.stated);

/** The charts of a report below each other, as an SVG file of its own that holds on light and on dark. */
export function drawCharts(blocks: readonly AdviceBlock[]): string {
  const charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
  const parts = charts.map((chart, index) => `<g transform="translate(0 ${index * 280})"><text class="caption" x="16" y="20">${chart.title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text>${drawChart(chart, `chart-${index}`).replace('<svg ', '<svg x="0" y="28" width="720" height="240" ')}</g>`);
  const style = '.ground{fill:#fff}text{font:12px system-ui,sans-serif;fill:#3b3b3b}.caption{font-weight:600;font-size:13px}.bar{fill:#1a85ff}.marked .bar{fill:#388a34}.mark{fill:#388a34}.axis{stroke:#767676}@media (prefers-color-scheme:dark){text{fill:#ccc}.bar{fill:#3794ff}.marked .bar,.mark{fill:#89d185}.ground{fill:#1f1f1f}}';
  const tall = Math.max(1, charts.length) * 280;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="${tall}" viewBox="0 0 720 ${tall}"><style>${style}</style><rect class="ground" width="720" height="${tall}"/>${parts.join('')}</svg>\n`;
}
