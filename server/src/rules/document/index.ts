/** Mistakes in the document itself; found while it is read, described like rules. */
import type { Rule, RuleDescription } from '../rule';
import { doc01 } from './doc-01-syntax';
import { doc02, doc03, doc08, doc10 } from './doc-02-properties';
import { doc04, doc05, doc06, doc07 } from './doc-04-values';
import { doc09 } from './doc-09-version';
import { doc11, doc12 } from './doc-11-suppression';
import { doc13 } from './doc-13-counts';
import { doc14 } from './doc-14-connections';
import { doc15 } from './doc-15-expectations';
import { doc16 } from './doc-16-routines';
import { doc17 } from './doc-17-never';

/** The descriptions, in the order of their codes. */
export const documentRules: readonly RuleDescription[] = [doc01, doc02, doc03, doc04, doc05, doc06, doc07, doc08, doc09, doc10, doc11, doc12];

/** Those that are checked against a model, as rules about drivers are. */
export const checkedDocumentRules: readonly Rule[] = [doc13, doc14, doc15, doc16, doc17] as readonly Rule[];
