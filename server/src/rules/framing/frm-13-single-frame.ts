import { type PinView, guidOf, stateOf } from '../../document/index';
import { guidValue, streamTopic } from '../../ks/index';
import type { Segment } from '../../simulation/negotiation/index';
import { endName, hasKernelFrames } from '../negotiation/ends';
import { defineRule } from '../rule';

const stillCategories: ReadonlySet<string> = new Set(['PINNAME_VIDEO_STILL', 'PINNAME_IMAGE'].map(guidValue));

/** True when a pin is one for stills, or may be: without a category that is stated, nobody knows. */
const mayBeStill = ({ descriptor }: PinView): boolean =>
  descriptor === undefined || stateOf(descriptor, 'Category') === 'unknown' || stillCategories.has(guidOf(descriptor, 'Category') ?? '');

/**
 * True when the frames of a segment may be buffers of an application: a filter that works in place passes them on, so that the application decides for the
 * kernel connection beside it, too.
 */
const mayReachUserMode = ({ mode, cuts }: Segment): boolean =>
  mode !== 'kernel' || cuts.some(({ because, upstream, downstream }) => because === 'inPlaceUnknown' && (upstream.mode !== 'kernel' || downstream.mode !== 'kernel'));

/** One frame for two. */
export const frm13 = defineRule({
  code: 'FRM-13', title: 'A single frame on a kernel connection', area: 'framing', defaultSeverity: 'warning', evidence: ['I'], sources: [streamTopic('allocation-schemes')], since: '0.1.0', scope: 'graph',
  condition: 'Frames is 1 on a streaming pin that a simulation connects in kernel mode. A user-mode client decides on its own how many buffers it keeps, also of a connection whose frames reach it through filters that work in place; pins for stills are not meant, nor those without a stated Category.',
  effect: 'While the frame is being consumed there is none to fill: source and consumer wait for each other in turn (inferred).',
  remedy: 'Write 2 or more.',
  texts: {
    single: 'Frames is 1, and {pin} is connected to {other} in kernel mode: while the one frame is being consumed there is none to fill, so the two wait for each other in turn (inferred). Write 2 or more.',
    pin: 'The connection in simulation "{simulation}".',
  },
  check({ segments, graph }, report) {
    for (const { segment, demands } of segments) {
      if (!graph.isComplete || mayReachUserMode(segment)) continue;
      for (const { connection, end, items } of demands) {
        const { pin } = end;
        if (!pin || !hasKernelFrames(connection) || mayBeStill(pin)) continue;
        const values = { pin: endName(end), other: endName(end.side === 'from' ? connection.to : connection.from), simulation: graph.label };
        for (const { frames } of items) if (frames.value === 1) report(frames.from, 'single', values, { related: [{ where: connection.where, text: 'pin', arguments: values }] });
      }
    }
  },
});
