import { type JunitCase, junitXml } from '../junit-xml';
import { type ReportedFile, type ReportedScenario, placeText } from './report';

/** JUnit XML as build servers read it: a suite for each file, a case for each simulation. A file that cannot be read counts as a test of its own, so that it is seen. */
export const junitReport = (files: readonly ReportedFile[]): string => junitXml('avstream test', files.map((file) => ({
  name: file.file,
  cases: file.kind === 'read' ? file.scenarios.map((scenario) => testCase(file.file, scenario)) : [{ name: 'is read', milliseconds: 0, problem: { kind: 'error', message: file.reason, type: 'unread', text: '' } }],
})));

function testCase(file: string, { label, outcome, milliseconds, headline }: ReportedScenario): JunitCase {
  const about = { name: label, milliseconds };
  switch (outcome.kind) {
    case 'passed':
      return { ...about, output: headline };
    case 'missed': {
      const [first] = outcome.misses;
      const told = outcome.misses.map(({ name, message, range }) => `${placeText(file, range)}: ${name === '' ? 'Expect' : name}: ${message}`).join('\n');
      return { ...about, problem: { kind: 'failure', message: first?.message ?? '', type: first === undefined || first.name === '' ? 'Expect' : first.name, text: told }, output: headline };
    }
    case 'impossible':
      return { ...about, problem: { kind: 'error', message: outcome.message, type: 'impossible', text: `${placeText(file, outcome.range)}: ${outcome.message}` } };
  }
}
