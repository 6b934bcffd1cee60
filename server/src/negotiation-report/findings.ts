import type { Model } from '../document/index';
import type { Finding } from '../findings/index';
import { type Rule, type Where, rules, validate } from '../rules/index';
import { placeAt } from '../rules/place';
import type { Negotiation, SegmentNegotiation } from '../simulation/negotiation/index';

const graphRules = rules.filter((rule): rule is Rule<'graph'> => rule.scope === 'graph');
const graphCodes: ReadonlySet<string> = new Set(graphRules.map(({ code }) => code));

/** What the rules about graphs report, as `code start end`. */
function keysOf(model: Model, negotiation: Negotiation, isWanted: (where: Where) => boolean): readonly string[] {
  const keys: string[] = [];
  for (const rule of graphRules) {
    try {
      rule.check(negotiation, (where) => {
        const { start, end } = placeAt(model.tree, where);
        if (isWanted(where)) keys.push(`${rule.code} ${start} ${end}`);
      }, model);
    } catch {
      // The validator hears of rules that throw.
    }
  }
  return keys;
}

/**
 * The findings that belong to a segment: those of rules about graphs that report the same when they see it alone, or that stand on one of its connections.
 * @param findings of the document, after precedence, suppression and severities
 */
export function findingsIn(model: Model, findings: readonly Finding[], negotiation: Negotiation, segment: SegmentNegotiation): readonly Finding[] {
  // A graph that no simulation states is none that the rules look at.
  if (negotiation.graph.simulation === undefined || !findings.some(({ code }) => graphCodes.has(code))) return [];
  const stated = new Set(segment.segment.connections.flatMap((connection) => (connection.stated ? [connection.stated] : [])));
  const keys = new Set([
    ...keysOf(model, { ...negotiation, segments: [segment] }, () => true),
    ...keysOf(model, negotiation, (where) => typeof where !== 'number' && [...stated].includes(where[0] as never)),
  ]);
  return findings.filter(({ code, place, quiet }) => !quiet && keys.has(`${code} ${place.start} ${place.end}`));
}

/** What the validator finds in a document, for who has no findings yet. */
export const findingsOf = (model: Model): readonly Finding[] => validate(model);
