import * as vscode from 'vscode';
import type { ShowReferencesArguments } from '../../../../server/src/protocol/index';
import { commands } from '../../identifiers';

const toPosition = ({ line, character }: ShowReferencesArguments['position']): vscode.Position => new vscode.Position(line, character);

/** The command behind a lens that counts references: shows them beside the name, in the editor. */
export function activateReferencesFeature(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.commands.registerCommand(commands.showReferences, async ({ uri, position, ranges }: ShowReferencesArguments) => {
    const document = vscode.Uri.parse(uri);
    await vscode.commands.executeCommand('editor.action.showReferences', document, toPosition(position), ranges.map(({ start, end }) => new vscode.Location(document, new vscode.Range(toPosition(start), toPosition(end)))));
  }));
}
