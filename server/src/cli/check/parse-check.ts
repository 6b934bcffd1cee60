import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CheckOptions } from '../check';
import { configurationOf, configurationsExclude } from '../configuration-choice';
import { isMeant } from '../nearest';
import { type CheckFormat, type CheckOutput, checkFormats } from './check-formats';

const formats = `${checkFormats.slice(0, -1).join(', ')} or ${checkFormats.at(-1)}`;
const formatNamed = (name: string): CheckFormat | undefined => checkFormats.find((each) => each === name);

/** The parameters of `avstream check`, or a sentence about what is wrong with them. */
export function parseCheck(rest: readonly string[]): { readonly files: readonly string[]; readonly options: CheckOptions } | string {
  const { values, positionals } = parseArgs({ args: [...rest], allowPositionals: true, options: {
    format: { type: 'string', multiple: true }, output: { type: 'string', multiple: true }, 'output-file': { type: 'string' }, 'max-warnings': { type: 'string' }, rule: { type: 'string', multiple: true },
    baseline: { type: 'string' }, 'write-baseline': { type: 'string' }, hints: { type: 'boolean' }, fix: { type: 'boolean' }, 'show-suppressed': { type: 'boolean' }, 'stdin-filename': { type: 'string' },
    config: { type: 'string' }, 'no-config': { type: 'boolean' },
  } });
  const outputs = parseOutputs(values.format ?? [], values.output ?? [], values['output-file']);
  if (typeof outputs === 'string') return outputs;
  if (positionals.length === 0) return 'check needs at least one file, folder or pattern; . is the current folder.';
  const maxWarnings = values['max-warnings'];
  if (maxWarnings !== undefined && !/^\d{1,9}$/.test(maxWarnings)) return `--max-warnings takes a whole number from 0 on, not '${maxWarnings}'.`;
  const { baseline, 'write-baseline': written, 'stdin-filename': stdinFilename } = values;
  for (const [name, value] of Object.entries({ baseline, 'write-baseline': written, 'stdin-filename': stdinFilename })) if (value === '' || value === '-') return `--${name} takes the name of a file.`;
  if (baseline !== undefined && written !== undefined) return '--baseline and --write-baseline exclude each other: the one compares, the other accepts everything that is found.';
  if (stdinFilename !== undefined && !positionals.includes('-')) return '--stdin-filename says what standard input is called; name - among the files.';
  const configuration = configurationOf(values);
  if (configuration === undefined) return configurationsExclude;
  return { files: positionals, options: {
    outputs, hints: values.hints === true, showSuppressed: values['show-suppressed'] === true, configuration, rules: values.rule ?? [],
    maxWarnings: maxWarnings === undefined ? Infinity : Number(maxWarnings), baseline, writeBaseline: written, fix: values.fix === true, stdinFilename,
  } };
}

/** What is to be written where; standard output always gets something. */
function parseOutputs(wanted: readonly string[], beside: readonly string[], file: string | undefined): readonly CheckOutput[] | string {
  if (wanted.length > 1) return '--format is given twice; --output FORMAT=PATH writes further reports to files.';
  const [name] = wanted;
  const format = formatNamed(name ?? 'text');
  if (format === undefined) return `--format takes ${formats}, not '${name}'.${isMeant(name!, checkFormats)}`;
  if (file === '') return '--output-file takes the name of a file.';
  const outputs: CheckOutput[] = file === undefined ? [] : [{ format, path: file }];
  for (const text of beside) {
    const [word, target] = [text.split('=', 1)[0]!, text.slice(text.indexOf('=') + 1)];
    const one = formatNamed(word);
    if (one === undefined || !text.includes('=') || target === '') return `--output takes FORMAT=PATH, where FORMAT is ${formats}, not '${text}'.${one === undefined ? isMeant(word, checkFormats) : ''}`;
    outputs.push({ format: one, path: target });
  }
  if (file === undefined && !(name === undefined && outputs.some((each) => each.path === '-'))) outputs.push({ format, path: '-' });
  else if (!outputs.some((each) => each.path === '-')) outputs.push({ format: 'text', path: '-' });
  const placeOf = (each: CheckOutput): string => (each.path === '-' ? '-' : path.resolve(each.path));
  const twice = outputs.find((each, index) => outputs.findIndex((other) => placeOf(other) === placeOf(each)) !== index);
  if (twice !== undefined) return twice.path === '-' ? 'standard output takes one report: --format or one --output FORMAT=-.' : `${twice.path} is named for two reports.`;
  return outputs;
}
