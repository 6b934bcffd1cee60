import { type ReportedFile, type ReportedScenario, type Totals, placeText, totalsOf } from './report';

/** What XML 1.0 has no way to write: control characters and halves of surrogate pairs. */
 
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

const text = (value: string): string => value.replace(unwritable, '\ufffd').replace(/[&<>]/g, (character) => references[character]!);
const attribute = (value: string | number): string => String(value).replace(unwritable, '\ufffd').replace(/[&<>"\n\r\t]/g, (character) => references[character]!);
const attributes = (values: Readonly<Record<string, string | number>>): string => Object.entries(values).map(([name, value]) => ` ${name}="${attribute(value)}"`).join('');

/** Seconds, as JUnit counts. */
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);
const timeOf = (file: ReportedFile): number => (file.kind === 'read' ? file.scenarios.reduce((sum, { milliseconds }) => sum + milliseconds, 0) : 0);
/** A file that cannot be read counts as a test of its own, so that it is seen. */
const counts = ({ scenarios, missed, impossible, unread }: Totals): Readonly<Record<string, number>> => ({ tests: scenarios + unread, failures: missed, errors: impossible + unread });

/** JUnit XML as build servers read it: a suite for each file, a case for each simulation. */
export function junitReport(files: readonly ReportedFile[]): string {
  const time = files.reduce((sum, file) => sum + timeOf(file), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'avstream test', ...counts(totalsOf(files)), time: seconds(time) })}>`,
    ...files.flatMap(suite),
    '</testsuites>', '',
  ].join('\n');
}

function suite(file: ReportedFile): readonly string[] {
  const cases = file.kind === 'read' ? file.scenarios.flatMap((scenario) => testCase(file.file, scenario))
    : [`    <testcase${attributes({ name: 'is read', classname: file.file, time: seconds(0) })}>`, `      <error${attributes({ message: file.reason, type: 'unread' })}/>`, '    </testcase>'];
  return [`  <testsuite${attributes({ name: file.file, ...counts(totalsOf([file])), time: seconds(timeOf(file)) })}>`, ...cases, '  </testsuite>'];
}

function testCase(file: string, { label, outcome, milliseconds, headline }: ReportedScenario): readonly string[] {
  const open = `    <testcase${attributes({ name: label, classname: file, time: seconds(milliseconds) })}`;
  const said = headline === '' ? [] : [`      <system-out>${text(headline)}</system-out>`];
  switch (outcome.kind) {
    case 'passed':
      return [`${open}>`, ...said, '    </testcase>'];
    case 'missed': {
      // Of several elements most readers show the first alone.
      const [first] = outcome.misses;
      const told = outcome.misses.map(({ name, message, range }) => `${placeText(file, range)}: ${name === '' ? 'Expect' : name}: ${message}`).join('\n');
      return [`${open}>`, `      <failure${attributes({ message: first?.message ?? '', type: first?.name === '' ? 'Expect' : (first?.name ?? '') })}>${text(told)}</failure>`, ...said, '    </testcase>'];
    }
    case 'impossible':
      return [`${open}>`, `      <error${attributes({ message: outcome.message, type: 'impossible' })}>${text(`${placeText(file, outcome.range)}: ${outcome.message}`)}</error>`, '    </testcase>'];
  }
}
