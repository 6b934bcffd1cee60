import * as vscode from 'vscode';
import type { RuleIndex, RuleState } from '../../../../server/src/protocol/index';
import { languageId } from '../../identifiers';
import type { RulePages } from './page';
import { gravestCode, type RuleChoice, ruleChoices } from './rule-choices';

type RuleItem = vscode.QuickPickItem & { readonly code?: string };

/** Asks for a rule, with the one of the problem at the cursor chosen already. @returns its code; undefined when the person left the list */
export async function pickRule(pages: RulePages): Promise<string | undefined> {
  const list = vscode.window.createQuickPick<RuleItem>();
  list.title = vscode.l10n.t('Explain Rule');
  list.placeholder = vscode.l10n.t('Code or words of a rule');
  list.matchOnDescription = true;
  list.busy = true;
  const picked = new Promise<string | undefined>((resolve) => {
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]?.code);
      list.hide();
    });
    list.onDidHide(() => resolve(undefined));
  });
  list.show();
  try {
    const index = JSON.parse(await pages.read('index.json')) as RuleIndex;
    const items = ruleChoices(index).map(toItem);
    const current = gravestCode(problemsAtCursor(), index);
    const active = items.find(({ code }) => code !== undefined && code === current);
    list.items = items;
    if (active !== undefined) list.activeItems = [active];
    list.busy = false;
    return await picked;
  } finally {
    list.dispose();
  }
}

/** What is underlined where the cursor is; on its line when nothing is. */
function problemsAtCursor(): readonly vscode.Diagnostic[] {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== languageId) return [];
  const { active } = editor.selection;
  const all = vscode.languages.getDiagnostics(editor.document.uri);
  const here = all.filter(({ range }) => range.contains(active));
  return here.length > 0 ? here : all.filter(({ range }) => range.start.line <= active.line && range.end.line >= active.line);
}

const icons = { error: '$(error)', warning: '$(warning)', info: '$(info)', hint: '$(lightbulb)' } as const;

function toItem(choice: RuleChoice): RuleItem {
  if (choice.kind === 'chapter') return { label: choice.label, kind: vscode.QuickPickItemKind.Separator };
  const { code, label, severity, state } = choice;
  const icon = state === 'checked' && severity !== null ? icons[severity] : '$(circle-outline)';
  return { label: `${icon} ${label}`, description: [...(severity === null ? [] : [severityName(severity)]), ...stateName(state)].join(', '), code };
}

function severityName(severity: keyof typeof icons): string {
  switch (severity) {
    case 'error': return vscode.l10n.t('error');
    case 'warning': return vscode.l10n.t('warning');
    case 'info': return vscode.l10n.t('info');
    case 'hint': return vscode.l10n.t('hint');
  }
}

/** What becomes of a rule that the validator does not report. */
function stateName(state: RuleState): readonly string[] {
  switch (state) {
    case 'checked': return [];
    case 'simulated': return [vscode.l10n.t('reported by simulations')];
    case 'later': return [vscode.l10n.t('simulated later')];
    case 'invariant': return [vscode.l10n.t('invariant of the model')];
    case 'said': return [vscode.l10n.t('said by another rule')];
    case 'unchecked': return [vscode.l10n.t('not checked')];
  }
}
