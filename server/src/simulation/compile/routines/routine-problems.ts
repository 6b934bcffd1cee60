import { type Instance, type Model, type NodeId, boundValues, elementsOf, instanceIn, instancesIn, isStated } from '../../../document/index';
import { DriverRoutine, DriverRoutines, type SimulationDriver } from '../../../ks/index';
import { createAssembly } from '../../behaviour/assemble';
import type { ScenarioProblem } from '../problem';
import { type Routine, type Routines, compileNamed, compileRoutine, describedIn, everyStepOf, gatherNames, placeOf, refuseDecided, refuseMixture } from './compile-routine';
import { type Problems, type Step, attempt } from './scope';

/** Problems that may come of a step that cannot be read: it may have set the name, or been the way out. */
const doubtful = {
  names: new Set(['pointerNeverSet', 'pointerNeverSetNearest', 'pointerOfOther', 'unknownCondition', 'unknownConditionNearest']),
  ways: new Set(['missingReturn', 'unreachableStep']),
  routines: new Set(['unknownRoutine', 'unknownRoutineNearest', 'noTimeoutCallback']),
};

/** What was found in a driver, as long as the same objects in it were misread. */
const known = new WeakMap<Instance, { readonly misread: string; readonly problems: readonly ScenarioProblem[] }>();

/** Everything that is wrong with the routines of a driver by themselves, in no order; what is marked in the document already, and what may only come of that, is left out. */
export function routineProblems(model: Model, driver: Instance<typeof SimulationDriver>): readonly ScenarioProblem[] {
  const routines = instanceIn(driver, 'Routines', DriverRoutines);
  if (routines === undefined || !isStated(driver, 'Routines')) return [];
  const objects = misreadObjects(model, routines.node);
  if (objects === undefined) return [];
  const misread = [...objects].join();
  const before = known.get(driver);
  if (before?.misread === misread) return before.problems;
  const problems = findProblems(driver, routines, objects);
  known.set(driver, { misread, problems });
  return problems;
}

function findProblems(driver: Instance<typeof SimulationDriver>, routines: Routines, misread: ReadonlySet<NodeId>): readonly ScenarioProblem[] {
  const problems: Problems = { found: [], isBroken: (step) => misread.has(step.node) || boundValues(step).some(({ state }) => state === 'invalid') };
  const { found } = problems;
  const described = describedIn(routines);
  const assembly = createAssembly();
  refuseDecided(problems, driver, described);
  const named = gatherNames(routines, described, assembly, () => '', problems);
  for (const field of described) compileRoutine(named.names, instanceIn(routines, field, DriverRoutine)!, { ...placeOf(field, 'passive'), fallback: field, before: null, reserved: -1 });
  compileNamed(named);
  attempt(named.names, () => refuseMixture(assembly, routines), undefined);
  const steps = everyStepOf(routines, described);
  const isUnread = hasUnreadSteps(routines, steps) || steps.some(({ node }) => misread.has(node)) || found.some(({ key }) => key === 'noVerb' || key === 'twoVerbs');
  const areNamesUnsure = isUnread || found.some(({ key, arguments: values }) => key === 'stepMissing' && values.field === 'As');
  const areRoutinesUnsure = misread.has(routines.node) || boundValues(routines).some(({ state }) => state === 'invalid') || found.some(({ key }) => key === 'routineWithoutName');
  return found.filter(({ key }) => !(isUnread && doubtful.ways.has(key)) && !(areNamesUnsure && doubtful.names.has(key)) && !(areRoutinesUnsure && doubtful.routines.has(key)));
}

/** The objects with properties that do not exist, by their nodes; nothing when the routines have a syntax error, after which nobody knows what they say. */
function misreadObjects({ problems, tree }: Model, routines: NodeId): ReadonlySet<NodeId> | undefined {
  const objects = new Set<NodeId>();
  for (const { code, node, start } of problems) {
    if (code === 'DOC-01' && start >= tree.start[routines]! && start <= tree.end[routines]!) return undefined;
    // The node is the name; above it are the property and its object.
    if (code === 'DOC-02' && node !== -1) objects.add(tree.parent[tree.parent[node]!]!);
  }
  return objects;
}

/** Whether a list of steps, or of routines, has something in it that is none. */
function hasUnreadSteps(routines: Routines, steps: readonly Step[]): boolean {
  const isUnread = (elements: ReturnType<typeof elementsOf>): boolean => elements?.some(({ state }) => state === 'invalid') === true;
  const all: readonly Routine[] = [...describedIn(routines).map((field) => instanceIn(routines, field, DriverRoutine)!), ...instancesIn(routines, 'Callbacks', DriverRoutine), ...instancesIn(routines, 'WorkItems', DriverRoutine)];
  return isUnread(elementsOf(routines, 'Callbacks')) || isUnread(elementsOf(routines, 'WorkItems')) || isUnread(elementsOf(routines, 'Kept')) || all.some((routine) => isUnread(elementsOf(routine, 'Steps')))
    || steps.some((step) => (['Then', 'Else', 'Do'] as const).some((field) => isUnread(elementsOf(step, field))));
}
