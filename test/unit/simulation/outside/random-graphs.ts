import fc from 'fast-check';
import type { Scenario, ScenarioEvent } from '../../../../server/src/simulation/index';
import { circuit, graph, peer, sink, source } from '../circuits/circuits';
import { captured, filterScenario, input, output } from '../filters/scenarios';
import { constant, milliseconds as ms } from '../scenarios';

const time = (most: number) => fc.integer({ min: 0, max: most * 4 }).map((quarters) => quarters * (ms / 4));
// Buffers that are too small for a new format are filled as far as they go: ejected empty they would go round without end where nothing takes time.
const busy = (processTime: number, setDeviceStateTime: number) => ({ driver: { processTime: constant(processTime), setDeviceStateTime: constant(setDeviceStateTime), whenBufferTooSmall: 'truncate' as const } });

const graphs: fc.Arbitrary<Scenario> = fc.tuple(time(6), time(4), fc.constantFrom('powerFirst', 'stateFirst'), fc.constantFrom('waits', 'interrupts'), fc.constantFrom('cancelsRequests', 'leavesRequests')).chain(([work, change, wakeOrder, stateChangeDuringProcess, surpriseRemoval]) => {
  const choices = { choices: { wakeOrder, stateChangeDuringProcess, surpriseRemoval } } as const;
  const slow = busy(work, change);
  return fc.constantFrom<Scenario[]>(
    graph([source(slow)], [circuit([0, 'peer'])], choices),
    graph([sink('in', 'in', slow)], [circuit(['peer', 0], { peers: [peer({ period: 7 * ms })] })], choices),
    graph([source(slow), sink('inPlace', 'middle', slow), sink('in', 'last', slow)], [circuit([0, 1, 2])], choices),
    filterScenario([input(slow), output(slow)], { processTime: constant(work) }, choices),
    filterScenario([captured('video', slow), captured('audio', slow)], { role: 'capture', processTime: constant(work) }, choices),
  );
});

const events = (pins: Scenario['pins']) => {
  const any = fc.nat(pins.length - 1);
  const clients = pins.flatMap((pin, index) => (pin.client ? [index] : []));
  const all: fc.Arbitrary<unknown>[] = [
    fc.record({ kind: fc.constant('processEnds'), time: time(110), pin: any }), fc.record({ kind: fc.constant('sleep'), time: time(110), duration: time(60) }),
    fc.record({ kind: fc.constant('surpriseRemoval'), time: time(110) }), fc.record({ kind: fc.constant('secondOpen'), time: time(110), pin: any, instancesPossible: fc.integer({ min: 1, max: 2 }) }),
  ];
  if (clients.length > 0) {
    const client = fc.constantFrom(...clients);
    all.push(fc.record({ kind: fc.constant('cancel'), time: time(110), pin: client, which: fc.constantFrom('oldest', 'all') }), fc.record({ kind: fc.constant('reset'), time: time(110), pin: client, duration: time(30) }));
    all.push(fc.record({ kind: fc.constant('formatChange'), time: time(110), pin: client, frameBytes: fc.constantFrom(500, 1500) }));
  }
  return fc.array(fc.oneof(...all), { maxLength: 5 }).map((list) => (list as ScenarioEvent[]).sort((first, second) => first.time - second.time));
};

/** Circuits and filters, with whatever happens to them from outside. */
export const randomGraphs = graphs.chain((what) => events(what.pins).map((happened): Scenario => ({ ...what, events: happened })));
