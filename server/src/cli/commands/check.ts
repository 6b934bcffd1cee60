import { checkFormats } from '../check/check-formats';
import { type CommandDescription, configurationOptions } from './description';

/** `avstream check`. */
export const checkCommand: CommandDescription = {
  name: 'check', parameters: 'PATH…', completes: 'descriptors',
  summary: 'check descriptors against the rules of kernel streaming',
  about: [
    'PATH is a descriptor, a folder (every *.avstream.json and *.avstream.jsonc in and below it; not in node_modules, nor in folders whose names begin with a dot), a pattern with * ? ** [ab] {a,b}, or - for standard input.',
    'Severities come from avstream.config.json in the folder of each file and above, the same that the editor reads. Comments (avstream-disable-next-line FRM-25 -- reason) and Suppress lists in a descriptor accept single findings; a baseline accepts all that are there today.',
    'Text is one finding a line, file:line:column: severity CODE: message, counted from 1. avstream explain CODE tells what a code means and what to write instead.',
  ],
  options: [
    { name: 'format', value: 'FORMAT', choices: checkFormats, text: 'what standard output gets: text, json, sarif (2.1.0), junit (XML) or github (annotations of a workflow) (text)' },
    { name: 'output', value: 'FORMAT=PATH', choices: checkFormats, completes: 'file', text: 'write a report to a file beside; may be repeated; - is standard output' },
    { name: 'output-file', value: 'PATH', completes: 'file', text: 'write the report of --format to a file; standard output has text then' },
    { name: 'max-warnings', value: 'N', text: 'end with exit code 1 when there are more than N warnings' },
    { name: 'rule', value: 'CODE=SEVERITY', completes: 'rule', text: 'another severity for a rule, over every configuration: error, warning, info, hint, off or default; may be repeated' },
    { name: 'baseline', value: 'FILE', completes: 'file', text: 'leave out the findings that this file has' },
    { name: 'write-baseline', value: 'FILE', completes: 'file', text: 'write all findings to this file, which accepts them from now on' },
    { name: 'fix', text: 'write to the files what is safe to fix: misspelt names, what is ignored or said twice, other forms of the same; report what is left' },
    { name: 'hints', text: 'print hints too that no configuration names; they hold for almost every driver' },
    { name: 'show-suppressed', text: 'print too what the documents suppress and what the baseline has' },
    { name: 'stdin-filename', value: 'PATH', completes: 'file', text: 'what - is called in reports; its configuration is that of its folder' },
    ...configurationOptions,
  ],
  exitCodes: [[0, 'no finding of level error, and no more warnings than --max-warnings accepts'], [1, 'some'], [2, 'something could not be read or written, a configuration has an error, or the command line is wrong; what could be checked is still reported']],
  examples: [
    ['check drivers', 'every descriptor in a folder'],
    ['check . --format github --output sarif=avstream.sarif --output junit=results.xml', 'in a workflow of GitHub: annotations, and two files for other tools'],
    ['check . --write-baseline avstream.baseline.json', 'accept what there is today'],
    ['check . --baseline avstream.baseline.json --max-warnings 0', 'and let nothing new in'],
    ['check . --fix', 'correct what needs no decision, and tell the rest'],
    ['check capture.avstream.json --rule FRM-25=warning --rule FRM-06=off', 'with other severities, once'],
    ['check - --stdin-filename drivers/capture.avstream.json', 'what an editor or a hook has in memory'],
  ],
};
