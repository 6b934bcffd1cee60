/**
 * One keystroke → diagnostics as a library: parse, bind, validate, beside vscode-json-languageservice with the generated schema, which knows none of the rules.
 * Both get the same edit of the same document.
 */
import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService, type JSONSchema } from 'vscode-json-languageservice';
import { modelOf, parseTree } from '../../server/src/document/index';
import { toDiagnostics } from '../../server/src/lsp/diagnostics';
import { defaultSettings } from '../../server/src/lsp/settings';
import { validate } from '../../server/src/rules/index';
import { editableDigit, generateDescriptor } from './support/descriptors';
import { type BenchRow, alternating, report } from './support/measure';

const schema = JSON.parse(readFileSync('schemas/avstream.schema.json', 'utf8')) as JSONSchema;
const service = getLanguageService({});
service.configure({ validate: true, allowComments: true, schemas: [{ uri: 'avstream:schema', fileMatch: ['*.avstream.json'], schema }] });
const options = { settings: defaultSettings, abilities: { relatedInformation: true, codeDescription: true, fadesUnnecessary: true }, ruleLink: (): undefined => undefined };

const rows: BenchRow[] = [];
for (const { size, times, least } of [{ size: 100_000, times: 25, least: 4 }, { size: 1_000_000, times: 9, least: 7 }, { size: 10_000_000, times: 3, least: 7 }]) {
  // One mistake that both see, so that neither is fast by not looking.
  const text = generateDescriptor(size).replace('"Target": {', '"Target": { "Nonsense": 1,');
  const digit = editableDigit(text);
  const edit = (document: TextDocument, round: number): TextDocument =>
    TextDocument.update(document, [{ range: { start: document.positionAt(digit), end: document.positionAt(digit + 1) }, text: String(1 + (round % 9)) }], document.version + 1);
  const document = { ours: TextDocument.create('file:///a.avstream.json', 'avstream', 1, text), peer: TextDocument.create('file:///a.avstream.json', 'json', 1, text) };
  const found = { ours: 0, peer: 0 };
  const ours = (round: number): void => {
    document.ours = edit(document.ours, round);
    found.ours = toDiagnostics(validate(modelOf(parseTree(document.ours.getText()))), document.ours, options).length;
  };
  const peer = async (round: number): Promise<void> => {
    document.peer = edit(document.peer, round);
    found.peer = (await service.doValidation(document.peer, service.parseJSONDocument(document.peer))).length;
  };
  // Once each to warm up.
  ours(0);
  await peer(0);
  if (found.ours === 0 || found.peer === 0) throw new Error(`A mistake was not found: ours ${found.ours}, JSON ${found.peer}.`);
  const time = await alternating(times, ours, peer);
  console.log(`${(text.length / 1e6).toFixed(2)} MB: ours ${time.ours.toFixed(1)} ms (${found.ours} diagnostics), JSON ${time.peer.toFixed(1)} ms (${found.peer})`);
  rows.push({ name: `${size / 1e6} MB`, unit: 'ms', ours: time.ours, peer: time.peer, peerName: 'vscode-json-languageservice', ratio: time.peer / time.ours, least });
}
report('Keystroke → diagnostics, as a library', rows);
