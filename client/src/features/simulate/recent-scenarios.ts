import type * as vscode from 'vscode';
import { memory } from '../../identifiers';

/** Documents remembered for a workspace. */
const mostDocuments = 50;
/** Scenarios remembered for a document. */
const mostScenarios = 10;

type Remembered = Readonly<Record<string, readonly string[]>>;

/** Which scenarios of a document were run lately. */
export interface RecentScenarios {
  /** Labels, the last used first. */
  readonly of: (uri: vscode.Uri) => readonly string[];
  readonly remember: (uri: vscode.Uri, label: string) => void;
}

/** @param state where it is kept, the workspace's memory */
export function createRecentScenarios(state: vscode.Memento): RecentScenarios {
  const all = (): Remembered => state.get<Remembered>(memory.recentScenarios, {});
  return {
    of: (uri) => all()[uri.toString()] ?? [],
    remember: (uri, label) => {
      const key = uri.toString();
      const { [key]: before = [], ...others } = all();
      const kept = Object.entries(others).slice(0, mostDocuments - 1);
      void state.update(memory.recentScenarios, Object.fromEntries([[key, [label, ...before.filter((other) => other !== label)].slice(0, mostScenarios)], ...kept]));
    },
  };
}
