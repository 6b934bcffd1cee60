import { afterEach, expect, test } from 'vitest';
import { type SimulateResult, methods } from '../../server/src/protocol/index';
import { decodeTrace } from '../../server/src/trace/index';
import { type Session, openSession } from './support/session';

/** One second of 100 frames, and four minutes of 24,000: more than tell of stream pointers by themselves. */
const document = JSON.stringify({
  FormatVersion: 1,
  Filters: [{ Label: 'f', PinDescriptors: [{ Label: 'p', Dispatch: { Process: 'Process' }, PinDescriptor: { DataFlow: 'KSPIN_DATAFLOW_OUT' } }] }],
  Simulations: ['1 s', '240 s'].map((Duration) => ({ Label: Duration, Duration, Source: { Period: '10 ms', FrameSize: 4096 }, Client: { Requests: 4, Hold: '5 ms' } })),
});

let session: Session | undefined;
afterEach(() => session?.close());

test('a short run tells where stream pointers pointed, a long one when asked to, and is the same run', async () => {
  session = await openSession();
  const uri = await session.open(document);
  const simulate = async (scenario: string, streamPointers?: boolean): Promise<{ readonly pointers: number; readonly fingerprint: string }> => {
    const result = await session!.client.sendRequest<SimulateResult>(methods.simulate, { uri, runId: 'run', scenario, ...(streamPointers === undefined ? {} : { streamPointers }) });
    if (result.kind !== 'completed') throw new Error(result.text);
    const trace = decodeTrace(Buffer.from(result.outcome.trace, 'base64'));
    if ('problem' in trace) throw new Error(trace.problem);
    expect(result.outcome.traceTexts['row.streamPointer.0']).toBe('Leading edge');
    return { pointers: trace.rows.filter(({ kind }) => kind === 'streamPointer').length, fingerprint: result.outcome.fingerprint };
  };
  expect((await simulate('1 s')).pointers).toBeGreaterThan(1);
  const long = await simulate('240 s');
  expect(long.pointers).toBe(0);
  const asked = await simulate('240 s', true);
  expect(asked.pointers).toBeGreaterThan(1);
  expect(asked.fingerprint).toBe(long.fingerprint);
});
