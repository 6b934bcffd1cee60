import { type CommandDescription, type OptionDescription, commands } from './commands/index';

/** Columns of help. */
const width = 110;

/** A text in lines of at most {@link width} columns, each with the indent; the first with `head` in its place. */
function wrapped(text: string, indent: number, head = ''): readonly string[] {
  const lines: string[] = [];
  let line = head.padEnd(indent);
  let isEmpty = true;
  for (const word of text.split(' ')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = ' '.repeat(indent);
      isEmpty = true;
    }
    line += `${isEmpty ? '' : ' '}${word}`;
    isEmpty = false;
  }
  return [...lines, line.trimEnd()];
}

const flag = ({ name, value }: OptionDescription): string => `--${name}${value === undefined ? '' : ` ${value}`}`;

/** A list of names with texts behind them, in two columns; a name that is too long for its column has a line of its own. */
function columns(rows: readonly (readonly [name: string, text: string])[], indent: number, most = 28): readonly string[] {
  const column = indent + Math.min(most, Math.max(...rows.map(([name]) => name.length + 2)));
  return rows.flatMap(([name, text]) => {
    const head = `${' '.repeat(indent)}${name}`;
    return head.length + 2 > column ? [head, ...wrapped(text, column)] : wrapped(text, column, head);
  });
}

/** What `avstream --help` prints. */
export function overview(): string {
  return `${[
    'avstream: checks, simulates and explains descriptions of AVStream minidrivers', '',
    'Usage: avstream COMMAND …', '',
    ...columns(commands.map(({ name, parameters, summary }) => [`${name} ${parameters}`, summary]), 2), '',
    'avstream COMMAND --help tells the options of a command, its exit codes and examples; avstream --version the version.', '',
    'Most useful first:',
    ...columns([
      ['avstream check .', 'every descriptor in the current folder and below'],
      ['avstream explain FRM-25', 'what a finding means, and what to write instead'],
      ['avstream test .', 'hold every simulation to what it expects'],
    ], 2), '',
    'Exit codes: 0 nothing wrong was found; 1 something was; 2 something could not be read or run, or the command line is wrong; 3 a proof came to no end.',
  ].join('\n')}\n`;
}

/** What `avstream COMMAND --help` prints. */
export function commandHelp({ name, parameters, summary, about, options, exitCodes, examples }: CommandDescription): string {
  return `${[
    ...wrapped(`avstream ${name}: ${summary}`, 0), '',
    `Usage: avstream ${name} ${parameters}${options.length > 0 ? ' [OPTION]…' : ''}`,
    ...about.flatMap((paragraph) => ['', ...wrapped(paragraph, 0)]),
    ...(options.length > 0 ? ['', 'Options:', ...columns(options.map((option) => [flag(option), option.text]), 2)] : []),
    '', 'Exit codes:', ...columns(exitCodes.map(([code, meaning]) => [String(code), meaning]), 2),
    '', 'Examples:', ...examples.flatMap(([line, purpose]) => [`  # ${purpose}`, `  avstream ${line}`]),
  ].join('\n')}\n`;
}
