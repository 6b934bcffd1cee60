import type { FilterView } from '../../document/index';
import { ksPage } from '../../ks/index';
import { type Connection, type Demand, demandsFlag, inPlaceBetween, isWishful } from '../../simulation/negotiation/index';
import { defineRule } from '../rule';
import { endName } from './ends';

const keepsIntact = (demand: Demand | undefined): Demand | undefined => (demand && demandsFlag(demand, 'frameIntegrity') && !isWishful(demand) ? demand : undefined);

/** Changed against the demand. */
export const neg09 = defineRule({
  code: 'NEG-09', title: 'In-place filter behind a pin that wants its frames intact', area: 'negotiation', defaultSeverity: 'warning', evidence: ['D', 'I'], sources: [ksPage('ns-ks-ksallocator_framing')], since: '0.1.0', scope: 'graph',
  condition: 'A pin has KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY, and a filter downstream changes the same frames in place, with no copying filter in between.',
  effect: 'The flag demands that filters downstream keep the data of the frames intact. The in-place filter overwrites them while their owner still counts on them (inferred).',
  remedy: 'Put a copying filter in between, let the filter copy instead of working in place, or clear the flag if the owner no longer needs the data.',
  texts: {
    changed: 'The filter {filter} changes frames in place, but {owner} upstream demands that downstream filters keep its frames intact (KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY) and nothing copies in between: data that is still counted on is overwritten (inferred). Copy instead, or clear that flag if the data is no longer needed.',
    pin: 'The demand of {owner}.',
  },
  check({ segments }, report) {
    for (const { segment, demands } of segments) {
      if (segment.inside.length === 0) continue;
      const inside = new Set(segment.inside);
      const byEnd = new Map(demands.map((demand) => [demand.end, demand]));
      // What was demanded of the frames that enter each filter; connections stand in the direction of the data.
      const entering = new Map<FilterView, { readonly connection: Connection; readonly owner: Demand | undefined }>();
      for (const connection of segment.connections) {
        const before = connection.from.pin && entering.get(connection.from.pin.filter);
        const owner = before?.owner ?? (before && keepsIntact(byEnd.get(before.connection.to))) ?? keepsIntact(byEnd.get(connection.from));
        if (before?.owner && connection.from.pin) {
          const fact = inPlaceBetween(before.connection.to.pin!, connection.from.pin);
          const values = { filter: connection.from.pin.filter.label, owner: endName(before.owner.end) };
          if (fact?.value === true) report(fact.from, 'changed', values, { related: [{ where: before.owner.items[0]!.flags.from, text: 'pin', arguments: values }] });
        }
        if (connection.to.pin && inside.has(connection.to.pin.filter)) entering.set(connection.to.pin.filter, { connection, owner });
      }
    }
  },
});
