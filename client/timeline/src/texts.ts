import type { timelineTexts } from '../../src/features/timeline/texts';
import { fill, pictureTexts } from '../../../server/src/picture/texts';
import type { TextArguments } from '../../../server/src/picture/texts';

/** Keys of the texts: the page's, and the picture's own. */
export type TextKey = keyof typeof timelineTexts | keyof typeof pictureTexts;
export type { TextArguments };

let texts: Readonly<Record<string, string>> = pictureTexts;

/** Takes the texts that the page carries; to be called before anything is shown. */
export function useTexts(given: Readonly<Record<string, string>>): void {
  texts = { ...pictureTexts, ...given };
}

/** The text of a key with its arguments filled in. */
export function text(key: TextKey, values?: TextArguments): string {
  return fill(texts[key] ?? key, values);
}
