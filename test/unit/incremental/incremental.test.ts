import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, test } from 'vitest';
import { type TextChange, findProperty, firstTree, joined, modelAfter, propertyValue, shortened } from '../../../server/src/document/index';
import { createAnalyses } from '../../../server/src/lsp/analysis';
import { changeSince, loggedDocuments } from '../../../server/src/lsp/document-changes';
import { type Rule, defineRule, validate, validateDocument, validationSteps } from '../../../server/src/rules/index';
import { checkVersion, versionAfter } from '../../fuzz/check-incremental';
import { editAndCheck, run } from '../../fuzz/incremental.fuzz';
import { createRandom } from '../../fuzz/random';
import { editOnce } from '../../fuzz/random-edit';

const unexpected = ({ code, error }: { readonly code: string; readonly error: unknown }): never => {
  throw new Error(code, { cause: error });
};
const sample = readFileSync('samples/pcie-4k-grabber.avstream.json', 'utf8');
const first = (text: string) => {
  const tree = firstTree(text);
  return { tree, model: modelAfter(undefined, tree) };
};
/** A text in which the first `find` behind `from` is replaced, and the stretch that was changed. */
function replaced(text: string, find: string, put: string, from = 0): { readonly text: string; readonly edit: TextChange } {
  const start = text.indexOf(find, from);
  expect(start).not.toBe(-1);
  return { text: text.slice(0, start) + put + text.slice(start + find.length), edit: { start, oldEnd: start + find.length, newEnd: start + put.length } };
}

test('after any edits of any document tree, model and findings are those of the text read from scratch', { timeout: 120_000 }, () => {
  expect(run({ seconds: 4, seed: process.env['CI'] === 'true' ? 20261123 : Date.now() % 2 ** 31 }).runs).toBeGreaterThan(0);
});

test('the same holds of a document that a person would write, edit by edit', { timeout: 60_000 }, () => {
  expect(editAndCheck(sample, 25, createRandom(7))).toBe(25);
});

test('a version that is not what its text says is found out', () => {
  const kept = first(sample);
  checkVersion(kept, sample, unexpected);
  // One offset in one row.
  const start = kept.tree.tree.start.slice();
  start[40]! += 1;
  expect(() => checkVersion({ ...kept, tree: { ...kept.tree, tree: { ...kept.tree.tree, start } } }, sample, unexpected)).toThrow('incremental tree');
  // A model from before the edit, or one whose element was taken for unchanged.
  const made = replaced(sample, '"Frames": ', '"Frames": 1');
  const after = versionAfter(kept, made);
  checkVersion(after, made.text, unexpected);
  expect(() => checkVersion({ tree: after.tree, model: kept.model }, made.text, unexpected)).toThrow('incremental model');
  const stamp = kept.tree.segments.stamp;
  const stale = { ...after.tree, segments: { ...after.tree.segments, stamp } };
  expect(() => checkVersion({ tree: stale, model: modelAfter(kept.model, stale) }, made.text, unexpected)).toThrow('incremental');
});

test('an edit inside one element leaves the numbers of all other nodes, and the objects of all other elements, as they are', () => {
  const before = first(sample);
  const made = replaced(sample, '"Frames": ', '"Label": "x", "Frames": ');
  const after = versionAfter(before, made);
  const place = (name: string, { tree: { tree } }: typeof before) => propertyValue(tree, findProperty(tree, tree.root, name));
  expect(place('Simulations', after)).toBe(place('Simulations', before));
  const ranges = [before, after].map(({ model }) => [...model.model.tables.get('DataRanges')!.values()]);
  expect(ranges[0]!.length).toBeGreaterThan(1);
  expect(ranges[1]!.every((range, index) => range === ranges[0]![index])).toBe(true);
  // Lists and tables that the edit left alone are not made again either.
  expect(after.model.model.tables.get('DataRanges')).toBe(before.model.model.tables.get('DataRanges'));
  expect(after.model.members.nodes).toBe(before.model.members.nodes);
});

