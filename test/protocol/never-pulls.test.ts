import { afterEach, expect, test } from 'vitest';
import { type Session, editorCapabilities, openSession } from './support/session';

let session: Session | undefined;
afterEach(() => session?.close());

test('a client that says it asks for diagnostics and never does is told them all the same; once it asks, what was told is taken back', async () => {
  // CodeMirror's client is one of these.
  session = await openSession({ capabilities: editorCapabilities });
  const uri = await session.open('{ "FormatVersion": 99 }');
  expect((await session.nextPublished(uri, 1)).diagnostics.map(({ code }) => code)).toEqual(['DOC-09']);
  await session.replace(uri, 2, '{ "FormatVersion": 1 }');
  expect((await session.nextPublished(uri, 2)).diagnostics).toEqual([]);
  await session.replace(uri, 3, '{ "FormatVersion": 98 }');
  expect((await session.nextPublished(uri, 3)).diagnostics).toHaveLength(1);
  expect((await session.diagnostics(uri)).map(({ code }) => code)).toEqual(['DOC-09']);
  expect(session.published.at(-1)).toEqual({ uri, diagnostics: [] });
  const { length } = session.published;
  await session.replace(uri, 4, '{ "FormatVersion": 97 }');
  await session.diagnostics(uri);
  expect(session.published).toHaveLength(length);
});
