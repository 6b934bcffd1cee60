import { type Instance, type Model, isStated, nodeOf, pointerOf, rawText } from '../../document/index';
import type { Simulation } from '../../ks/index';
import { planGraph } from '../compile/plan-graph';
import type { Reader } from '../compile/reader';
import { type Parameter, stretchOf } from '../parameters/parameter';
import { framesOf } from '../run/settled';
import type { Scenario } from '../scenario';

/**
 * The `Frames` of framings that decide how many frames a circuit of a simulation has: the only ones whose change changes anything. With an application at the other
 * end none does, and where the simulation states the create request itself that one holds.
 */
export function ruledFrames(model: Model, simulation: Instance<typeof Simulation>, scenario: Scenario): readonly Parameter[] {
  const { circuits = [] } = scenario;
  if (circuits.length === 0) return [];
  const reader: Reader = { model, paths: {}, presets: {}, assumptions: [] };
  const found = planGraph(reader, simulation).circuits.flatMap(({ segment }, index) => {
    const circuit = circuits[index]!;
    if (circuit.allocator.kind === 'injection' || scenario.paths[requestPath(index)] !== undefined) return [];
    const value = framesOf(circuit);
    return segment.frames.decidedBy.flatMap((place): Parameter[] => {
      if (typeof place === 'number' || !isStated(place[0], place[1] as never)) return [];
      const node = nodeOf(place[0], place[1] as never);
      const pointer = pointerOf(model.tree, node);
      return [{
        pointer, member: pointer, name: 'Frames', owner: circuit.label, part: 'value', kind: 'integer', summary: '', value, origin: 'stated', written: rawText(model.tree, node),
        lowest: 1, highest: 0xffffffff, ...stretchOf(value, 16, 1, 0xffffffff),
      }];
    });
  });
  // Both ends of a connection may use the same framing.
  return [...new Map(found.map((parameter) => [parameter.pointer, parameter])).values()];
}

/** Key of the scenario under which the simulation states the number of frames of a circuit in the create request. */
export const requestPath = (circuit: number): string => `circuits.${circuit}.allocator.setup.request.framing.Frames`;
