/**
 * A routine's name for little room: what tells the routines of one class apart is the end of their names, so the qualification goes first
 * (`…::DispatchProcess`). A name without qualification stays as it is.
 */
export function withoutQualification(name: string): string {
  const at = name.lastIndexOf('::');
  return at <= 0 ? name : `…${name.slice(at)}`;
}
