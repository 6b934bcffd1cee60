import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RuleIndex } from '../protocol/index';

/** The pages ship beside the bundle of the command. */
const folder = path.join(__dirname, '..', 'docs', 'rules');

/** Every rule in short. Throws when the pages are not where they ship. */
export async function readRuleIndex(): Promise<RuleIndex> {
  return JSON.parse(await readFile(path.join(folder, 'index.json'), 'utf8')) as RuleIndex;
}

/** The page of a rule that the index names, as Markdown. */
export const readRulePage = (code: string): Promise<string> => readFile(path.join(folder, `${code}.md`), 'utf8');
