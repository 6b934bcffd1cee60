import * as vscode from 'vscode';
import { schemes } from '../../identifiers';
import { isPagePath } from './rule-address';

const markdownExtension = 'vscode.markdown-language-features';

/** The pages of rules as they ship with the extension. */
export interface RulePages {
  /** Shows the page of a rule. Says so when there is none. */
  readonly show: (code: string) => Promise<void>;
  /** A file of the folder of pages, as text. Rejects when there is none. */
  readonly read: (name: string) => Promise<string>;
}

/** Opens what lies in `docs`, on a disk or where extensions come from the web. */
export function createRulePages(context: vscode.ExtensionContext): RulePages {
  const docs = vscode.Uri.joinPath(context.extensionUri, 'docs');
  const readUri = async (uri: vscode.Uri): Promise<string> => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  context.subscriptions.push(vscode.workspace.registerTextDocumentContentProvider(schemes.rulePage, {
    provideTextDocumentContent: async ({ path }) => (isPagePath(path) ? await readUri(vscode.Uri.joinPath(docs, path)) : ''),
  }));
  return {
    read: (name) => readUri(vscode.Uri.joinPath(docs, 'rules', name)),
    show: async (code) => {
      const file = vscode.Uri.joinPath(docs, 'rules', `${code}.md`);
      try {
        await readUri(file);
      } catch {
        void vscode.window.showErrorMessage(vscode.l10n.t('AVStream Studio has no page for a rule {0}.', code));
        return;
      }
      // As a Markdown preview where there is one; an extension that is not on a disk gives the text through our own scheme.
      const virtual = vscode.Uri.from({ scheme: schemes.rulePage, path: `/rules/${code}.md` });
      if (vscode.extensions.getExtension(markdownExtension) !== undefined) {
        await vscode.commands.executeCommand('markdown.showPreview', file.scheme === 'file' ? file : virtual);
        return;
      }
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(virtual), { preview: true });
    },
  };
}
