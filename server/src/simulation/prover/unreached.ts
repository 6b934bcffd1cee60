import type { Behaviour } from '../behaviour/program';

/** A step of a routine of the document that no way within the bounds comes to. */
export interface UnreachedStep {
  /** Name of its routine. */
  readonly routine: string;
  /** RFC 6901 pointer of the step. */
  readonly path: string;
}

/**
 * The steps of described routines that no way has come to, where `reached` says of each routine and place whether one has. Of steps that follow or stand inside of one another only the
 * first is told.
 */
export function unreachedSteps({ routines }: Behaviour, reached: readonly Uint8Array[]): UnreachedStep[] {
  return routines.flatMap(({ name, path: whole, code }, routine) => {
    const met = new Set(code.flatMap(({ path }, place) => (reached[routine]![place] === 1 ? [path] : [])));
    const missed = new Set(code.flatMap(({ path }) => (path === '' || path === whole || met.has(path) ? [] : [path])));
    return [...missed].filter((path) => !isBehind(path, missed)).map((path) => ({ routine: name, path }));
  });
}

/** Whether the step before this one, or one that this one stands in, is among them. */
function isBehind(path: string, missed: ReadonlySet<string>): boolean {
  for (let at = path; at !== '';) {
    const cut = at.lastIndexOf('/');
    const number = at.slice(cut + 1);
    const list = at.slice(0, cut);
    if (at !== path && missed.has(at)) return true;
    if (/^[1-9]\d*$/.test(number) && missed.has(`${list}/${Number(number) - 1}`)) return true;
    at = list;
  }
  return false;
}
