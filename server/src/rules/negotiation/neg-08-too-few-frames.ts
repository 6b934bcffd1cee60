import { pinReference } from '../../document/index';
import { streamTopic } from '../../ks/index';
import type { Segment } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';
import { endName, isKernelCircuit } from './ends';

/** Queues in which a frame can lie: one at each outer end, one for each filter that works in place. */
function holders({ connections, inside }: Segment): readonly string[] {
  const between = new Set(inside);
  const outer = connections.flatMap(({ from, to }) => [from, to]).filter(({ pin }) => !pin || !between.has(pin.filter));
  return [...outer.map(endName), ...inside.map((filter) => filter.label)];
}

/** Fewer frames than places for them. */
export const neg08 = defineRule({
  code: 'NEG-08', title: 'Fewer frames than queues', area: 'negotiation', defaultSeverity: 'warning', evidence: ['I'], sources: [streamTopic('allocation-schemes')], since: '0.1.0', scope: 'graph',
  condition: 'The number of frames that a segment of several kernel connections settles on (by default the least that a pin demands; which one decides is an option) is 2 or more, but smaller than the number of queues that can hold a frame at once: one at each outer end, and one for each filter that works in place. A single frame is FRM-13.',
  effect: 'While every frame waits somewhere in the circuit, the source has none to fill: the circuit may starve (inferred).',
  remedy: 'Ask for at least as many frames as there are queues.',
  texts: {
    few: 'The connections that share these frames settle on {frames} of them, but {holders} queues can hold a frame at once ({names}): while all frames wait there, the source has none to fill, so the circuit may starve (inferred). Write {holders} or more.',
    pin: 'The frames of {end} travel through the same circuit.',
  },
  check({ segments }, report) {
    for (const negotiation of segments) {
      const { segment, demands } = negotiation;
      if (!isKernelCircuit(negotiation) || segment.inside.length === 0) continue;
      const { frames } = negotiation;
      const place = frames.decidedBy[0];
      if (frames.value === undefined || frames.value < 2 || place === undefined) continue;
      const places = holders(segment);
      if (frames.value >= places.length) continue;
      const others = demands.flatMap(({ end }) => (end.pin ? [end.pin] : [])).slice(0, 8);
      report(place, 'few', { frames: frames.value, holders: places.length, names: places.slice(0, 6).join(', ') }, { related: others.map((pin) => ({ where: pin.pin.node, text: 'pin', arguments: { end: pinReference(pin) } })) });
    }
  },
});
