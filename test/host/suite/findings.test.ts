import * as vscode from 'vscode';
import { expectContains, expectEqual, expectThat } from '../expect';
import { diagnosticsOf, openSample, replace } from './documents';
import { test } from './suite';

const codeOf = ({ code }: vscode.Diagnostic): string => String(typeof code === 'object' ? code.value : code);
/** Of the descriptor itself: a run that another test has left on show has findings of its own. */
const isSerious = ({ severity, source }: vscode.Diagnostic): boolean => source === 'avstream' && (severity === vscode.DiagnosticSeverity.Error || severity === vscode.DiagnosticSeverity.Warning);

for (const sample of ['avshws.avstream.json', 'pcie-4k-grabber.avstream.json']) {
  test(`${sample} has neither errors nor warnings; an alignment that is no mask has its finding until it is mended`, async () => {
    const document = await openSample(sample);
    const original = document.getText();
    const aligned = /"FileAlignment": ("[^"]*"|\d+)/.exec(original);
    expectThat(aligned !== null, `${sample} states a FileAlignment`);

    await replace(document, aligned[0], '"FileAlignment": 5');
    const broken = await diagnosticsOf(document, (diagnostics) => diagnostics.some((diagnostic) => codeOf(diagnostic) === 'FRM-25'), 'FRM-25 appears');
    const finding = broken.find((diagnostic) => codeOf(diagnostic) === 'FRM-25')!;
    expectEqual(finding.severity, vscode.DiagnosticSeverity.Error, 'severity');
    expectEqual(document.getText(finding.range), '5', 'the text it underlines');
    const target = typeof finding.code === 'object' ? finding.code.target.toString() : '';
    expectEqual(target, `${vscode.env.uriScheme}://avstream-studio.avstream-studio/rules/FRM-25`, 'the page it links to');
    expectContains(finding.message, '5', 'the message names the value');

    await replace(document, '"FileAlignment": 5', aligned[0]);
    const mended = await diagnosticsOf(document, (diagnostics) => !diagnostics.some((diagnostic) => codeOf(diagnostic) === 'FRM-25'), 'FRM-25 is gone');
    expectEqual(document.getText(), original, 'the text is the sample again');
    expectEqual(mended.filter(isSerious).map(({ message }) => message), [], 'errors and warnings of the sample');
  });
}
