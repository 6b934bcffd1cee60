import type { TextArguments } from './finding';

/** Puts arguments into a template: `{name}` becomes the argument of that name; a name without argument stays as it is. */
export function formatText(template: string, values: TextArguments): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : whole));
}

/** `0x3F`: the way kernel code writes masks and flags. */
export const hex = (value: number): string => `0x${value.toString(16).toUpperCase()}`;

/** `12,441,600`: bytes and counts in running text, grouped by thousands. */
export function grouped(value: number | bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
