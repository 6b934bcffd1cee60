import type { Instance, Model } from '../document/index';
import type { Finding } from '../findings/index';
import { type Rule, rules, validate } from '../rules/index';
import { placeAt } from '../rules/place';
import type { Negotiation, SegmentNegotiation } from '../simulation/negotiation/index';

const graphRules = rules.filter((rule): rule is Rule<'graph'> => rule.scope === 'graph');
const graphCodes: ReadonlySet<string> = new Set(graphRules.map(({ code }) => code));

/** Something that a rule about graphs reports. */
interface Report {
  /** `code start end`. */
  readonly key: string;
  /** The object whose field it is about, where it is about one. */
  readonly about: Instance | undefined;
}

/** What the rules about graphs report of a negotiation. */
function reportsOf(model: Model, negotiation: Negotiation): readonly Report[] {
  const reports: Report[] = [];
  for (const rule of graphRules) {
    try {
      rule.check(negotiation, (where) => {
        const { start, end } = placeAt(model.tree, where);
        reports.push({ key: `${rule.code} ${start} ${end}`, about: typeof where === 'number' ? undefined : where[0] });
      }, model);
    } catch {
      // The validator hears of rules that throw.
    }
  }
  return reports;
}

/**
 * Finds the findings that belong to the segments of a negotiation: those of rules about graphs that report the same when they see a segment alone, or that
 * stand on one of its connections.
 * @param findings of the document, after precedence, suppression and severities
 */
export function createFindingsOf(model: Model, findings: readonly Finding[], negotiation: Negotiation): (segment: SegmentNegotiation) => readonly Finding[] {
  const asked = findings.filter(({ code, quiet }) => !quiet && graphCodes.has(code));
  // A graph that no simulation states is none that the rules look at.
  if (negotiation.graph.simulation === undefined || asked.length === 0) return () => [];
  const together = new Map<Instance, string[]>();
  for (const { key, about } of reportsOf(model, negotiation)) if (about) together.set(about, [...(together.get(about) ?? []), key]);
  return (segment) => {
    const keys = new Set(reportsOf(model, { ...negotiation, segments: [segment] }).map(({ key }) => key));
    for (const { stated } of segment.segment.connections) if (stated) for (const key of together.get(stated) ?? []) keys.add(key);
    return asked.filter(({ code, place }) => keys.has(`${code} ${place.start} ${place.end}`));
  };
}

/** What the validator finds in a document, for who has no findings yet. */
export const findingsOf = (model: Model): readonly Finding[] => validate(model);
