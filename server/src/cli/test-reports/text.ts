import { located } from '../print';
import { type ReportedFile, type ReportedScenario, totalsOf } from './report';

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** A report for a person; each miss is a line as editors and build systems read it. */
export function textReport(files: readonly ReportedFile[]): string {
  const { scenarios, passed, missed, impossible, unread } = totalsOf(files);
  const parts = [`${passed} passed`, ...(missed > 0 ? [`${missed} missed`] : []), ...(impossible > 0 ? [`${impossible} could not be run`] : []), ...(unread > 0 ? [`${plural(unread, 'file')} could not be read`] : [])];
  return `${files.map(fileText).join('')}${plural(files.length, 'file')}, ${plural(scenarios, 'simulation')}: ${parts.join(', ')}.\n`;
}

function fileText(file: ReportedFile): string {
  if (file.kind === 'unread') return `${file.file}: ${file.reason}.\n`;
  if (file.scenarios.length === 0) return `${file.file}: no simulations.\n`;
  return `${file.file}\n${file.scenarios.map((scenario) => scenarioText(file.file, scenario)).join('')}`;
}

function scenarioText(file: string, { label, outcome, expectations }: ReportedScenario): string {
  switch (outcome.kind) {
    case 'passed':
      return `  passed  ${label} (${expectations === 0 ? 'no expectations; it came to its end' : plural(expectations, 'expectation')})\n`;
    case 'missed':
      return `  missed  ${label}\n${outcome.misses.map(({ name, message, range }) => located(file, { severity: 'error', code: name === '' ? 'Expect' : name, message, range })).join('')}`;
    case 'impossible':
      return `  cannot be run  ${label}\n${located(file, { severity: 'error', code: 'Simulations', message: outcome.message, range: outcome.range })}`;
  }
}
