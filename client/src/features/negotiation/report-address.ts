import type { NegotiationSubject } from '../../../../server/src/protocol/index';

/** What a report is of: a descriptor, and a pin or simulation in it. */
export interface ReportAddress {
  /** The descriptor's address. */
  readonly uri: string;
  readonly subject: NegotiationSubject;
}

/** The parts of a report's own address: the path is what a tab shows, the query what the report is of. */
export function reportParts({ uri, subject }: ReportAddress, title: string): { readonly path: string; readonly query: string } {
  // A slash in a label would make folders of it.
  return { path: `/${title.replace(/[/\\]/g, ' ')}`, query: JSON.stringify({ uri, kind: subject.kind, name: subject.name }) };
}

/** Reads the query of a report's address; nothing when it is none of ours. */
export function readReportQuery(query: string): ReportAddress | undefined {
  try {
    const { uri, kind, name } = JSON.parse(query) as Record<string, unknown>;
    if (typeof uri !== 'string' || typeof name !== 'string' || (kind !== 'pin' && kind !== 'simulation')) return undefined;
    return { uri, subject: { kind, name } };
  } catch {
    return undefined;
  }
}
