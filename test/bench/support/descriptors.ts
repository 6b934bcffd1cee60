import { readFileSync } from 'node:fs';
import { parse } from 'jsonc-parser';

interface Descriptor { readonly [table: string]: unknown; readonly Filters: readonly object[] }

/** Properties whose text names an entry of a table or another label: they get the number of their copy. */
const references = new Set(['Label', 'Dispatch', 'AllocatorFraming', 'Pin', 'DataRange', 'AutomationTable', 'Allocator', 'Clock']);

/** A copy of a value in which every name of our own carries the number. */
function numbered(value: unknown, number: number, property = ''): unknown {
  if (Array.isArray(value)) return value.map((element) => numbered(element, number, property));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, numbered(inner, number, key)]));
  if (typeof value === 'string' && (references.has(property) || (property === 'DataRanges' && !value.includes(' ')))) return value.split('/').map((part) => `${part}_${number}`).join('/');
  return value;
}

/** A well-formed descriptor of at least `size` characters, in the shape of the shipped samples: their tables, filters and simulations over and over under new names. */
export function generateDescriptor(size: number): string {
  const samples = ['avshws', 'pcie-4k-grabber'].map((name) => parse(readFileSync(`samples/${name}.avstream.json`, 'utf8')) as Descriptor);
  const document: Record<string, unknown> = { FormatVersion: 1, Target: { Architecture: 'x64', PageSize: 4096 } };
  const tables = [...new Set(samples.flatMap((sample) => Object.keys(sample)))].filter((name) => !['$schema', 'FormatVersion', 'Target', 'Device', 'Notes', 'Suppress'].includes(name));
  let length = 0;
  for (const name of tables) document[name] = samples.some((sample) => Array.isArray(sample[name])) ? [] : {};
  for (let number = 0; length < size; number++) {
    const sample = samples[number % samples.length]!;
    for (const name of tables) {
      const value = sample[name];
      if (value === undefined) continue;
      if (Array.isArray(value)) (document[name] as unknown[]).push(...(numbered(value, number, name) as unknown[]));
      else for (const [entry, inner] of Object.entries(value as object)) (document[name] as Record<string, unknown>)[`${entry}_${number}`] = numbered(inner, number);
      length += JSON.stringify(numbered(value, number, name), null, 2).length * 1.25;
    }
  }
  return JSON.stringify(document, null, 2);
}

/** Offset of a digit towards the middle of the text that may become any other: the value of a Frames. */
export function editableDigit(text: string): number {
  const at = text.lastIndexOf('"Frames": ', text.length >> 1);
  if (at === -1) throw new Error('The document has no Frames before its middle.');
  return at + '"Frames": '.length;
}
