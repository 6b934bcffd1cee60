import { parseArgs } from 'node:util';
import { parseDuration } from '../document/index';
import type { AdviseOptions } from './advise';
import type { CheckOptions } from './check';
import { parseCheck } from './check/parse-check';
import { type CommandDescription, type Shell, commandNamed, commands, shells } from './commands/index';
import { configurationOf, configurationsExclude } from './configuration-choice';
import { svgWidths } from '../picture/svg-widths';
import { mostSeeds as mostSeedsOfSwarm } from '../simulation/faults/swarm';
import type { ExportOrder, FileFormat } from './exports';
import { isMeant } from './nearest';
import type { ProveOptions } from './prove';
import type { SimulateOptions } from './simulate';
import type { TestFormat, TestOptions } from './test';

/** A command line that was understood. */
export type Command =
  | { readonly name: 'help'; readonly command?: CommandDescription }
  | { readonly name: 'version' }
  | { readonly name: 'check'; readonly files: readonly string[]; readonly options: CheckOptions }
  | ({ readonly name: 'simulate' } & SimulateOptions)
  | ({ readonly name: 'advise' } & AdviseOptions)
  | ({ readonly name: 'test' } & TestOptions)
  | ({ readonly name: 'prove' } & ProveOptions)
  | { readonly name: 'negotiate'; readonly file: string; readonly scenario: string | undefined; readonly options: readonly string[]; readonly format: 'text' | 'json' }
  | { readonly name: 'explain'; readonly codes: readonly string[]; readonly format: 'text' | 'markdown' | 'json' }
  | { readonly name: 'completion'; readonly shell: Shell }
  | { readonly name: 'mistaken'; readonly reason: string; /** Whose help tells more. */ readonly command?: string };

const mistaken = (reason: string): Command => ({ name: 'mistaken', reason });

function formatOf(value: string | undefined): 'text' | 'json' | undefined {
  return value === undefined || value === 'text' ? 'text' : value === 'json' ? 'json' : undefined;
}

/** What reads the parameters of each command. */
const parsers: Readonly<Record<string, (rest: string[]) => Command>> = {
  check: (rest) => {
    const parsed = parseCheck(rest);
    return typeof parsed === 'string' ? mistaken(parsed) : { name: 'check', ...parsed };
  },
  simulate: parseSimulate, advise: parseAdvise, test: parseTest, prove: parseProve, negotiate: parseNegotiate, explain: parseExplain, completion: parseCompletion,
};

/** Reads the arguments after `avstream`. */
export function parseCommand(parameters: readonly string[]): Command {
  const [name, ...rest] = parameters;
  if (name === undefined || name === '--help' || name === '-h') return { name: 'help' };
  if (name === '--version' || name === '-v') return { name: 'version' };
  if (name === 'help') return rest[0] === undefined ? { name: 'help' } : helpOf(rest[0]);
  const description = commandNamed(name);
  const parse = parsers[name];
  if (description === undefined || parse === undefined) return mistaken(`there is no command '${name}'.${isMeant(name, commands.map((each) => each.name))}`);
  const end = rest.indexOf('--');
  if ((end === -1 ? rest : rest.slice(0, end)).some((each) => each === '--help' || each === '-h')) return helpOf(name);
  let command: Command;
  try {
    command = parse(rest);
  } catch (error) {
    command = mistaken(optionProblem(description, error as NodeJS.ErrnoException));
  }
  return command.name === 'mistaken' ? { ...command, command: name } : command;
}

function helpOf(name: string): Command {
  const command = commandNamed(name);
  return command ? { name: 'help', command } : mistaken(`there is no command '${name}'.${isMeant(name, commands.map((each) => each.name))}`);
}

/** What is wrong with an option, from the words of Node. */
function optionProblem({ name, options }: CommandDescription, { code, message }: NodeJS.ErrnoException): string {
  const [, dashes, word] = /'(-{1,2})([^'\s=<]+)/.exec(message) ?? [];
  if (word === undefined || dashes === undefined) return message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `${name} has no option '${dashes}${word}'.${isMeant(word, options.map((option) => option.name), '--')}`;
  const described = options.find((option) => option.name === word);
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && described) return described.value === undefined ? `--${word} takes no value.` : `--${word} takes a value: --${word} ${described.value}; one that begins with a dash is written --${word}=VALUE.`;
  return message;
}

/** Options of `simulate` that are whole numbers, and the greatest each takes. */
const wholeNumbers = { seed: Number.MAX_SAFE_INTEGER, calls: 1_000_000, 'tie-seed': 2 ** 31 - 1, seeds: mostSeedsOfSwarm } as const;

/** Formats of `--export`; the list that writes them is loaded with the command. */
const exportFormats: readonly FileFormat[] = ['perfetto', 'chrome', 'vcd', 'csv', 'svg'];

