import { type Completed, helpOption, kindOf } from './completed';

/** A script for bash 3.2 and newer. Where it offers nothing, bash completes names of files. */
export function bashCompletion({ commands, codes, severities }: Completed): string {
  const cases: string[] = [];
  for (const { name, options } of commands) {
    for (const option of options) {
      const words = (option.choices ?? []).join(' ');
      const before = `"${name} --${option.name}"`;
      switch (kindOf(option)) {
        case 'words': cases.push(`    ${before}) _avstream_words "${words}"; return ;;`); break;
        case 'pair': cases.push(`    ${before}) _avstream_heads "${words}"; return ;;`); break;
        case 'rule': cases.push(`    ${before}) _avstream_heads "$_avstream_codes"; return ;;`); break;
        case 'file': case 'other': cases.push(`    ${before}) return ;;`); break;
        case 'switch': break;
      }
    }
  }
  const rules = commands.flatMap(({ name, options }) => options.filter((option) => kindOf(option) === 'rule').map((option) => `"${name} --${option.name}"`));
  const options = commands.map((command) => `      ${command.name}) _avstream_words "${[...command.options, helpOption].map(({ name }) => `--${name}`).join(' ')}" ;;`);
  const parameters = commands.flatMap(({ name, completes }) => (completes === 'descriptors' ? [] : [`    ${name}) _avstream_words "${completes === 'rules' ? '$_avstream_codes' : completes.join(' ')}" ;;`]));
  return `# Completion of avstream for bash; written by "avstream completion bash".
_avstream_codes="${codes.join(' ')}"

_avstream_words() {
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

# Words with an equals sign, behind which something follows.
_avstream_heads() {
  COMPREPLY=($(compgen -S = -W "$1" -- "$current"))
  compopt -o nospace 2> /dev/null
}

_avstream() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    _avstream_words "${[...commands.map(({ name }) => name), '--help', '--version'].join(' ')}"
    return
  fi
  # bash takes an equals sign for a word of its own.
  if [ "$current" = "=" ]; then
    current=""
    previous="="
    COMP_CWORD=$((COMP_CWORD + 1))
  fi
  if [ "$previous" = "=" ]; then
    case "$command \${COMP_WORDS[COMP_CWORD-3]}" in
    ${rules.join('|')}) _avstream_words "${severities.join(' ')}" ;;
    esac
    return
  fi
  case "$command $previous" in
${cases.join('\n')}
  esac
  case "$current" in
  -*)
    case "$command" in
${options.join('\n')}
    esac
    return ;;
  esac
  case "$command" in
${parameters.join('\n')}
  esac
}

complete -o bashdefault -o default -F _avstream avstream
`;
}
