import * as vscode from 'vscode';
import { schemes } from '../../identifiers';
import { ruleOfPath } from './rule-address';

const markdownExtension = 'vscode.markdown-language-features';

/** Opens the pages of rules, which come with the extension: the link of each finding leads here, offline. */
export function activateRulePagesFeature(context: vscode.ExtensionContext): void {
  const pageOf = (code: string): vscode.Uri => vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules', `${code}.md`);
  const readPage = async (code: string): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(pageOf(code)));
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(schemes.rulePage, {
      provideTextDocumentContent: async ({ path }) => {
        const code = ruleOfPath(`/rules${path.replace(/\.md$/, '')}`);
        return code === undefined ? '' : await readPage(code);
      },
    }),
    vscode.window.registerUriHandler({
      handleUri: async ({ path }) => {
        const code = ruleOfPath(path);
        if (code === undefined) {
          void vscode.window.showErrorMessage(vscode.l10n.t('AVStream Studio knows no such address. The ones it opens look like {0}.', '/rules/FRM-25'));
          return;
        }
        try {
          await readPage(code);
        } catch {
          void vscode.window.showErrorMessage(vscode.l10n.t('AVStream Studio has no page for a rule {0}.', code));
          return;
        }
        await showPage(code, pageOf(code));
      },
    }),
  );
}

/** As a Markdown preview where there is one; an extension that is not on a disk gives the text through our own scheme. */
async function showPage(code: string, file: vscode.Uri): Promise<void> {
  const page = file.scheme === 'file' ? file : vscode.Uri.from({ scheme: schemes.rulePage, path: `/${code}.md` });
  if (vscode.extensions.getExtension(markdownExtension) !== undefined) {
    await vscode.commands.executeCommand('markdown.showPreview', page);
    return;
  }
  const virtual = vscode.Uri.from({ scheme: schemes.rulePage, path: `/${code}.md` });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(virtual), { preview: true });
}
