import * as vscode from 'vscode';
import { commands } from '../../identifiers';
import { createRulePages } from './page';
import { pickRule } from './pick-rule';
import { ruleOfPath } from './rule-address';

/** Opens the pages of rules, which come with the extension: the link of each finding leads here, offline, and so does the command. */
export function activateRulePagesFeature(context: vscode.ExtensionContext): void {
  const pages = createRulePages(context);
  context.subscriptions.push(
    vscode.window.registerUriHandler({
      handleUri: async ({ path }) => {
        const code = ruleOfPath(path);
        if (code === undefined) void vscode.window.showErrorMessage(vscode.l10n.t('AVStream Studio knows no such address. The ones it opens look like {0}.', '/rules/FRM-25'));
        else await pages.show(code);
      },
    }),
    vscode.commands.registerCommand(commands.explainRule, async (code?: unknown) => {
      // Only what looks like a code becomes part of a path; for anything else the person is asked.
      const wanted = (typeof code === 'string' ? ruleOfPath(`/rules/${code}`) : undefined) ?? await pickRule(pages);
      if (wanted !== undefined) await pages.show(wanted);
    }),
  );
}
