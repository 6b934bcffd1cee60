import * as vscode from 'vscode';
import { expectEqual, expectThat } from '../expect';
import { diagnosticsOf, openSample, replace } from './documents';
import { test } from './suite';

const isError = (diagnostic: vscode.Diagnostic): boolean => diagnostic.severity === vscode.DiagnosticSeverity.Error;

test('a broken value is underlined where it stands, and mended it is not', async () => {
  const document = await openSample('avshws.avstream.json');
  await diagnosticsOf(document, (diagnostics) => !diagnostics.some(isError), 'the sample has no error');
  await replace(document, /"Frames": \d+/, '"Frames": -2');
  const broken = await diagnosticsOf(document, (diagnostics) => diagnostics.some(isError), 'the negative number of frames is an error');
  const error = broken.find(isError);
  expectThat(error !== undefined, 'no error');
  expectThat(document.getText(error.range).includes('-2'), `the error stands at ${JSON.stringify(document.getText(error.range))}`);
  await replace(document, '"Frames": -2', '"Frames": 2');
  const mended = await diagnosticsOf(document, (diagnostics) => !diagnostics.some(isError), 'the error is gone');
  expectEqual(mended.filter(isError).length, 0, 'errors');
});
