import { type TextEdit, parseTree, setValues } from '../document/index';
import type { ConfiguredSeverity } from '../findings/index';

/** A configuration that says the severity of one rule and nothing else. */
export const newConfiguration = (code: string, severity: ConfiguredSeverity): string => `{\n  "rules": { ${JSON.stringify(code)}: ${JSON.stringify(severity)} }\n}\n`;

/** The edits that make a configuration say the severity of a rule, everything else left as it is; nothing where it cannot be read. */
export function writeSeverity(text: string, code: string, severity: ConfiguredSeverity): readonly TextEdit[] | undefined {
  if (text.trim() === '') return [{ start: 0, end: text.length, text: newConfiguration(code, severity) }];
  const result = setValues(parseTree(text), [{ path: ['rules', code], text: JSON.stringify(severity) }]);
  return 'edits' in result ? result.edits : undefined;
}
