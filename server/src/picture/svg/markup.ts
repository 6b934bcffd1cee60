import type { Colour } from '../look/colour';

const two = (channel: number): string => Math.round(channel).toString(16).padStart(2, '0');

/** A colour as every reader of SVG knows it; a translucent one has eight digits. */
export function hex({ red, green, blue, alpha }: Colour): string {
  return `#${two(red)}${two(green)}${two(blue)}${alpha === 1 ? '' : two(alpha * 255)}`;
}

/** A number with three decimals at most. */
export function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000 + 0);
}

/** Text as XML may hold it: what marks markup is escaped, what no XML document may contain is left out. */
export function escapeXml(text: string): string {
  return text
     
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