/** Reads what `--export` was given, or says what is wrong with it. */
function parseExports(texts: readonly string[]): readonly ExportOrder[] | string {
  const orders: ExportOrder[] = [];
  for (const text of texts) {
    const [name, path] = [text.split('=', 1)[0]!, text.slice(text.indexOf('=') + 1)];
    const format = exportFormats.find((each) => each === name);
    if (format === undefined || !text.includes('=') || path === '') return `--export takes FORMAT=PATH, where FORMAT is one of ${exportFormats.join(', ')}, not '${text}'.`;
    if (orders.some((order) => order.path === path)) return path === '-' ? '--export can write one file to standard output.' : `--export names ${path} twice.`;
    orders.push({ format, path });
  }
  return orders;
}

function parseSimulate(rest: string[]): Command {
  const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options: {
    format: { type: 'string' }, scenario: { type: 'string' }, seed: { type: 'string' }, config: { type: 'string' }, 'no-config': { type: 'boolean' },
    calls: { type: 'string' }, 'dump-queue': { type: 'boolean' }, 'dump-at': { type: 'string', multiple: true }, 'tie-seed': { type: 'string' }, 'shuffle-ties': { type: 'boolean' },
    seeds: { type: 'string' }, export: { type: 'string', multiple: true }, 'svg-width': { type: 'string' },
  } });
  const format = formatOf(values.format);
  if (format === undefined) return mistaken(`--format takes text or json, not '${values.format}'.`);
  if (positionals.length !== 1) return mistaken('simulate takes one file.');
  const numbers: Record<string, number> = {};
  for (const [name, most] of Object.entries(wholeNumbers)) {
    const text = values[name as keyof typeof wholeNumbers];
    if (text === undefined) continue;
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(Number.isSafeInteger(number) && number <= most)) return mistaken(`--${name} takes a whole number from 0 to ${most}, not '${text}'.`);
    numbers[name] = number;
  }
  if (numbers['seeds'] === 0) return mistaken('--seeds takes at least 1.');
  const exports = parseExports(values.export ?? []);
  if (typeof exports === 'string') return mistaken(exports);
  const svgWidth = values['svg-width'] === undefined ? svgWidths.usual : Number(values['svg-width']);
  if (!(Number.isInteger(svgWidth) && svgWidth >= svgWidths.least && svgWidth <= svgWidths.most)) return mistaken(`--svg-width takes a whole number from ${svgWidths.least} to ${svgWidths.most}, not '${values['svg-width']}'.`);
  const dumpAt: number[] = [];
  for (const text of values['dump-at'] ?? []) {
    const time = parseDuration(text);
    if ('problem' in time) return mistaken(`--dump-at takes a time such as "250 ms", not '${text}'.`);
    dumpAt.push(time.nanoseconds);
  }
  const configuration = configurationOf(values);
  if (configuration === undefined) return mistaken(configurationsExclude);
  return {
    name: 'simulate', file: positionals[0]!, scenario: values.scenario, seed: numbers['seed'], format, configuration, calls: numbers['calls'] ?? 0, tieSeed: numbers['tie-seed'],
    shufflesTies: values['shuffle-ties'] === true, seeds: numbers['seeds'], dumps: { at: dumpAt.sort((a, b) => a - b), atEnd: values['dump-queue'] === true }, exports, svgWidth,
  };
}

const testFormats: readonly TestFormat[] = ['text', 'tap', 'junit'];

function parseTest(rest: string[]): Command {
  const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options: {
    format: { type: 'string' }, 'output-file': { type: 'string' }, scenario: { type: 'string' }, config: { type: 'string' }, 'no-config': { type: 'boolean' },
  } });
  const format = testFormats.find((each) => each === (values.format ?? 'text'));
  if (format === undefined) return mistaken(`--format takes text, tap or junit, not '${values.format}'.`);
  if (positionals.length === 0) return mistaken('test needs at least one file or folder.');
  if (values['output-file'] === '') return mistaken('--output-file takes the name of a file.');
  const configuration = configurationOf(values);
  if (configuration === undefined) return mistaken(configurationsExclude);
  return { name: 'test', files: positionals, scenario: values.scenario, format, outputFile: values['output-file'] === '-' ? undefined : values['output-file'], configuration };
}

/** A confidence as millionths: `0.95`, or `95 %`. */
function confidenceOf(text: string): number | undefined {
  const [, share, percent] = /^\s*(?:0?\.(\d{1,6})|(\d{1,2}(?:\.\d{1,4})?)\s*%)\s*$/.exec(text) ?? [];
  const millionths = share !== undefined ? Number(share.padEnd(6, '0')) : percent !== undefined ? Math.round(Number(percent) * 10_000) : 0;
  return millionths > 0 ? millionths : undefined;
}

/** Most seeds of a confirmation: beyond, exact arithmetic takes longer than anybody waits. */
const mostSeeds = 20_000;

