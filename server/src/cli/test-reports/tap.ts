import type { Range } from '../../protocol/index';
import type { ReportedFile, ReportedScenario } from './report';

/** A description of a test point: on one line, with what TAP would take for a directive escaped. */
const description = (text: string): string => text.replace(/\s+/g, ' ').trim().replace(/[\\#]/g, '\\$&');

/** A YAML value. JSON strings are YAML strings; the line separators that only YAML takes for line ends are escaped. */
const scalar = (value: string | number): string => (typeof value === 'number' ? String(value) : JSON.stringify(value).replace(/[\u0085\u2028\u2029\u007f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`));

type Fields = readonly (readonly [name: string, value: string | number | undefined])[];
const lines = (fields: Fields, indent: string): readonly string[] => fields.flatMap(([name, value]) => (value === undefined ? [] : [`${indent}${name}: ${scalar(value)}`]));
const place = (file: string, { start }: Range, indent: string): readonly string[] => [`${indent}at:`, ...lines([['file', file], ['line', start.line + 1], ['column', start.character + 1]], `${indent}  `)];

/** TAP version 14: a subtest for each file, a test point for each simulation. */
export function tapReport(files: readonly ReportedFile[]): string {
  const output = ['TAP version 14', `1..${files.length}`];
  files.forEach((file, index) => output.push(...filePoint(file, index + 1)));
  return `${output.join('\n')}\n`;
}

function filePoint(file: ReportedFile, number: number): readonly string[] {
  const name = description(file.file);
  if (file.kind === 'unread') return [`not ok ${number} - ${name}`, '  ---', ...lines([['message', file.reason], ['severity', 'error']], '  '), '  ...'];
  if (file.scenarios.length === 0) return [`ok ${number} - ${name} # SKIP no simulations`];
  const hasPassed = file.scenarios.every(({ outcome }) => outcome.kind === 'passed');
  const points = file.scenarios.flatMap((scenario, index) => scenarioPoint(file.file, scenario, index + 1));
  return [`# Subtest: ${name}`, ...[`1..${file.scenarios.length}`, ...points].map((line) => `    ${line}`), `${hasPassed ? 'ok' : 'not ok'} ${number} - ${name}`];
}

function scenarioPoint(file: string, { label, outcome, expectations, headline, milliseconds, range }: ReportedScenario, number: number): readonly string[] {
  const point = `${outcome.kind === 'passed' ? 'ok' : 'not ok'} ${number} - ${description(label)}`;
  const facts: Fields = [['expectations', expectations], ['headline', headline === '' ? undefined : headline], ['duration_ms', milliseconds]];
  switch (outcome.kind) {
    case 'passed':
      return [point, '  ---', ...lines(facts, '  '), '  ...'];
    case 'missed': {
      const [first] = outcome.misses;
      const misses = outcome.misses.flatMap((miss) => {
        const [head, ...rest] = lines([['expectation', miss.name === '' ? 'Expect' : miss.name], ['message', miss.message], ['wanted', miss.wanted], ['found', miss.found], ['line', miss.range.start.line + 1], ['column', miss.range.start.character + 1]], '      ');
        return [`    - ${head!.trim()}`, ...rest];
      });
      return [point, '  ---', ...lines([['message', first?.message ?? ''], ['severity', 'fail']], '  '), ...place(file, first?.range ?? range, '  '), '  misses:', ...misses, ...lines(facts, '  '), '  ...'];
    }
    case 'impossible':
      return [point, '  ---', ...lines([['message', outcome.message], ['severity', 'error']], '  '), ...place(file, outcome.range, '  '), '  ...'];
  }
}
