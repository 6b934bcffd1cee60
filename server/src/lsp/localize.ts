import { t } from '@vscode/l10n';
import { type TextArguments, formatText } from '../findings/index';

/** Turns an English template with `{names}` into a sentence of the reader's language. */
export type Localize = (template: string, values?: TextArguments) => string;

/** Translates through the bundle that was configured at start; without one the English text itself. */
export const localize: Localize = (template, values) => {
  // The bundle is asked for the bare template: arguments are put in by our own formatter, which leaves unknown names alone.
  const translated = t(template);
  return values === undefined ? translated : formatText(translated, values);
};

/** Gives the template of a rule's text in the reader's language; arguments are put in by the caller. */
export const translate = (_key: string, template: string): string => t(template);
