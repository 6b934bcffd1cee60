import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readReportQuery, reportParts } from '../../../client/src/features/negotiation/report-address';

it('the address of a report says what it is of, whatever the labels', () => {
  fc.assert(fc.property(fc.webUrl(), fc.constantFrom('pin' as const, 'simulation' as const), fc.string(), (uri, kind, name) => {
    const { path, query } = reportParts({ uri, subject: { kind, name } }, `Allocator: ${name}`);
    expect(readReportQuery(query)).toEqual({ uri, subject: { kind, name } });
    expect(path.slice(1)).not.toMatch(/[/\\]/);
  }));
});

it('an address of others is none', () => {
  for (const query of ['', '{', 'null', '5', '{}', '{"uri":"file:///a","kind":"filter","name":"x"}', '{"uri":5,"kind":"pin","name":"x"}']) expect(readReportQuery(query)).toBeUndefined();
});
