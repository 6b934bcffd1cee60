import type { OptionBasis } from '../queue/index';
import type { RunOptions } from '../scenario';

/** A choice of the run: the words it takes, the default first, and what that rests on. */
export interface RunOption<Name extends keyof RunOptions = keyof RunOptions> {
  readonly choices: readonly [RunOptions[Name], ...RunOptions[Name][]];
  readonly basis: OptionBasis;
  readonly sources: readonly string[];
}

/** Every choice of the run. */
export const runOptionTable: { readonly [Name in keyof RunOptions]: RunOption<Name> } = {
  stateOrder: { choices: ['sinkFirst', 'sourceFirst'], basis: 'assumed', sources: [] },
  stateChangeDuringProcess: { choices: ['waits', 'interrupts'], basis: 'inferred', sources: [] },
  emptyBufferHold: { choices: ['asFilled', 'none'], basis: 'assumed', sources: [] },
  peerFramesAtStop: { choices: ['atOnce', 'whenDone'], basis: 'assumed', sources: [] },
};
