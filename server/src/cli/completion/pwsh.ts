import { type Completed, helpOption, kindOf } from './completed';

/** A text inside single quotes. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (words: readonly string[]): string => `@(${words.map(quoted).join(', ')})`;

/** A script for PowerShell 5.1 and newer. Where it offers nothing, PowerShell completes names of files. */
export function pwshCompletion({ commands, codes, severities }: Completed): string {
  const blocks = commands.map(({ name, options, completes }) => {
    const values = options.flatMap((option): string[] => {
      switch (kindOf(option)) {
        case 'words': return [`      ${quoted(`--${option.name}`)} = ${list(option.choices ?? [])}`];
        case 'pair': return [`      ${quoted(`--${option.name}`)} = ${list((option.choices ?? []).map((choice) => `${choice}=`))}`];
        case 'rule': return [`      ${quoted(`--${option.name}`)} = @($codes | ForEach-Object { "$_=" })`];
        case 'file': case 'other': return [`      ${quoted(`--${option.name}`)} = @()`];
        case 'switch': return [];
      }
    });
    const parameters = completes === 'descriptors' ? '@()' : completes === 'rules' ? '$codes' : list(completes);
    return `    ${quoted(name)} = @{\n      options = ${list([...options, helpOption].map((option) => `--${option.name}`))}\n      parameters = ${parameters}\n      values = @{\n${values.map((line) => `  ${line}`).join('\n')}${values.length > 0 ? '\n' : ''}      }\n    }`;
  });
  return `# Completion of avstream for PowerShell; written by "avstream completion pwsh".
Register-ArgumentCompleter -Native -CommandName avstream -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $codes = ${list(codes)}
  $severities = ${list(severities)}
  $commands = [ordered]@{
${blocks.join('\n')}
  }
  $words = @($commandAst.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursorPosition -or $_.Extent.Text -ne $wordToComplete } | ForEach-Object { $_.Extent.Text })
  if ($words.Count -le 1) {
    $candidates = @($commands.Keys) + @('--help', '--version')
  } elseif (-not $commands.Contains($words[1])) {
    return
  } else {
    $command = $commands[$words[1]]
    # --format=sarif is one word; what is offered has all of it.
    $head = ''
    $option = $words[-1]
    $value = $wordToComplete
    if ($wordToComplete -match '^(?<option>--[A-Za-z-]+)=(?<value>.*)$') {
      $head = $Matches['option'] + '='
      $option = $Matches['option']
      $value = $Matches['value']
    }
    if ($value -match '^(?<code>[A-Za-z]+-[0-9]+)=') {
      $code = $Matches['code']
      $candidates = @($severities | ForEach-Object { "$head$code=$_" })
    } elseif ($command.values.ContainsKey($option)) {
      $candidates = @($command.values[$option] | ForEach-Object { "$head$_" })
    } elseif ($wordToComplete.StartsWith('-')) {
      $candidates = $command.options
    } else {
      $candidates = $command.parameters
    }
  }
  $candidates | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
`;
}
