import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type Tree, modelOf, parseTree } from '../document/index';
import type { Finding } from '../findings/index';
import { type InternalProblem, validate } from '../rules/index';

/** A document at one version and what follows from it, each computed once and only when asked for. */
export interface Analysis {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
  tree(): Tree;
  model(): Model;
  findings(): readonly Finding[];
  /** Whether {@link findings} costs nothing any more. */
  readonly hasFindings: boolean;
}

/** Keeps the analysis of every open document for as long as its version lasts. */
export interface Analyses {
  of(document: TextDocument): Analysis;
  forget(uri: string): void;
}

/** Nothing is computed until someone asks. `onInternalProblem` hears of rules that throw. */
export function createAnalyses(onInternalProblem: (problem: InternalProblem, analysis: Analysis) => void): Analyses {
  const known = new Map<string, Analysis>();
  return {
    of: (document) => {
      const found = known.get(document.uri);
      const text = document.getText();
      // A document that was closed and opened again may come with the version it had before.
      if (found !== undefined && found.version === document.version && found.text === text) return found;
      const analysis = analyse(document.uri, document.version, text, onInternalProblem);
      known.set(document.uri, analysis);
      return analysis;
    },
    forget: (uri) => {
      known.delete(uri);
    },
  };
}

function analyse(uri: string, version: number, text: string, onInternalProblem: (problem: InternalProblem, analysis: Analysis) => void): Analysis {
  let tree: Tree | undefined;
  let model: Model | undefined;
  let findings: readonly Finding[] | undefined;
  const analysis: Analysis = {
    uri, version, text,
    tree: () => (tree ??= parseTree(text)),
    model: () => (model ??= modelOf(analysis.tree())),
    findings: () => (findings ??= validate(analysis.model(), { onInternalProblem: (problem) => onInternalProblem(problem, analysis) })),
    get hasFindings() {
      return findings !== undefined;
    },
  };
  return analysis;
}
