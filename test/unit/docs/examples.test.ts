import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfiguration } from '../../../server/src/configuration/index';
import { NodeKind, parseTree, propertyName, readModel } from '../../../server/src/document/index';
import { compileGlob } from '../../../server/src/lsp/glob';
import { messageOf, validate } from '../../../server/src/rules/index';

const guides = ['README.md', 'docs/format.md', 'docs/configuration.md', 'docs/simulation.md', 'docs/testing.md', 'docs/simulation/circuits.md'];

interface Example { readonly guide: string; readonly line: number; readonly text: string }

/** Every block of JSON of a guide, with the line it begins at. */
function examplesOf(guide: string): readonly Example[] {
  const text = readFileSync(path.join(import.meta.dirname, '../../..', guide), 'utf8').replaceAll('\r\n', '\n');
  return [...text.matchAll(/^```jsonc?\n([\s\S]*?)^```$/gm)].map((match) => ({ guide, line: text.slice(0, match.index).split('\n').length, text: match[1]! }));
}

/** What an example leaves out of the driver around it. Only what the example does not write itself is added. */
const surroundings: Readonly<Record<string, string>> = {
  FormatVersion: '1',
  Filters: '[{ "Label": "capture", "PinDescriptors": [{ "Label": "video", "PinDescriptor": { "DataFlow": "KSPIN_DATAFLOW_OUT", "Communication": "KSPIN_COMMUNICATION_BOTH" } }] }]',
  DeviceDispatches: '{ "MyDeviceDispatch": {} }',
};

/** Objects that a fragment may be taken from; the fragment stands for the mark. */
const places: Readonly<Record<string, string>> = {
  document: '¦',
  filter: '"Filters": [{ ¦ }]',
  pin: '"Filters": [{ "PinDescriptors": [{ ¦ }] }]',
  framing: '"Framings": { "Capture": { ¦ } }',
  'framing item': '"Framings": { "Capture": { "FramingItem": [{ ¦ }] } }',
  simulation: '"Simulations": [{ ¦ }]',
};

/** The members of an example without the braces around it; `…` stands for lines that are left out. */
function membersOf(text: string): string {
  const members = text.replace(/^\s*…\s*$/gm, '').trim();
  return members.startsWith('{') && members.endsWith('}') ? members.slice(1, -1) : members;
}

function documentOf(members: string, place: string): string {
  const inside = place.replace('¦', () => members);
  const tree = parseTree(`{${inside}}`);
  const names = new Set<string>();
  for (let property = tree.firstChild[tree.root]!; property !== -1; property = tree.next[property]!) if (tree.kind[property] === NodeKind.Property) names.add(propertyName(tree, property));
  const added = Object.entries(surroundings).filter(([name]) => !names.has(name)).map(([name, value]) => `"${name}": ${value},\n`).join('');
  return `{\n${added}${inside}\n}`;
}

/** What is wrong with the text of a document itself. What an example leaves out may be what its suppressions are for. */
function problemsOf(text: string, hasOmissions: boolean): readonly string[] {
  return validate(readModel(text), { onInternalProblem: ({ code, error }) => { throw new Error(code, { cause: error }); } })
    .filter(({ code }) => code.startsWith('DOC-') && !(hasOmissions && code === 'DOC-11'))
    .map((finding) => `${finding.code}: ${messageOf(finding, (_key, template) => template)}`);
}

const examples = guides.flatMap(examplesOf);

test('the guides have examples', () => {
  expect(examples.filter(({ guide }) => guide === 'docs/format.md').length).toBeGreaterThan(5);
  expect(examples.filter(({ guide }) => guide === 'docs/configuration.md').length).toBeGreaterThan(1);
  expect(examples.filter(({ guide }) => guide === 'docs/simulation.md').length).toBeGreaterThan(0);
});

describe('an example of the guides can be read', () => {
  test.each(examples.map((example) => [`${example.guide}:${example.line}`, example] as const))('%s', (_, { text }) => {
    if (/"root":|"overrides":/.test(text)) {
      expect(parseConfiguration(text, compileGlob).problems).toEqual([]);
      return;
    }
    const members = membersOf(text);
    const found = Object.entries(places).map(([name, place]) => ({ name, problems: problemsOf(documentOf(members, place), text.includes('…')) }));
    const best = found.reduce((a, b) => (b.problems.length < a.problems.length ? b : a));
    expect(best.problems, `read as ${best.name}`).toEqual([]);
  });

  test('a mistake in one is found', () => {
    expect(problemsOf(documentOf(membersOf('{ "Dispach": null }'), places['filter']!), false)).toHaveLength(1);
    expect(problemsOf(documentOf(membersOf('// avstream-disable-next-line FRM-99\n"Flags": 0'), places['filter']!), true)).toHaveLength(1);
  });
});
