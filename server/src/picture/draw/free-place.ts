/** Something on a line, in CSS pixels. */
export interface Placed { readonly left: number; readonly width: number }

/** Left edge for something of `width` that covers nothing of what is `taken` and stands within `room`, as near as can be to having its middle at `x`; where nothing is free, there. */
export function freePlace(x: number, width: number, taken: readonly Placed[], room: Placed): number {
  const wanted = Math.max(room.left, Math.min(x - width / 2, room.left + room.width - width));
  const distance = (left: number): number => Math.abs(left - wanted);
  const isFree = (left: number): boolean => left >= room.left && left + width <= room.left + room.width && taken.every((each) => left + width <= each.left || left >= each.left + each.width);
  return [wanted, ...taken.flatMap((each) => [each.left - width, each.left + each.width])].filter(isFree).sort((a, b) => distance(a) - distance(b))[0] ?? wanted;
}
