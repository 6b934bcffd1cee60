// The picture as SVG: strips of pixels come back as they were, text fits, and a whole run's picture is a sound document that says what it is.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../../server/src/picture/index';
import { drawRunAsSvg } from '../../../server/src/picture/svg-picture';
import { createSvgRenderer } from '../../../server/src/picture/svg-renderer';
import { stripPaths } from '../../../server/src/picture/svg/strip-paths';
import { approximateWidth } from '../../../server/src/picture/svg/text-width';
import { traceTexts } from '../../../server/src/simulation/wording/trace-texts';
import { decodeTrace } from '../../../server/src/trace/index';
import { captureScenario, large, simulated } from '../../browser/timeline/support/runs';
import { anyTrace } from '../trace/traces';

const black = { red: 0, green: 0, blue: 0, alpha: 1 };

/** A document's elements, read strictly: every tag closed, every attribute quoted, every `&` an entity. */
function readXml(text: string): { readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly text: string }[] {
  const elements: { name: string; attributes: Map<string, string>; text: string }[] = [];
  const open: { name: string; text: string }[] = [];
  const tag = /<(\/?)([A-Za-z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  for (let match = tag.exec(text); match !== null; match = tag.exec(text)) {
    at = tag.lastIndex;
    const [, closes, name, attributes, empty, content] = match;
    if (content !== undefined) {
      if (/&(?!(amp|lt|gt|quot);)/.test(content)) throw new Error(`a bare & in ${content}`);
      const inside = open.at(-1);
      if (inside === undefined && content.trim() !== '') throw new Error(`text outside: ${content}`);
      if (inside !== undefined) inside.text += content;
    } else if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes something else`);
    } else {
      const made = { name: name!, text: '', attributes: new Map([...attributes!.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key, value]) => [key!, value!])) };
      elements.push(made);
      if (empty !== '/') open.push(made);
    }
  }
  if (at !== text.length) throw new Error(`not markup: ${text.slice(at, at + 60)}`);
  if (open.length > 0) throw new Error(`<${open.at(-1)!.name}> is not closed`);
  return elements;
}

describe('pictures as SVG', () => {
  it('write strips of pixels so that each pixel keeps its colour', () => {
    const pixel = fc.constantFrom(0xff0000ff, 0xff00ff00, 0xffff0000, 0xff123456);
    const strip = fc.record({ columns: fc.integer({ min: 1, max: 24 }), lines: fc.integer({ min: 1, max: 9 }), extra: fc.nat(4), first: fc.nat(5) })
      .chain((size) => fc.record({ size: fc.constant(size), pixels: fc.array(pixel, { minLength: 400, maxLength: 400 }) }));
    fc.assert(fc.property(strip, ({ size: { columns, lines, extra, first }, pixels }) => {
      const stride = first + columns + extra;
      const source = { stride, lines, pixels: Uint32Array.from({ length: stride * lines }, (_, at) => pixels[at % pixels.length]!) };
      const painted = new Map<string, string>();
      const paint = (x: number, y: number, width: number, height: number, colour: string): void => {
        for (let dy = 0; dy < height; dy += 1) for (let dx = 0; dx < width; dx += 1) painted.set(`${x + dx} ${y + dy}`, colour);
      };
      for (const element of readXml(stripPaths(source, 100, 50, first, columns, lines, 1).join(''))) {
        const fill = element.attributes.get('fill')!;
        if (element.name === 'rect') paint(...['x', 'y', 'width', 'height'].map((name) => Number(element.attributes.get(name))) as [number, number, number, number], fill);
        else for (const [, x, y, width, height] of element.attributes.get('d')!.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g)) paint(Number(x), Number(y), Number(width), Number(height), fill);
      }
      expect(painted.size).toBe(columns * lines);
      for (let line = 0; line < lines; line += 1) {
        for (let column = first; column < first + columns; column += 1) {
          const [red, green, blue] = [0, 8, 16].map((shift) => (source.pixels[line * stride + column]! >>> shift) & 0xff);
          expect(painted.get(`${100 + column} ${50 + line}`)).toBe(`#${[red, green, blue].map((channel) => channel!.toString(16).padStart(2, '0')).join('')}`);
        }
      }
    }));
  });

  it('write any text as text, cut where it does not fit', () => {
    fc.assert(fc.property(fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 30 }), fc.integer({ min: 5, max: 300 }), (words, room) => {
      const renderer = createSvgRenderer();
      renderer.resize(400, 100, 1);
      renderer.text(words, 10, 10, room, black);
      const [shown] = readXml(renderer.toSvg(words, words)).filter(({ name }) => name === 'text');
      if (shown === undefined) return;
      const text = shown.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
      expect(approximateWidth(text, 13, 'normal')).toBeLessThanOrEqual(room);
    }));
  });

  it('draw any run as a sound document', () => {
    fc.assert(fc.property(anyTrace, (trace) => {
      const elements = readXml(drawRunAsSvg(subjectOf(trace, traceTexts), { width: 800, theme: 'light', statement: 'Simulated, not measured.' }));
      for (const { attributes } of elements) for (const value of attributes.values()) expect(value).not.toMatch(/NaN|Infinity|undefined/);
      const defined = new Set(elements.map(({ attributes }) => attributes.get('id')));
      for (const { attributes } of elements) {
        const used = attributes.get('href')?.slice(1) ?? /^url\(#(.*)\)$/.exec(attributes.get('fill') ?? attributes.get('clip-path') ?? '')?.[1];
        if (used !== undefined) expect(defined).toContain(used);
      }
    }), { numRuns: 60 });
  });

  it('say which run they are of, whatever is drawn', () => {
    const { outcome, trace: bytes } = simulated(captureScenario(), 7);
    const trace = decodeTrace(bytes);
    if ('problem' in trace) throw new Error(trace.problem);
    const elements = readXml(drawRunAsSvg(subjectOf(trace, outcome.traceTexts), { width: 1200, theme: 'light', statement: 'Simulated, not measured.' }));
    const all = elements.filter(({ name }) => name === 'text').map(({ text }) => text);
    expect(elements[0]!.attributes.get('width')).toBe('1200');
    expect(elements.find(({ name }) => name === 'title')!.text).toContain(trace.label);
    expect(all.find((text) => text.includes(trace.fingerprint))).toContain('seed 7 · ');
    expect(all.find((text) => text.includes(trace.fingerprint))).toContain('Simulated, not measured.');
    // Every row by its name, every state that occurs in the legend.
    for (const name of ['PinProcess', 'Buffer 0', 'Buffer 4', 'Queue depth', 'cloned', 'hardware filling', 'dropped']) expect(all).toContain(name);
    expect(elements.filter(({ name }) => name === 'pattern').length).toBeGreaterThan(4);
  });

  it('stay small when a run is crowded', () => {
    const trace = decodeTrace(large(300_000).trace);
    if ('problem' in trace) throw new Error(trace.problem);
    const svg = drawRunAsSvg(subjectOf(trace, traceTexts), { width: 1600, theme: 'light', statement: '' });
    expect(svg.length).toBeLessThan(24_000_000);
  });
});
