import { type Completed, helpOption, kindOf } from './completed';

/** A script for bash 3.2 and newer. Where it offers nothing, bash completes names of files. */
export function bashCompletion({ commands, codes, severities }: Completed): string {
  const cases: string[] = [];
  const severity: string[] = [];
  for (const { name, options } of commands) {
    for (const option of options) {
      const words = (option.choices ?? []).join(' ');
      const before = `"${name} --${option.name}"`;
      switch (kindOf(option)) {
        case 'words': cases.push(`    ${before}) _avstream_words "${words}"; return ;;`); break;
        case 'pair': cases.push(`    ${before}) _avstream_heads "${words}"; return ;;`); break;
        case 'rule':
          cases.push(`    ${before}) _avstream_heads "$_avstream_codes"; return ;;`);
          severity.push(before);
          break;
        case 'file': case 'other': cases.push(`    ${before}) return ;;`); break;
        case 'switch': break;
      }
    }
  }
  const options = commands.map((command) => `      ${command.name}) _avstream_words "${[...command.options, helpOption].map(({ name }) => `--${name}`).join(' ')}" ;;`);
  const parameters = commands.flatMap(({ name, completes }) => (completes === 'descriptors' ? [] : [`    ${name}) _avstream_words "${completes === 'rules' ? '$_avstream_codes' : completes.join(' ')}" ;;`]));
  return `# Completion of avstream for bash; written by "avstream completion bash".
_avstream_codes="${codes.join(' ')}"

_avstream_words() {
  COMPREPLY=($(compgen -P "$head" -W "$1" -- "$current"))
}

# Words with an equals sign, behind which something follows.
_avstream_heads() {
  COMPREPLY=($(compgen -P "$head" -S = -W "$1" -- "$current"))
  compopt -o nospace 2> /dev/null
}

# What stands before the last equals sign is part of the word that bash replaces only where COMP_WORDBREAKS has none.
_avstream_head() {
  case "$COMP_WORDBREAKS" in
  *=*) head="" ;;
  *) head="\${word%"$current"}" ;;
  esac
}

_avstream() {
  local command="\${COMP_WORDS[1]}" head="" option="" current="" word part at joined=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    current="\${COMP_WORDS[1]}"
    _avstream_words "${[...commands.map(({ name }) => name), '--help', '--version'].join(' ')}"
    return
  fi
  # Newer shells take an equals sign for a word of its own: --format=sarif is three. They are joined again.
  word=""
  for ((at = 2; at <= COMP_CWORD; at++)); do
    part="\${COMP_WORDS[at]}"
    if [ "$part" = "=" ]; then
      word="$word="
      joined=yes
    elif [ -n "$joined" ]; then
      word="$word$part"
      joined=""
    else
      option="$word"
      word="$part"
    fi
  done
  current="$word"
  case "$word" in
  --*=*)
    option="\${word%%=*}"
    current="\${word#*=}" ;;
  esac
  case "$command $option $current" in
${severity.map((before) => `  ${before.slice(0, -1)} "*=*)
    current="\${current#*=}"
    _avstream_head
    _avstream_words "${severities.join(' ')}"
    return ;;`).join('\n')}
  esac
  _avstream_head
  case "$command $option" in
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
