import type { OptionDescription } from '../commands/index';
import { type Completed, helpOption, kindOf } from './completed';

/** A text inside single quotes. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
/** A text where brackets and colons have a meaning. */
const plain = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&');

function argument(option: OptionDescription): string {
  const kind = kindOf(option);
  // Only those that may be repeated are offered again.
  // With the equals sign both --format sarif and --format=sarif are completed.
  const head = `${kind === 'pair' || kind === 'rule' ? '*' : ''}--${option.name}${kind === 'switch' ? '' : '='}[${plain(option.text)}]`;
  const value = plain(option.value ?? '');
  switch (kind) {
    case 'switch': return quoted(head);
    case 'words': return quoted(`${head}:${value}:(${(option.choices ?? []).join(' ')})`);
    case 'file': return quoted(`${head}:${value}:_files`);
    case 'pair': return quoted(`${head}:${value}:_avstream_output ${(option.choices ?? []).join(' ')}`);
    case 'rule': return quoted(`${head}:${value}:_avstream_rule`);
    case 'other': return quoted(`${head}:${value}: `);
  }
}

/** A script for zsh: to be read, or to lie in fpath as `_avstream`. */
export function zshCompletion({ commands, codes, severities }: Completed): string {
  const cases = commands.map(({ name, options, completes }) => {
    const parameters = completes === 'descriptors' ? quoted('*:descriptor:_files') : completes === 'rules' ? quoted('*:rule:_avstream_codes') : quoted(`1:word:(${completes.join(' ')})`);
    return `    ${name})\n      _arguments \\\n${[...options, helpOption].map((option) => `        ${argument(option)} \\\n`).join('')}        ${parameters} ;;`;
  });
  return `#compdef avstream
# Completion of avstream for zsh; written by "avstream completion zsh".

_avstream_codes() {
  local -a codes
  codes=(${codes.join(' ')})
  compadd -a codes
}

# A form and a file: sarif=report.sarif
_avstream_output() {
  if compset -P '*='; then _files; else compadd -S = -- "$@"; fi
}

# A rule and its severity: FRM-25=warning
_avstream_rule() {
  local -a codes
  if compset -P '*='; then
    compadd -- ${severities.join(' ')}
  else
    codes=(${codes.join(' ')})
    compadd -S = -a codes
  fi
}

_avstream() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quoted(`${name}:${plain(summary)}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}

if [ "$funcstack[1]" = "_avstream" ]; then
  _avstream "$@"
else
  compdef _avstream avstream
fi
`;
}
