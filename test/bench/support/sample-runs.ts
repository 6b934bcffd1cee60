import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readModel } from '../../../server/src/document/index';
import type { CapturePinScenario, Scenario } from '../../../server/src/simulation/index';
import { compileScenario, simulationsOf } from '../../../server/src/simulation/index';
import type { PeerPipeline } from './simjs-pipeline';

/** The first simulation of a shipped sample, long enough to be timed, and as much of it as a general simulator has. */
export interface SampleRun {
  readonly name: string;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly peer: PeerPipeline;
}

const none = { kind: 'constant', value: 0 } as const;

/** The samples whose first simulation has one device that fills the buffers of one application, a frame in each, which is what the peer does, too; each made to last for so many frames. */
export function sampleRuns(frames: number): readonly SampleRun[] {
  return readdirSync('samples').filter((file) => file.endsWith('.avstream.json')).sort().flatMap((file): SampleRun[] => {
    const model = readModel(readFileSync(path.join('samples', file), 'utf8'));
    const first = simulationsOf(model)[0];
    const compiled = first === undefined ? undefined : compileScenario(model, first, 0);
    const pin = compiled?.kind === 'scenario' ? compiled.scenario.pins[0] : undefined;
    if (compiled?.kind !== 'scenario' || pin === undefined || !isCapture(pin) || !isPipeline(compiled.scenario)) return [];
    const { period } = pin.source;
    const { interruptLatency = { kind: 'constant', value: 5_000 }, dpcLatency = { kind: 'constant', value: 20_000 }, completionLatency = { kind: 'constant', value: 50_000 } } = pin.system;
    return [{
      name: path.basename(file, '.avstream.json'), scenario: { ...compiled.scenario, duration: period * frames }, seed: compiled.seed,
      peer: {
        frames, period, requests: pin.client.requests, transfer: pin.hardware.transferTime ?? none, hold: pin.client.hold,
        toClient: [interruptLatency, dpcLatency, pin.driver.dpcTime ?? { kind: 'constant', value: 5_000 }, completionLatency],
      },
    }];
  });
}

function isCapture(pin: Scenario['pins'][number]): pin is CapturePinScenario {
  return pin.source !== undefined && pin.client !== undefined;
}

function isPipeline({ pins, circuits, filters }: Scenario): boolean {
  return pins.length === 1 && circuits === undefined && filters === undefined && pins[0]!.driver.chunkBytes === undefined;
}
