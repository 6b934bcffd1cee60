/** What the commands are called, take and do: help, completion of shells, and the nearest name for a wrong one come from here. */
import { checkCommand } from './check';
import type { CommandDescription } from './description';
import { simulationCommands } from './simulation';

export type { CommandDescription, OptionDescription } from './description';

/** Shells that `avstream completion` writes for. */
export const shells = ['bash', 'zsh', 'fish', 'pwsh'] as const;
/** One of {@link shells}. */
export type Shell = (typeof shells)[number];

/** Every command, in the order of the overview. */
export const commands: readonly CommandDescription[] = [
  checkCommand,
  ...simulationCommands,
  {
    name: 'explain', parameters: '[CODE…]', completes: 'rules',
    summary: 'print the page of a rule; without a code, list every rule',
    about: ['The page tells when a rule is broken, what happens on Windows, what to write instead, with examples and sources.'],
    options: [{ name: 'format', value: 'FORMAT', choices: ['text', 'markdown', 'json'], text: 'how to print: text, markdown or json (text)' }],
    exitCodes: [[0, 'printed'], [2, 'a code does not exist; the others are still printed']],
    examples: [['explain FRM-25', 'what FileAlignment has to be'], ['explain', 'the list']],
  },
  {
    name: 'completion', parameters: shells.join('|'), completes: shells,
    summary: 'print what teaches a shell to complete avstream',
    about: ['Commands, options, their values and the codes of rules are completed. What is printed is to be read by the shell when it starts, as in the examples.'],
    options: [],
    exitCodes: [[0, 'printed'], [2, 'there is no such shell']],
    examples: [
      ['completion bash >> ~/.bashrc', 'bash'], ['completion zsh > ~/.zfunc/_avstream', 'zsh, where fpath has ~/.zfunc before compinit'],
      ['completion fish > ~/.config/fish/completions/avstream.fish', 'fish'], ['completion pwsh >> $PROFILE', 'PowerShell'],
    ],
  },
];

/** The description of a command, or nothing. */
export const commandNamed = (name: string): CommandDescription | undefined => commands.find((command) => command.name === name);
