import { type Finding, type RelatedPlace, formatText } from '../findings/index';
import { textTemplate } from './registry';

/**
 * Gives the template of a text in the user's language; the key is the text's (`FRM-25.alignment`), the template its English.
 * Arguments are put in afterwards, so that translations may order them as they like.
 */
export type Translate = (key: string, template: string) => string;

/** The sentence of a finding or of one of its related places. A text that no rule has is shown as its key. */
export function messageOf(said: Pick<Finding | RelatedPlace, 'text' | 'arguments'>, translate: Translate = (_, template) => template): string {
  const template = textTemplate(said.text);
  return template === undefined ? said.text : formatText(translate(said.text, template), said.arguments);
}
