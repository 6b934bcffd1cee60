import { pinReference, textOf } from '../../document/index';
import type { Source } from '../../ks/index';
import { type SegmentNegotiation, optionPlace } from '../negotiation/index';
import type { AllocatorCandidate, AllocatorJudgement } from '../scenario';
import { nodeOfPlace } from './plan-graph';
import { type Reader, pointer } from './reader';

/** Whom the negotiation of a segment has judged, and how well the choice for the run is founded. */
export function judgementOf(reader: Reader, { segment, allocators, simulatedWith }: SegmentNegotiation): AllocatorJudgement {
  const isStated = simulatedWith.option !== undefined && optionPlace(segment.graph.simulation, simulatedWith.option) !== undefined;
  return {
    basis: simulatedWith.basis === 'option' ? (isStated ? 'scenario' : 'assumed') : simulatedWith.basis,
    candidates: allocators.map(({ kind, pin, peer, where, verdict, conditions }): AllocatorCandidate => {
      const deciding = verdict === 'eligible' ? undefined : conditions.find(({ isMet }) => (verdict === 'rejected' ? isMet === false : isMet === undefined));
      const place = deciding?.decidedBy[0] ?? where;
      return {
        kind, name: pin ? pinReference(pin) : peer ? (textOf(peer, 'Label') ?? '') : '', verdict, because: deciding?.name ?? '', source: deciding?.sources.map(citation).join(', ') ?? '', path: pointer(reader, nodeOfPlace(place)),
      };
    }),
  };
}

/** A source in short: `K:` a page of the reference of ks.h, `W:` a topic about streaming, otherwise its name. */
function citation({ name, link }: Source): string {
  const page = link === undefined ? null : /\/(?:(ddi\/ks)|stream)\/([^/]+)$/.exec(link);
  return page ? `${page[1] === undefined ? 'W' : 'K'}:${page[2]}` : name;
}
