import type { TraceRecorder } from '../../../trace/index';
import { addRow } from '../../../trace/index';
import type { PinRows } from '../model';
import type { SettledPin } from '../settled';

/** Adds the rows of a pin to the trace; `path` points at values of the pin. */
export function createRows(recorder: TraceRecorder, settings: SettledPin, path: (key: string) => string): PinRows {
  const group = settings.label;
  let routines = 0;
  const routine = (key: keyof SettledPin['callbacks']): number => {
    const label = settings.callbacks[key];
    if (label === null || label === undefined) return -1;
    routines += 1;
    return addRow(recorder, { kind: 'callback', label, index: routines - 1, group, path: path(`callbacks.${key}`) });
  };
  const single = (kind: string, key: string): number => addRow(recorder, { kind, label: '', index: 0, group, path: path(key) });
  return {
    pinState: single('pinState', 'states'),
    setDataFormat: routine('setDataFormat'),
    create: routine('create'),
    setDeviceState: routine('setDeviceState'),
    process: routine('process'),
    reset: routine('reset'),
    close: routine('close'),
    interrupt: settings.source === null ? -1 : single('interrupt', 'hardware.interrupt'),
    hardware: settings.source === null ? -1 : single('hardware', 'hardware.transferTime'),
    client: settings.client === null ? -1 : single('client', 'client'),
  };
}
