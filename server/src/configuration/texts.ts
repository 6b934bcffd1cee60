import { type TextArguments, formatText } from '../findings/index';
import type { ConfigurationProblemKind } from './configuration';

/** English templates of what is said about configurations, by kind. */
export const configurationTexts: Readonly<Record<ConfigurationProblemKind, string>> = {
  syntax: 'This cannot be read as JSON; what can be read of the rest holds. Correct it here.',
  root: 'A configuration is one object, such as { "rules": { "FRM-06": "warning" } }. Nothing of this holds.',
  type: '{name} wants {expected}; this says nothing.',
  property: 'A configuration has no "{name}" here, so it says nothing. Known are: {known}.',
  propertyNearest: 'A configuration has no "{name}" here, so it says nothing. Did you mean "{nearest}"?',
  code: 'This version has no rule {code}, so its severity says nothing. Write a code as findings show it, such as FRM-25.',
  codeNearest: 'This version has no rule {code}, so its severity says nothing. Did you mean {nearest}?',
  severity: '"{word}" is no severity, so the rule keeps the one it has. Write one of: {known}.',
  severityNearest: '"{word}" is no severity, so the rule keeps the one it has. Did you mean "{nearest}"? Known are: {known}.',
  filesMissing: 'This override names no "files", so it holds for none. Add "files": ["capture/**"] with patterns of paths.',
  globEmpty: 'This pattern is empty and fits no file. Write one such as "capture/**" or "*-legacy.avstream.json".',
  globBackslash: '"{glob}" has a backslash, which is no separator here. Write "/", on Windows too.',
  globOutside: '"{glob}" leads out of the folder of this configuration, which holds only for what lies in it. Write a pattern relative to this folder.',
  globSyntax: '"{glob}" is no pattern: a bracket or brace is not closed. Close it.',
  globTooLong: '"{glob}" is too long, or stands for too many patterns. Divide it.',
};

/** Code by which a problem is named: `config-code` for one of kind `code` or `codeNearest`. */
export const configurationCode = (kind: ConfigurationProblemKind): string => `config-${kind.replace(/Nearest$/, '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The sentence of a problem. `translate` gives a template in the reader's language. */
export const configurationMessage = (problem: { readonly kind: ConfigurationProblemKind; readonly arguments: TextArguments }, translate: (template: string) => string = (template) => template): string =>
  formatText(translate(configurationTexts[problem.kind]), problem.arguments);
