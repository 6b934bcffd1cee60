import * as vscode from 'vscode';
import type { FindingReference, OutcomeWithoutTrace, TimelineViewState } from '../../../../server/src/protocol/index';
import { panels } from '../../identifiers';
import type { Services } from '../../services';
import type { RunOrder, RunResult } from '../../simulation/index';
import { pickSavedRun } from '../../saved-runs/index';
import type { OtherRun } from './comparing';
import { followCursor } from './follow-cursor';
import { createTimelineSession, timelineTitle, type TimelineSession } from './timeline-session';
import { readViewState } from './view-state';

/** The timeline panels: one a document, so that a document's runs replace each other in one place. */
export interface Timelines {
  /** Runs a scenario and shows it in the document's panel, which is opened beside the editor if there is none. */
  readonly run: (order: RunOrder) => Promise<RunResult>;
  /** Shows a run that was made elsewhere in the document's panel. `text`: of the document that it is of. */
  readonly showOutcome: (uri: vscode.Uri, outcome: OutcomeWithoutTrace, trace: Uint8Array, text: string) => void;
  /** Whether a document has a panel with a run, or about to have one. */
  readonly isShown: (uri: vscode.Uri) => boolean;
  /** Brings a document's panel to the front. @returns false when it has none */
  readonly reveal: (uri: vscode.Uri) => boolean;
  /** The same, and selects a finding of the run on show. @returns false when the document has no panel */
  readonly showFinding: (uri: vscode.Uri, finding: FindingReference) => boolean;
  /** Shows what the value at a pointer configured: in the document's panel, which is opened and filled if there is none. `scenario`: the one that has to be on show for that. */
  readonly showValue: (uri: vscode.Uri, path: string, scenario: string | undefined) => Promise<void>;
  /** Cancels every run that is going on in a panel. */
  readonly cancel: () => void;
  /** The run that a document's panel shows. */
  readonly shownRun: (uri: vscode.Uri) => OtherRun | undefined;
  /** The document whose panel has the focus. */
  readonly active: () => vscode.Uri | undefined;
}

/** Milliseconds of quiet after which an edited document is compared with the one that was run. */
const quiet = 200;

/** The timeline panels, restored after a reload, following cursor and edits. */
export function activateTimelineFeature(context: vscode.ExtensionContext, services: Services): Timelines {
  const sessions = new Map<string, TimelineSession>();
  const sessionOf = (uri: vscode.Uri): TimelineSession | undefined => sessions.get(uri.toString());

  const follower = followCursor(services, sessionOf);
  const adopt = (panel: vscode.WebviewPanel, uri: vscode.Uri, restored?: TimelineViewState): TimelineSession => {
    const session = createTimelineSession(context, services, panel, uri, restored, pickSavedRun);
    sessions.set(uri.toString(), session);
    session.onDidShow(() => follower.appeared(session));
    panel.onDidDispose(() => { if (sessionOf(uri) === session) sessions.delete(uri.toString()); });
    return session;
  };
  const open = (uri: vscode.Uri): TimelineSession => {
    const found = sessionOf(uri);
    if (found !== undefined) {
      // Where it is, without taking the focus from the descriptor.
      found.panel.reveal(undefined, true);
      return found;
    }
    return adopt(vscode.window.createWebviewPanel(panels.timeline, timelineTitle(uri), { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true }), uri);
  };

  const compare = new Map<string, ReturnType<typeof setTimeout>>();
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(panels.timeline, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const view = readViewState(state);
        const uri = view === undefined ? undefined : parse(view.uri);
        if (view === undefined || uri === undefined || sessionOf(uri) !== undefined) {
          panel.dispose();
          return;
        }
        // The rerun goes on by itself: VS Code waits for the panel, not for the simulation.
        void adopt(panel, uri, view).run({ uri, scenario: view.scenario, seed: view.seed, overrides: view.overrides });
        await Promise.resolve();
      },
    }),
    follower,
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (vscode.workspace.getConfiguration('avstream', document).get('simulateOnSave') === true) void sessionOf(document.uri)?.refresh(document);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const session = contentChanges.length === 0 ? undefined : sessionOf(document.uri);
      if (session === undefined) return;
      const key = document.uri.toString();
      clearTimeout(compare.get(key));
      compare.set(key, setTimeout(() => {
        compare.delete(key);
        session.documentChanged(document);
      }, quiet));
    }),
    new vscode.Disposable(() => { for (const timer of compare.values()) clearTimeout(timer); }),
  );

  return {
    run: (order) => open(order.uri).run(order),
    showOutcome: (uri, outcome, trace, text) => open(uri).showOutcome(outcome, trace, text),
    isShown: (uri) => sessionOf(uri)?.scenario() !== undefined,
    reveal: (uri) => {
      const session = sessionOf(uri);
      session?.panel.reveal(undefined, false);
      return session !== undefined;
    },
    showFinding: (uri, finding) => {
      const session = sessionOf(uri);
      session?.panel.reveal(undefined, false);
      session?.showFinding(finding);
      return session !== undefined;
    },
    showValue: async (uri, path, scenario) => {
      const session = open(uri);
      session.show(path);
      if (session.scenario() === undefined || (scenario !== undefined && session.scenario() !== scenario)) await session.run({ uri, scenario });
    },
    cancel: () => { for (const session of sessions.values()) session.cancel(); },
    shownRun: (uri) => sessionOf(uri)?.shownRun(),
    active: () => [...sessions.values()].find(({ panel }) => panel.active)?.uri,
  };
}

function parse(uri: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(uri, true);
  } catch {
    return undefined;
  }
}
