import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Model, type ModelVersion, type TextChange, type Tree, type TreeVersion, firstTree, joined, modelAfter, shortened, treeAfter } from '../document/index';
import type { Finding } from '../findings/index';
import { type InternalProblem, type Validation, validationSteps } from '../rules/index';
import type { ChangeSince } from './document-changes';

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
  /** Works on the findings for a moment. True when they are there. */
  advance(): boolean;
}

/** Keeps the analysis of every open document for as long as its version lasts. */
export interface Analyses {
  of(document: TextDocument): Analysis;
  forget(uri: string): void;
}

/** What a later version goes on from. */
interface Kept {
  readonly text: string;
  readonly tree: TreeVersion;
  readonly model: ModelVersion | undefined;
}

/** An earlier version, and the stretch that was changed since. */
interface Base {
  readonly kept: Kept;
  readonly change: TextChange;
}

interface KeptAnalysis extends Analysis {
  /** What the next version goes on from, after a change. */
  base(change: TextChange): Base | undefined;
}

/**
 * Nothing is computed until someone asks, and then what the version before had is taken over where the edit left it alone. `onInternalProblem` hears of
 * rules that throw; `changeSince` tells what an edit touched.
 */
export function createAnalyses(onInternalProblem: (problem: InternalProblem, analysis: Analysis) => void, changeSince: ChangeSince): Analyses {
  const known = new Map<string, KeptAnalysis>();
  return {
    of: (document) => {
      const found = known.get(document.uri);
      const text = document.getText();
      // A document that was closed and opened again may come with the version it had before.
      if (found !== undefined && found.version === document.version && found.text === text) return found;
      const change = changeSince(document, found?.text);
      const base = found?.base(change ?? { start: 0, oldEnd: found.text.length, newEnd: text.length });
      const analysis = analyse(document.uri, document.version, text, base, onInternalProblem);
      known.set(document.uri, analysis);
      return analysis;
    },
    forget: (uri) => {
      known.delete(uri);
    },
  };
}

function analyse(uri: string, version: number, text: string, from: Base | undefined, onInternalProblem: (problem: InternalProblem, analysis: Analysis) => void): KeptAnalysis {
  let base = from;
  let tree: TreeVersion | undefined;
  let model: ModelVersion | undefined;
  let steps: Generator<undefined, Validation, undefined> | undefined;
  let findings: readonly Finding[] | undefined;
  const treeVersion = (): TreeVersion => (tree ??= base === undefined ? firstTree(text) : treeAfter(base.kept.tree, text, shortened(base.kept.text, text, base.change)));
  const modelVersion = (): ModelVersion => {
    if (model === undefined) {
      model = modelAfter(base?.kept.model, treeVersion());
      // The version before is not needed any more.
      base = undefined;
    }
    return model;
  };
  const analysis: KeptAnalysis = {
    uri, version, text,
    tree: () => treeVersion().tree,
    model: () => modelVersion().model,
    findings: () => {
      while (findings === undefined) analysis.advance();
      return findings;
    },
    get hasFindings() {
      return findings !== undefined;
    },
    advance: () => {
      if (findings !== undefined) return true;
      steps ??= validationSteps(analysis.model(), { onInternalProblem: (problem) => onInternalProblem(problem, analysis) });
      const { done, value } = steps.next();
      if (done !== true) return false;
      findings = value.findings;
      steps = undefined;
      return true;
    },
    base: (change) => {
      if (tree !== undefined) return { kept: { text, tree, model: model ?? base?.kept.model }, change };
      return base && { kept: base.kept, change: joined(base.change, change) };
    },
  };
  return analysis;
}
