import { nearestName } from '../document/index';

/** ` Is '--format' meant?`, or nothing where no name is near. */
export function isMeant(name: string, candidates: Iterable<string>, dashes = ''): string {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? '' : ` Is '${dashes}${nearest}' meant?`;
}
