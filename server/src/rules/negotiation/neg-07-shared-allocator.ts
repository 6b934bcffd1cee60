import { streamTopic } from '../../ks/index';
import type { Connection, Segment } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';

/** One for several. */
export const neg07 = defineRule({
  code: 'NEG-07', title: 'One allocator for several segments', area: 'negotiation', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('allocation-schemes')], since: '0.1.0', scope: 'graph',
  condition: 'Connections of a simulation that do not share their frames (a filter copies in between, or they have nothing to do with each other) name the same Allocator.',
  effect: 'Each chain of segments needs an allocator of its own: where several take frames from one, an earlier segment can hold them all, and a later one starves.',
  remedy: 'Give each segment an allocator of its own.',
  texts: {
    shared: 'The allocator "{name}" also serves another segment, which has frames of its own: where several segments take frames from one allocator, one of them can hold all frames and the other starves. Give each segment an allocator of its own.',
    first: 'The other segment that names "{name}".',
  },
  check({ segments }, report) {
    const first = new Map<string, { readonly segment: Segment; readonly connection: Connection }>();
    for (const { segment } of segments) {
      if (!segment.isCertain) continue;
      for (const connection of segment.connections) {
        const { allocatorName: name, stated } = connection;
        if (name === undefined || !stated) continue;
        const known = first.get(name);
        if (!known) first.set(name, { segment, connection });
        else if (known.segment !== segment) report([stated, 'Allocator'], 'shared', { name }, { related: [{ where: [known.connection.stated!, 'Allocator'], text: 'first', arguments: { name } }] });
      }
    }
  },
});
