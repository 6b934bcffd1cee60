import { configuredSeverities } from '../findings/index';
import { knownCodes } from '../rules/index';
import { type Shell, commands } from './commands/index';
import { bashCompletion } from './completion/bash';
import { fishCompletion } from './completion/fish';
import { pwshCompletion } from './completion/pwsh';
import type { Completed } from './completion/completed';
import { zshCompletion } from './completion/zsh';
import { print } from './print';

const writers: Readonly<Record<Shell, (completed: Completed) => string>> = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion, pwsh: pwshCompletion };

/** `avstream completion`: prints a script for a shell. Nothing in it runs avstream: completing costs no start of Node. */
export async function completion(shell: Shell): Promise<number> {
  await print(writers[shell]({ commands, codes: [...knownCodes].sort(), severities: configuredSeverities }));
  return 0;
}
