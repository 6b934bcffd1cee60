/**
 * One keystroke → diagnostics as a library, beside vscode-json-languageservice with the generated schema, which knows none of the rules. Both get the same
 * edit of the same document. Ours goes on from the version before, as the language server does; reading from scratch stands beside it.
 */
import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService, type JSONSchema } from 'vscode-json-languageservice';
import { modelOf, parseTree } from '../../server/src/document/index';
import { createAnalyses } from '../../server/src/lsp/analysis';
import { toDiagnostics } from '../../server/src/lsp/diagnostics';
import { changeSince, loggedDocuments } from '../../server/src/lsp/document-changes';
import { defaultSettings } from '../../server/src/lsp/settings';
import { validate } from '../../server/src/rules/index';
import { editableDigit, generateDescriptor } from './support/descriptors';
import { type BenchRow, alternating, median, report, timed } from './support/measure';

const schema = JSON.parse(readFileSync('schemas/avstream.schema.json', 'utf8')) as JSONSchema;
const service = getLanguageService({});
service.configure({ validate: true, allowComments: true, schemas: [{ uri: 'avstream:schema', fileMatch: ['*.avstream.json'], schema }] });
const options = { settings: defaultSettings, abilities: { relatedInformation: true, codeDescription: true, fadesUnnecessary: true }, ruleLink: (): undefined => undefined };

/** Milliseconds of keystrokes before the first that counts: a minute of typing in a document of 0.1 MB. */
const warmth = 1_000;

const rows: BenchRow[] = [];
for (const { size, times, stretch, least } of [{ size: 100_000, times: 90, stretch: 30, least: 15 }, { size: 1_000_000, times: 12, stretch: 4, least: 20 }, { size: 10_000_000, times: 3, stretch: 1, least: 25 }]) {
  // One mistake that both see, so that neither is fast by not looking.
  const text = generateDescriptor(size).replace('"Target": {', '"Target": { "Nonsense": 1,');
  const digit = editableDigit(text);
  const edit = (document: TextDocument, round: number): TextDocument =>
    loggedDocuments.update(document, [{ range: { start: document.positionAt(digit), end: document.positionAt(digit + 1) }, text: String(1 + (round % 9)) }], document.version + 1);
  const analyses = createAnalyses(({ error }) => { throw error; }, changeSince);
  const document = { ours: loggedDocuments.create('file:///a.avstream.json', 'avstream', 1, text), peer: TextDocument.create('file:///a.avstream.json', 'json', 1, text) };
  const found = { ours: 0, peer: 0 };
  const ours = (round: number): void => {
    document.ours = edit(document.ours, round);
    found.ours = toDiagnostics(analyses.of(document.ours).findings(), document.ours, options).length;
  };
  const scratch = (): void => {
    toDiagnostics(validate(modelOf(parseTree(document.ours.getText()))), document.ours, options);
  };
  const peer = async (round: number): Promise<void> => {
    document.peer = edit(document.peer, round);
    found.peer = (await service.doValidation(document.peer, service.parseJSONDocument(document.peer))).length;
  };
  // A server in use is warm: both get the same time for it.
  for (const one of [ours, peer] as readonly ((round: number) => void | Promise<void>)[]) {
    const end = performance.now() + warmth;
    for (let round = 0; round === 0 || performance.now() < end; round++) await one(round);
  }
  if (found.ours === 0 || found.peer === 0) throw new Error(`A mistake was not found: ours ${found.ours}, JSON ${found.peer}.`);
  const time = await alternating(times, ours, peer, stretch);
  const whole: number[] = [];
  for (let round = 0; round < 3; round++) whole.push(await timed(scratch));
  console.log(`${(text.length / 1e6).toFixed(2)} MB: ours ${time.ours.toFixed(1)} ms (${found.ours} diagnostics; from scratch ${median(whole).toFixed(1)} ms), JSON ${time.peer.toFixed(1)} ms (${found.peer})`);
  rows.push({ name: `${size / 1e6} MB`, unit: 'ms', ours: time.ours, peer: time.peer, peerName: 'vscode-json-languageservice', ratio: time.peer / time.ours, least });
}
report('Keystroke → diagnostics, as a library', rows);
