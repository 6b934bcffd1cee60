/** What XML 1.0 has no way to write: control characters and halves of surrogate pairs. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

const text = (value: string): string => value.replace(unwritable, '\ufffd').replace(/[&<>]/g, (character) => references[character]!);
const attribute = (value: string | number): string => String(value).replace(unwritable, '\ufffd').replace(/[&<>"\n\r\t]/g, (character) => references[character]!);
const attributes = (values: Readonly<Record<string, string | number>>): string => Object.entries(values).map(([name, value]) => ` ${name}="${attribute(value)}"`).join('');

/** Seconds, as JUnit counts. */
const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

/** A case: passed, unless it has a `problem`. */
export interface JunitCase {
  readonly name: string;
  readonly milliseconds: number;
  /** Of several elements most readers show the first alone: one problem a case. `error` is what could not be tried. */
  readonly problem?: { readonly kind: 'failure' | 'error'; readonly message: string; readonly type: string; /** In full; the message alone where it is empty. */ readonly text: string };
  /** What was said beside it. */
  readonly output?: string;
}

/** Cases that belong together, such as those of a file. */
export interface JunitSuite { readonly name: string; readonly cases: readonly JunitCase[] }

function summed(cases: readonly JunitCase[]): Readonly<Record<string, string | number>> {
  const count = (kind: string): number => cases.filter(({ problem }) => problem?.kind === kind).length;
  return { tests: cases.length, failures: count('failure'), errors: count('error'), time: seconds(cases.reduce((sum, { milliseconds }) => sum + milliseconds, 0)) };
}

/** JUnit XML as build servers read it. */
export function junitXml(name: string, suites: readonly JunitSuite[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name, ...summed(suites.flatMap(({ cases }) => cases)) })}>`,
    ...suites.flatMap((suite) => [`  <testsuite${attributes({ name: suite.name, ...summed(suite.cases) })}>`, ...suite.cases.flatMap((each) => caseLines(suite.name, each)), '  </testsuite>']),
    '</testsuites>', '',
  ].join('\n');
}

function caseLines(suite: string, { name, milliseconds, problem, output }: JunitCase): readonly string[] {
  const lines = [`    <testcase${attributes({ name, classname: suite, time: seconds(milliseconds) })}>`];
  if (problem) {
    const start = `      <${problem.kind}${attributes({ message: problem.message, type: problem.type })}`;
    lines.push(problem.text === '' ? `${start}/>` : `${start}>${text(problem.text)}</${problem.kind}>`);
  }
  if (output !== undefined && output !== '') lines.push(`      <system-out>${text(output)}</system-out>`);
  return [...lines, '    </testcase>'];
}