test('a rule is asked again of what the edit touches only', () => {
  const asked: string[] = [];
  const rule = defineRule({
    code: 'TST-01', title: '', area: 'framing', defaultSeverity: 'info', evidence: [], sources: [], since: '0.1.0', condition: '', effect: '', remedy: '', texts: { here: '{name}' }, scope: 'framing',
    check: ({ framing }, report) => {
      asked.push(framing.entry ?? '');
      report(framing.node, 'here', { name: framing.entry ?? '' });
    },
  });
  const rules = [rule] as readonly Rule[];
  const framing = (frames: number): string => `{ "FramingItem": [{ "Frames": ${frames} }] }`;
  const text = `{ "FormatVersion": 1, "Framings": { "A": ${framing(2)}, "B": ${framing(3)} } }`;
  const before = first(text);
  expect(validate(before.model.model, { rules })).toHaveLength(2);
  expect(asked).toEqual(['A', 'B']);
  const made = replaced(text, '3', '34567');
  const after = versionAfter(before, made);
  expect(validate(after.model.model, { rules })).toHaveLength(2);
  expect(asked).toEqual(['A', 'B', 'B']);
  // What is said of others stands where they stand by now.
  const moved = versionAfter(after, replaced(made.text, '2', '23456'));
  const places = validate(moved.model.model, { rules }).map(({ place, arguments: { name } }) => moved.tree.tree.text.slice(place.start, place.end) === `"${name}"`);
  expect(places).toEqual([true, true]);
  expect(asked).toEqual(['A', 'B', 'B', 'A']);
});

test('rules can be left between two steps and gone on with', () => {
  const { model } = first(sample).model;
  const steps = validationSteps(model);
  let count = 0;
  for (let step = steps.next(); ; step = steps.next(), count++) {
    if (step.done !== true) continue;
    expect(step.value).toEqual(validateDocument(model));
    break;
  }
  expect(count).toBeGreaterThan(20);
});

test('edits that follow each other are one edit, and no longer than what differs', () => {
  expect(joined(undefined, { start: 3, oldEnd: 5, newEnd: 9 })).toEqual({ start: 3, oldEnd: 5, newEnd: 9 });
  // "abcdef" → "aXYdef" → "aXYdZ"
  expect(joined({ start: 1, oldEnd: 3, newEnd: 3 }, { start: 4, oldEnd: 6, newEnd: 5 })).toEqual({ start: 1, oldEnd: 6, newEnd: 5 });
  expect(shortened('abcdef', 'abXdef', { start: 0, oldEnd: 6, newEnd: 6 })).toEqual({ start: 2, oldEnd: 3, newEnd: 3 });
  expect(shortened('aaa', 'aa', { start: 0, oldEnd: 3, newEnd: 2 })).toEqual({ start: 2, oldEnd: 3, newEnd: 2 });
});

test('the analyses of a document that is edited through the language server are those of its text', () => {
  const random = createRandom(11);
  const analyses = createAnalyses(unexpected, changeSince);
  const uri = 'file:///a.avstream.json';
  let document = loggedDocuments.create(uri, 'avstream', 1, sample);
  let version = 1;
  const check = (): void => {
    const fresh = createAnalyses(unexpected, changeSince).of(TextDocument.create(uri, 'avstream', 1, document.getText()));
    const said = (analysis: typeof fresh): unknown => analysis.findings().map(({ code, place, arguments: values }) => [code, place.start, place.end, values]);
    expect(said(analyses.of(document))).toEqual(said(fresh));
  };
  check();
  for (let edit = 0; edit < 40; edit++) {
    const made = editOnce(document.getText(), random);
    const { start, oldEnd, newEnd } = made.edit;
    // As clients send it: a range (now and then the wrong way round), or the whole text.
    const range = { start: document.positionAt(start), end: document.positionAt(oldEnd) };
    // A position cannot lie between the characters of a line's end.
    const isPosition = document.offsetAt(range.start) === start && document.offsetAt(range.end) === oldEnd;
    const change = edit % 7 === 6 || !isPosition ? { text: made.text } : { range: edit % 5 === 4 ? { start: range.end, end: range.start } : range, text: made.text.slice(start, newEnd) };
    document = loggedDocuments.update(document, [change], ++version);
    expect(document.getText()).toBe(made.text);
    if (edit % 3 === 0) analyses.of(document).tree();
    else if (edit % 3 === 1) check();
  }
  check();
  // Closed and opened again under the version it had, with another text.
  document = loggedDocuments.create(uri, 'avstream', version, sample.replace('"Frames": ', '"Frames": 9'));
  check();
  document = loggedDocuments.update(document, [{ range: { start: { line: 0, character: 1 }, end: { line: 0, character: 1 } }, text: ' ' }], ++version);
  check();
});
