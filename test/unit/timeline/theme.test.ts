import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { traceStateKeys } from '../../../server/src/trace/index';
import type { Colour } from '../../../server/src/picture/look/colour';
import { contrast, luminance, mix, parseColour, pixel } from '../../../server/src/picture/look/colour';
import type { Palette } from '../../../server/src/picture/look/palette';
import { buildPalette, themeKindOf } from '../../../server/src/picture/look/palette';
import { patternOf, stateLooks } from '../../../server/src/picture/look/state-look';
import { shapeOf } from '../../../server/src/picture/draw/marker';
import { traceInstantKeys } from '../../../server/src/trace/index';
import { themes } from '../../browser/timeline/support/themes';

const rows: Readonly<Record<string, readonly string[]>> = {
  buffer: ['queued', 'leadingEdge', 'cloned', 'hardwareFilling', 'readyForDpc', 'completing', 'inApplication', 'cancelled', 'neverCompleted', 'inWindow'],
  'buffer of a circuit': ['queued', 'leadingEdge', 'cloned', 'hardwareFilling', 'readyForDpc', 'atRequestor', 'atPeer', 'inTransit', 'cancelled', 'neverCompleted', 'inWindow'],
  pin: ['stop', 'acquire', 'pause', 'run'],
};

const palettes: readonly (readonly [string, Palette])[] = themes.map(({ name, bodyClass, variables }) => [name, buildPalette(themeKindOf(bodyClass.split(' '), false), false, (key) => variables[key] ?? '', 'sans-serif', 13)]);

/** How a colour looks to someone without the long- or the middle-wave cones (Viénot, Brettel and Mollon 1999, in linear light). */
function seenBy(colour: Colour, deficiency: 'protanopia' | 'deuteranopia'): Colour {
  const toLinear = (channel: number): number => { const share = channel / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; };
  const fromLinear = (share: number): number => Math.round(255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * Math.max(0, share) ** (1 / 2.4) - 0.055));
  const [red, green, blue] = [colour.red, colour.green, colour.blue].map(toLinear) as [number, number, number];
  const [a, b, c, d] = deficiency === 'protanopia' ? [0.11238, 0.88762, 0.00401, -0.00401] : [0.29275, 0.70725, -0.02234, 0.02234];
  return { red: fromLinear(a * red + b * green), green: fromLinear(a * red + b * green), blue: fromLinear(c * red + d * green + blue), alpha: 1 };
}

/** Perceived distance in OKLab, where black and white are 1 apart. */
function distance(one: Colour, other: Colour): number {
  const lab = (colour: Colour): [number, number, number] => {
    const [r, g, b] = [colour.red, colour.green, colour.blue].map((channel) => { const share = channel / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; }) as [number, number, number];
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
  };
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe('colours', () => {
  it('are read as CSS writes them', () => {
    expect(parseColour('#fff')).toEqual({ red: 255, green: 255, blue: 255, alpha: 1 });
    expect(parseColour('#12345680')).toMatchObject({ red: 18, green: 52, blue: 86 });
    expect(parseColour('rgba(1, 2, 3, 0.5)')).toEqual({ red: 1, green: 2, blue: 3, alpha: 0.5 });
    expect(parseColour('rgb(1 2 3 / 50%)')).toEqual({ red: 1, green: 2, blue: 3, alpha: 0.5 });
    for (const wrong of ['', 'red', '#12', '#12345', 'rgb(1)', 'rgb(a, b, c)']) expect(parseColour(wrong), wrong).toBeNull();
  });

  it('become pixels of a little-endian canvas', () => expect(pixel({ red: 0x12, green: 0x34, blue: 0x56, alpha: 1 })).toBe(0xff563412));

  it('mix between the two', () => {
    fc.assert(fc.property(fc.nat(255), fc.nat(255), fc.double({ min: 0, max: 1, noNaN: true }), (a, b, share) => {
      const mixed = mix({ red: a, green: a, blue: a, alpha: 1 }, { red: b, green: b, blue: b, alpha: 1 }, share).red;
      expect(mixed).toBeGreaterThanOrEqual(Math.min(a, b));
      expect(mixed).toBeLessThanOrEqual(Math.max(a, b));
    }));
  });

  it('tell the families of themes apart, the light high contrast too, which carries both classes', () => {
    expect(themeKindOf(['vscode-high-contrast', 'vscode-high-contrast-light'], true)).toBe('high-contrast-light');
    expect(themeKindOf(['vscode-high-contrast'], false)).toBe('high-contrast');
    expect(themeKindOf([], true)).toBe('dark');
  });
});

describe.each(palettes)('states in %s', (_name, palette) => {
  it('bear names that can be read', () => {
    for (const look of stateLooks(traceStateKeys, palette)) expect(contrast(look.text, look.fill)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(rows))('of a %s row differ by colour or lightness also for who confuses red and green', (_row, keys) => {
    const looks = stateLooks(keys, palette);
    for (const seen of [(colour: Colour) => colour, (colour: Colour) => seenBy(colour, 'protanopia'), (colour: Colour) => seenBy(colour, 'deuteranopia')]) {
      for (let one = 0; one < looks.length; one += 1) {
        for (let other = one + 1; other < looks.length; other += 1) {
          expect(distance(seen(looks[one]!.fill), seen(looks[other]!.fill)), `${keys[one]} and ${keys[other]}`).toBeGreaterThan(0.035);
        }
      }
    }
  });

  it('keep lettering readable on the background, and drops visible', () => {
    expect(contrast(palette.quiet, palette.background)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.foreground, palette.gutter)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.red, palette.background)).toBeGreaterThanOrEqual(3);
    expect(luminance(palette.background)).toBeGreaterThanOrEqual(0);
  });
});

describe('shapes', () => {
  it.each(Object.entries(rows))('of a %s row\'s states never repeat a pattern, so that colour is never the only carrier', (_row, keys) => {
    expect(new Set(keys.map(patternOf)).size).toBe(keys.length);
  });

  it('every state has a look of its own', () => { for (const key of traceStateKeys) expect(patternOf(key), key).toBeDefined(); });

  it('no two kinds of instants share a shape', () => expect(new Set(traceInstantKeys.map(shapeOf)).size).toBe(traceInstantKeys.length));
});
