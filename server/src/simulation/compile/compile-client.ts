import { type Instance, durationOf, instancesIn, isStated, nodeOf, numberOf, pinReference } from '../../document/index';
import { SimulationClient, SimulationStall } from '../../ks/index';
import type { ClientScenario, ClientStall } from '../scenario';
import { clientNames } from './field-names';
import type { PinPlan } from './plan';
import { impossible } from './problem';
import { type Reader, pointer, readPart, stateAt } from './reader';


/** What the connected format says of the frames of a client. */
export interface ClientFrames {
  readonly frameBytes: number;
  /** Nominal time from frame to frame, with the node that says so. */
  readonly formatPeriod: { readonly value: number; readonly node: number } | undefined;
}

/** The application of a pin. A writer fills its buffers at a period of its own, else at that of the format. */
export function compileClient(reader: Reader, plan: PinPlan, writes: boolean, { frameBytes, formatPeriod }: ClientFrames, at: string): ClientScenario {
  const { client, preset, view } = plan;
  if (!client && !preset) impossible('noClient', plan.stated?.node ?? plan.node, { pin: pinReference(view) });
  if (client && !writes && isStated(client, 'Period')) impossible('periodOfReader', nodeOf(client, 'Period'), { pin: pinReference(view) });
  const { period: assumedPeriod, bufferBytes: assumedBytes, ...others } = preset?.preset.client ?? {};
  const values = {
    ...others,
    ...(writes && assumedPeriod !== undefined && !formatPeriod ? { period: assumedPeriod } : {}),
    // Buffers that a preset has for frames of its own would cut greater ones off.
    ...(assumedBytes !== undefined && assumedBytes >= frameBytes ? { bufferBytes: assumedBytes } : {}),
  };
  const part = readPart<ClientScenario, typeof SimulationClient>(reader, at, { stated: client ? [client] : [], preset: preset && { ...preset, values } }, clientNames);
  const node = client?.node ?? plan.node;
  const requests = part.requests ?? impossible('noRequests', node);
  const hold = part.hold ?? impossible('noHold', node);
  if (writes && part.period === undefined && formatPeriod) reader.paths[`${at}.period`] = pointer(reader, formatPeriod.node);
  return {
    ...part, requests, hold,
    ...(writes && part.period === undefined && formatPeriod ? { period: formatPeriod.value } : {}),
    ...(client ? statedMore(reader, client, at) : {}),
  };
}

function statedMore(reader: Reader, client: Instance<typeof SimulationClient>, at: string): Partial<ClientScenario> {
  const stalls = stallsOf(reader, at, client);
  if (!isStated(client, 'FirstQueuedAt')) return stalls ? { stalls } : {};
  const firstQueuedAt = stateAt(numberOf(client, 'FirstQueuedAt'));
  if (firstQueuedAt === undefined || firstQueuedAt === 'STOP') return impossible('firstQueuedAt', nodeOf(client, 'FirstQueuedAt'));
  reader.paths[`${at}.firstQueuedAt`] = pointer(reader, nodeOf(client, 'FirstQueuedAt'));
  return { firstQueuedAt, ...(stalls ? { stalls } : {}) };
}

function stallsOf(reader: Reader, at: string, client: Instance<typeof SimulationClient>): ClientStall[] | undefined {
  if (!isStated(client, 'Stalls')) return undefined;
  return instancesIn(client, 'Stalls', SimulationStall).map((stall, index) => {
    const start = durationOf(stall, 'Start') ?? impossible('missing', stall.node, { field: 'Start' });
    const duration = durationOf(stall, 'Duration') ?? impossible('missing', stall.node, { field: 'Duration' });
    reader.paths[`${at}.stalls.${index}`] = pointer(reader, stall.node);
    return { start, duration };
  });
}
