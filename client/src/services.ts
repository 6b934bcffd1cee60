import type * as vscode from 'vscode';
import type { Exports } from './features/export/index';
import type { LanguageServer } from './server/index';
import type { Simulations } from './simulation/index';

/** What the features share. */
export interface Services {
  /** The output channel "AVStream". */
  readonly output: vscode.LogOutputChannel;
  readonly server: LanguageServer;
  readonly simulations: Simulations;
  readonly exports: Exports;
}
