import type { TextArguments } from './finding';

/**
 * Puts arguments into a template: `{name}` becomes the argument of that name; a name without argument stays as it is. `{name?once|# times}` is the first text where the argument
 * is 1, else the second, with the argument for `#`.
 */
export function formatText(template: string, values: TextArguments): string {
  return template.replace(/\{(\w+)(?:\?([^|{}]*)\|([^|{}]*))?\}/g, (whole, name: string, one?: string, other?: string) => {
    if (!Object.hasOwn(values, name)) return whole;
    const value = String(values[name]);
    if (one === undefined || other === undefined) return value;
    return (value === '1' ? one : other).replaceAll('#', value);
  });
}

/** `0x3F`: the way kernel code writes masks and flags. */
export const hex = (value: number): string => `0x${value.toString(16).toUpperCase()}`;

/** `12,441,600`: bytes and counts in running text, grouped by thousands. */
export function grouped(value: number | bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

const byteUnits = [{ name: 'GiB', size: 1024 ** 3 }, { name: 'MiB', size: 1024 ** 2 }, { name: 'KiB', size: 1024 }] as const;

/** The largest unit that an amount of bytes reaches, with its size in bytes; nothing below 1 KiB. */
export const byteUnit = (bytes: number): { readonly name: string; readonly size: number } | undefined => byteUnits.find(({ size }) => bytes >= size);
