import { TextDocument } from 'vscode-languageserver-textdocument';
import { readModel } from '../../document/index';
import type { ListTestsParameters, ListTestsResult } from '../../protocol/index';
import { hidesTests, prepareTests } from '../../simulation/index';
import { localize } from '../localize';
import { nodeRange } from '../pointers';
import { scenarioProblemText } from '../simulation/scenario-problem';

/** Answers `avstream/listTests`: the simulations of a text as tests. */
export function listTests({ uri, text }: ListTestsParameters): ListTestsResult {
  const document = TextDocument.create(uri, 'avstream', 0, text);
  const model = readModel(text);
  return {
    tests: prepareTests(model).map(({ label, index, description, node, state }) => ({
      label, index, description, range: nodeRange(document, model.tree, node), expectations: state.kind === 'ready' ? state.stated : 0,
      ...(state.kind === 'impossible' ? { problem: scenarioProblemText(state.problem) } : {}),
    })),
    ...(hidesTests(model) ? { problem: localize('The descriptor has mistakes that may hide simulations; the problems list says which, once it is open.') } : {}),
  };
}
