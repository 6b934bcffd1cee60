import type { TextDocument } from 'vscode-languageserver-textdocument';
import { applyEdits, modelOf, parseTree } from '../../document/index';
import type { EditParametersParameters, EditParametersResult } from '../../protocol/index';
import { editsForOverrides, listParameters } from '../../simulation/index';
import { ruledFrames } from '../../simulation/advice/index';
import type { Analysis } from '../analysis';
import { localize } from '../localize';
import { findScenario } from './prepare-run';

/** Answers `avstream/editParameters`: how the document is edited so that it says what was tried, or why it cannot be. */
export function editParameters(document: TextDocument, analysis: Analysis, { scenario, overrides }: EditParametersParameters): EditParametersResult {
  const model = analysis.model();
  const found = findScenario(document, model, scenario);
  if (found.kind === 'impossible') return { kind: 'refused', text: found.text };
  const { scenario: compiled } = found.compiled;
  // Frames of the framings that rule are no part of the simulation, but advice offers them.
  const result = editsForOverrides(model.tree, [...listParameters(model, found.simulation, compiled), ...ruledFrames(model, found.simulation, compiled)], overrides);
  if (!('problem' in result)) {
    // What was tried ran; what was edited since may not go with it.
    const edited = modelOf(parseTree(applyEdits(analysis.text, result.edits)));
    const again = findScenario(document, edited, scenario);
    if (again.kind === 'impossible') return { kind: 'refused', text: again.text };
    return { kind: 'edits', edits: result.edits.map(({ start, end, text }) => ({ range: { start: document.positionAt(start), end: document.positionAt(end) }, newText: text })) };
  }
  switch (result.problem) {
    case 'broken': return { kind: 'refused', text: localize('The descriptor has syntax errors, so that nothing can be written into it safely. Repair them and write again.') };
    case 'outOfRange': return { kind: 'refused', text: localize('The value for {pointer} is out of range.', { pointer: result.pointer }) };
    default: return { kind: 'refused', text: localize('The descriptor was edited since the run: {pointer} is not in the simulation "{label}" any more. Run it again and set the value again.', { pointer: 'pointer' in result ? result.pointer : `/${result.path.join('/')}`, label: scenario }) };
  }
}
