import type { RuleDescription } from '../rule';

/** A document for a later version. */
export const doc09: RuleDescription = {
  code: 'DOC-09', title: 'Document of a newer version', area: 'document', defaultSeverity: 'error', evidence: [], sources: [], since: '0.1.0',
  condition: 'FormatVersion is above the version that this product understands.',
  effect: 'The document is not read, because its properties may mean something else.',
  remedy: 'Update AVStream Studio, or lower FormatVersion if the document uses nothing newer.',
  texts: { newer: 'This document has format version {version}; this version of AVStream Studio reads versions up to {supported} and looks at nothing else in it. Update, or lower FormatVersion if nothing newer is used.' },
};
