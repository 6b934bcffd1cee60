/** An opaque or translucent colour; channels 0 … 255, `alpha` 0 … 1. */
export interface Colour { readonly red: number; readonly green: number; readonly blue: number; readonly alpha: number }

/** Reads `#rgb`, `#rgba`, `#rrggbb`, `#rrggbbaa`, `rgb()` and `rgba()`; anything else is `null`. */
export function parseColour(text: string): Colour | null {
  const value = text.trim();
  const hex = /^#([0-9a-f]{3,8})$/i.exec(value)?.[1];
  if (hex !== undefined) {
    const wide = hex.length <= 4 ? hex.replace(/./g, '$&$&') : hex;
    if (wide.length !== 6 && wide.length !== 8) return null;
    const part = (at: number): number => Number.parseInt(wide.slice(at, at + 2), 16);
    return { red: part(0), green: part(2), blue: part(4), alpha: wide.length === 8 ? part(6) / 255 : 1 };
  }
  const numbers = /^rgba?\(([^)]+)\)$/i.exec(value)?.[1]?.split(/[\s,/]+/).filter((part) => part !== '');
  if (numbers === undefined || numbers.length < 3) return null;
  const channels = numbers.map((part) => part.endsWith('%') ? Number.parseFloat(part) / 100 : Number.parseFloat(part));
  if (channels.some(Number.isNaN)) return null;
  return { red: channels[0]!, green: channels[1]!, blue: channels[2]!, alpha: channels[3] ?? 1 };
}

/** `share` (0 … 1) of `over` laid on `under`; the result is as opaque as `under`. */
export function mix(over: Colour, under: Colour, share: number): Colour {
  const weight = share * over.alpha;
  const channel = (a: number, b: number): number => Math.round(a * weight + b * (1 - weight));
  return { red: channel(over.red, under.red), green: channel(over.green, under.green), blue: channel(over.blue, under.blue), alpha: under.alpha };
}

/** As CSS writes it. */
export function css(colour: Colour): string {
  return colour.alpha === 1 ? `rgb(${colour.red}, ${colour.green}, ${colour.blue})` : `rgba(${colour.red}, ${colour.green}, ${colour.blue}, ${colour.alpha})`;
}

/** As one opaque pixel of a little-endian canvas. */
export function pixel(colour: Colour): number {
  return (0xff000000 | (colour.blue << 16) | (colour.green << 8) | colour.red) >>> 0;
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance after WCAG, 0 … 1. */
export function luminance(colour: Colour): number {
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

/** Contrast ratio after WCAG, 1 … 21. */
export function contrast(a: Colour, b: Colour): number {
  const lighter = Math.max(luminance(a), luminance(b));
  const darker = Math.min(luminance(a), luminance(b));
  return (lighter + 0.05) / (darker + 0.05);
}

export const black: Colour = { red: 0, green: 0, blue: 0, alpha: 1 };
export const white: Colour = { red: 255, green: 255, blue: 255, alpha: 1 };

/** Black or white, whichever can be read better on `background`. */
export function readableOn(background: Colour): Colour {
  return contrast(black, background) >= contrast(white, background) ? black : white;
}
