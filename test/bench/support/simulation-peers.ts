import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { installPeer } from './peers';

const folder = path.resolve('.cache', 'peers');
const isWindows = process.platform === 'win32';

/** What is used of simjs (npm): a process-oriented simulator in JavaScript. */
export interface SimJs {
  readonly Sim: new () => { addEntity(entity: new () => SimJsEntity): SimJsEntity; simulate(end: number): void; time(): number };
  readonly Entity: new () => SimJsEntity;
}
export interface SimJsEntity { setTimer(duration: number): { done(callback: (argument: number) => void, context: unknown, argument?: number): unknown } }

/** simjs as npm has it; installed into the cache when it is not there. Nothing without a network. */
export function simJs(): SimJs | undefined {
  const installed = installPeer('simjs', '2.0.3');
  if (installed === undefined) return undefined;
  // Its bundle hands itself to a window and to nobody else.
  const window: { Sim?: SimJs } = {};
  (compileFunction(readFileSync(path.join(installed, 'sim.js'), 'utf8'), ['window']) as (window: object) => void)(window);
  return window.Sim;
}

/** Both programs for both generations of SimPy: `simpy` (3 and later) and `SimPy` (2, as Debian has it). They print seconds. */
const program = `
import random, sys, time
what, count = sys.argv[1], int(sys.argv[2])
try:
    import simpy
    def start(processes):
        env = simpy.Environment()
        for make in processes: env.process(make(env))
        return env.run
    def pause(env, span): return env.timeout(span)
    def spawn(env, process): env.process(process)
except ImportError:
    from SimPy.Simulation import Simulation, Process, hold
    class Wrapped(Process):
        def go(self, process):
            for span in process: yield hold, self, span
    def spawn(env, process):
        made = Wrapped(sim=env); env.activate(made, made.go(process))
    def start(processes):
        env = Simulation(); env.initialize()
        for make in processes: spawn(env, make(env))
        return lambda: env.simulate(until=1e18)
    def pause(env, span): return span
random.seed(1)
if what == 'events':
    def ticker(env):
        for _ in range(count // 100): yield pause(env, random.randrange(1, 1000000))
    run = start([ticker] * 100)
else:
    listed = list(range(8))
    def source(env):
        for frame in range(count):
            yield pause(env, 33366700)
            if listed: spawn(env, life(env, listed.pop(0)))
    def life(env, buffer):
        yield pause(env, 15552000)
        yield pause(env, random.randrange(5000, 25000))
        yield pause(env, random.randrange(20000000, 50000000))
        listed.append(buffer)
    run = start([source])
begin = time.perf_counter()
run()
print(time.perf_counter() - begin)
`;

/** Runs one of the two programs in SimPy and gives its seconds; nothing when Python or SimPy is not there. */
export function simPy(what: 'events' | 'pipeline', count: number): number | undefined {
  mkdirSync(folder, { recursive: true });
  const script = path.join(folder, 'simpy-peer.py');
  writeFileSync(script, program);
  // The Python that the system's packages belong to need not be the first on the PATH.
  for (const python of isWindows ? ['python'] : ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(python, [script, what, String(count)], { encoding: 'utf8', timeout: 120_000 });
    const seconds = Number(stdout);
    if (status === 0 && seconds > 0) return seconds;
  }
  return undefined;
}
