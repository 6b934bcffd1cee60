import { afterEach, describe, expect, test } from 'vitest';
import { type Session, marked, openSession } from './support/session';

let session: Session | undefined;
afterEach(() => session?.close());

const inSteps = (step: string): string => `{ "FormatVersion": 1, "Simulations": [{ "Driver": { "Routines": { "Process": { "Steps": [{ "If": "leading", "Then": [${step}] }] } } } }] }`;

describe('steps of a routine', () => {
  test('are offered what they can be, and the functions that can be called', async () => {
    session = await openSession();
    const members = marked(inSteps('{ ¦ }'));
    const uri = await session.open(members.text);
    const labels = (await session.completion(uri, members.positions[0]!)).map(({ label }) => label);
    expect(labels).toEqual(expect.arrayContaining(['Call', 'If', 'While', 'Return', 'Set', 'Header', 'Device', 'Wait']));
    session.close();
    session = await openSession();
    const calls = marked(inSteps('{ "Call": "¦" }'));
    const other = await session.open(calls.text);
    expect((await session.completion(other, calls.positions[0]!)).map(({ label }) => label)).toEqual(expect.arrayContaining(['KsStreamPointerClone', 'KsPinAttemptProcessing', 'KeAcquireSpinLock']));
  });

  test('say in a hover what a function does', async () => {
    session = await openSession();
    const { text, positions } = marked(inSteps('{ "Call": "KsStreamPointer¦Delete" }'));
    const uri = await session.open(text);
    expect(JSON.stringify(await session.hover(uri, positions[0]!))).toContain('Deletes Pointer, a clone');
  });
});