function parseAdvise(rest: string[]): Command {
  const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options: {
    format: { type: 'string' }, scenario: { type: 'string' }, confidence: { type: 'string' }, seeds: { type: 'string' }, sweep: { type: 'string' }, chart: { type: 'string' },
  } });
  const format = formatOf(values.format);
  if (format === undefined) return mistaken(`--format takes text or json, not '${values.format}'.`);
  if (positionals.length !== 1) return mistaken('advise takes one file.');
  const confidence = confidenceOf(values.confidence ?? '0.95');
  if (confidence === undefined) return mistaken(`--confidence takes a number above 0 and below 1 with six decimals at most, such as 0.95, not '${values.confidence}'.`);
  const seeds = values.seeds === undefined ? undefined : /^\d+$/.test(values.seeds) ? Number(values.seeds) : NaN;
  if (seeds !== undefined && !(seeds >= 1 && seeds <= mostSeeds)) return mistaken(`--seeds takes a whole number from 1 to ${mostSeeds}, not '${values.seeds}'.`);
  return { name: 'advise', file: positionals[0]!, scenario: values.scenario, confidence, seeds, sweep: values.sweep, chart: values.chart, format };
}

/** Options of `prove` that take a whole number, with the least and the most. */
const proofNumbers = { requests: [1, 12], headers: [1, 8], entries: [1, 12], states: [1, 100_000_000], memory: [1, 16_000] } as const;

function parseProve(rest: string[]): Command {
  const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options: {
    format: { type: 'string' }, scenario: { type: 'string' }, requests: { type: 'string' }, entries: { type: 'string' }, states: { type: 'string' }, memory: { type: 'string' }, time: { type: 'string' }, 'no-cancel': { type: 'boolean' }, 'any-order': { type: 'boolean' }, removal: { type: 'boolean' }, headers: { type: 'string' },
    overlap: { type: 'boolean' },
  } });
  const format = formatOf(values.format);
  if (format === undefined) return mistaken(`--format takes text or json, not '${values.format}'.`);
  if (positionals.length !== 1) return mistaken('prove takes one file.');
  const numbers: Partial<Record<keyof typeof proofNumbers, number>> = {};
  for (const name of ['requests', 'headers', 'entries', 'states', 'memory'] as const) {
    const text = values[name];
    if (text === undefined) continue;
    const [least, most] = proofNumbers[name];
    const number = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(number >= least && number <= most)) return mistaken(`--${name} takes a whole number from ${least} to ${most}, not '${text}'.`);
    numbers[name] = number;
  }
  const time = values.time === undefined ? undefined : parseDuration(values.time);
  if (time !== undefined && ('problem' in time || time.nanoseconds <= 0)) return mistaken(`--time takes a time such as "30 s", not '${values.time}'.`);
  return {
    name: 'prove', file: positionals[0]!, scenario: values.scenario, format, limits: { states: numbers.states, memory: numbers.memory === undefined ? undefined : numbers.memory * 1e6, time: time === undefined ? undefined : time.nanoseconds / 1e6 }, bounds: {
      ...(numbers.requests === undefined ? {} : { requests: numbers.requests }), ...(numbers.entries === undefined ? {} : { deviceEntries: numbers.entries }),
      ...(values['no-cancel'] === true ? { cancels: false } : {}), ...(values['any-order'] === true ? { fills: 'any' as const } : {}),
      ...(numbers.headers === undefined ? {} : { headers: numbers.headers }), ...(values.removal === true ? { removal: true } : {}),
      ...(values.overlap === true ? { processOverlapsStates: true, dpcOverlapsStop: true } : {}),
    },
  };
}

function parseNegotiate(rest: string[]): Command {
  const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options: { format: { type: 'string' }, scenario: { type: 'string' }, option: { type: 'string', multiple: true } } });
  const format = formatOf(values.format);
  if (format === undefined) return mistaken(`--format takes text or json, not '${values.format}'.`);
  if (positionals.length !== 1) return mistaken('negotiate takes one file.');
  const options = values.option ?? [];
  const odd = options.find((each) => !each.includes('='));
  if (odd !== undefined) return mistaken(`--option takes NAME=VALUE, not '${odd}'.`);
  return { name: 'negotiate', file: positionals[0]!, scenario: values.scenario, options, format };
}

function parseExplain(rest: string[]): Command {
  const { values, positionals } = parseArgs({ args: rest, allowPositionals: true, options: { format: { type: 'string' } } });
  const format = values.format === 'markdown' ? 'markdown' : formatOf(values.format);
  if (format === undefined) return mistaken(`--format takes text, markdown or json, not '${values.format}'.`);
  return { name: 'explain', codes: positionals, format };
}

function parseCompletion(rest: string[]): Command {
  const { positionals } = parseArgs({ args: rest, allowPositionals: true, options: {} });
  const [name] = positionals;
  const shell = shells.find((each) => each === name);
  if (shell === undefined || positionals.length !== 1) return mistaken(`completion takes one of ${shells.join(', ')}${name === undefined ? '' : `, not '${positionals.join(' ')}'`}.`);
  return { name: 'completion', shell };
}
