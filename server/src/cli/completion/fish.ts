import type { OptionDescription } from '../commands/index';
import { type Completed, helpOption, kindOf } from './completed';

/** A text inside single quotes. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function takes(option: OptionDescription, { codes, severities }: Completed): string {
  switch (kindOf(option)) {
    case 'switch': return '';
    case 'words': return ` -x -a ${quoted((option.choices ?? []).join(' '))}`;
    case 'pair': return ` -r -F -a ${quoted((option.choices ?? []).map((choice) => `${choice}=`).join(' '))}`;
    case 'file': return ' -r -F';
    case 'rule': return ` -x -a ${quoted(codes.flatMap((code) => severities.map((severity) => `${code}=${severity}`)).join(' '))}`;
    case 'other': return ' -x';
  }
}

/** A script for fish. */
export function fishCompletion(completed: Completed): string {
  const lines = completed.commands.flatMap(({ name, summary, options, completes }) => {
    const behind = `complete -c avstream -n '__fish_seen_subcommand_from ${name}'`;
    return [
      `complete -c avstream -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
      ...[...options, helpOption].map((option) => `${behind} -l ${option.name}${takes(option, completed)} -d ${quoted(option.text)}`),
      completes === 'descriptors' ? `${behind} -F` : `${behind} -f -a ${quoted((completes === 'rules' ? completed.codes : completes).join(' '))}`,
    ];
  });
  return `# Completion of avstream for fish; written by "avstream completion fish".
complete -c avstream -f
complete -c avstream -n __fish_use_subcommand -l version -d 'print the version'
complete -c avstream -n __fish_use_subcommand -l help -d 'tell what commands there are'
${lines.join('\n')}
`;
}
