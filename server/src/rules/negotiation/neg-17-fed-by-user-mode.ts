import { ksPage } from '../../ks/index';
import type { ItemDemand } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';
import { endName } from './ends';

/** True when an alternative demands more than any frame has, and not as a wish. */
const demands = ({ isWish, alignment, pitch, framingRange }: ItemDemand): boolean => isWish === false && ((alignment.value ?? 0) !== 0 || pitch !== undefined || (framingRange.min.value ?? 0) > 1);

/** Demands on somebody who need not listen. */
export const neg17 = defineRule({
  code: 'NEG-17', title: 'Demands on frames that come from user mode', area: 'negotiation', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('ns-ks-_kspin_descriptor_ex')], since: '0.1.0', scope: 'graph',
  condition: 'A simulation feeds a pin from user mode, and its framing demands a frame size or an alignment, not only as a preference.',
  effect: 'A user-mode filter upstream may bring its own allocator and ignore the framing altogether; the documentation names the MPEG-2 splitter.',
  remedy: 'Check size and alignment of every frame before using it, and copy where it does not fit. KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY says that the driver does so.',
  texts: {
    ignored: 'In simulation "{simulation}" {other} feeds {pin} from user mode, where size and alignment that this framing demands may be ignored (the documentation names the MPEG-2 splitter). Check every frame in the driver, and set KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY if it copes.',
    connection: 'The connection from user mode.',
  },
  check({ segments, graph }, report) {
    for (const { demands: all } of segments) {
      for (const { connection, end, items } of all) {
        if (end.side !== 'to' || !end.pin || connection.from.mode !== 'user' || connection.transport.state === 'off') continue;
        const item = items.find(demands);
        if (item) report(item.flags.from, 'ignored', { pin: endName(end), other: endName(connection.from), simulation: graph.label }, { related: [{ where: connection.where, text: 'connection' }] });
      }
    }
  },
});
