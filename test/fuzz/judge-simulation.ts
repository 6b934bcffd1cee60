import { readModel, resolvePointer } from '../../server/src/document/index';
import { simulationReport, sentence } from '../../server/src/cli/simulation-report';
import { compileScenario, createSimulation, simulationsOf } from '../../server/src/simulation/index';

/** Events after which a run has shown enough. */
const enough = 4_000;

/** Something about a simulation that is wrong whatever it says; `kind` names it without its particulars. */
export class WrongSimulation extends Error {
  constructor(readonly kind: string, detail: string) {
    super(`${kind}: ${detail}`);
  }
}

/**
 * Every simulation of a document either says in one sentence, at a place of the document, why it cannot be run, or runs: no invariant breaks, every place it names is there, and
 * every text of its report has what it needs. Returns how many ran.
 */
export function judgeSimulations(text: string): number {
  const model = readModel(text);
  let ran = 0;
  simulationsOf(model).forEach((simulation, index) => {
    const compiled = compileScenario(model, simulation, index);
    if (compiled.kind === 'impossible') {
      const { key, arguments: values, node } = compiled.problem;
      const said = sentence(`scenario.${key}`, values);
      if (said === `scenario.${key}` || /\{\w+\}/.test(said)) throw new WrongSimulation(`problem ${key} has no text`, said);
      if (!(node >= 0)) throw new WrongSimulation(`problem ${key} has no place`, said);
      return;
    }
    const { scenario, seed, assumptions } = compiled;
    for (const [key, pointer] of Object.entries(scenario.paths)) if (pointer !== '' && resolvePointer(model.tree, pointer) === -1) throw new WrongSimulation('a value leads nowhere', `${key} ${pointer}`);
    const run = createSimulation({ ...scenario, checkInvariants: true, limits: { events: enough, calls: 50 } }, seed);
    while (!run.advance(1_000).done);
    const result = run.result();
    for (const { key, path, relatedPaths } of result.findings) {
      for (const pointer of [path, ...relatedPaths]) if (pointer !== '' && resolvePointer(model.tree, pointer) === -1) throw new WrongSimulation(`finding ${key} leads nowhere`, pointer);
    }
    const report = simulationReport(result, assumptions, { findings: result.findings, suppressed: [] });
    const unfilled = /\{\w+\}|undefined|NaN|\[object/.exec(report);
    if (unfilled !== null) throw new WrongSimulation(`the report says ${unfilled[0]}`, report.split('\n').find((line) => line.includes(unfilled[0])) ?? '');
    ran += 1;
  });
  return ran;
}
