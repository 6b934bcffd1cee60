import type { Call } from '../queue/index';
import type { SimulationModel } from '../run/model';
import type { RunCall } from '../result';

/** Routines whose prototype says at which IRQL they are called (ks.h), and the one that is called with the spin lock of the queue held (W:stream-pointers-and-irp-cancellation). */
const irqls: Readonly<Partial<Record<Call['what'], RunCall['irql']>>> = {
  Create: 'PASSIVE_LEVEL', Close: 'PASSIVE_LEVEL', SetDataFormat: 'PASSIVE_LEVEL', SetDeviceState: 'PASSIVE_LEVEL', Reset: 'PASSIVE_LEVEL', SetPower: 'PASSIVE_LEVEL', SurpriseRemoval: 'PASSIVE_LEVEL',
  CancelCallback: 'DISPATCH_LEVEL',
};

/** The record of calls. Those to and by an allocator have their IRQL from the log of its life. */
export function listCalls({ environment, circuits }: SimulationModel): RunCall[] {
  const logs = new Map(circuits.map(({ scenario: { label }, life }) => [label, life?.log]));
  return (environment.calls ?? []).map((call): RunCall => {
    const logged = logs.get(call.object)?.[call.about];
    return { ...call, irql: logged !== undefined && logged.call === call.what ? logged.irql : (irqls[call.what] ?? null) };
  });
}
