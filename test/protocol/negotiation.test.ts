import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { type ExplainAllocatorResult, type ListNegotiationsResult, type NegotiationSubject, negotiationMethods } from '../../server/src/protocol/index';
import { type Session, openSession, positionOf } from './support/session';

const card = readFileSync('samples/common-buffer-card.avstream.json', 'utf8');
let session: Session | undefined;
afterEach(() => session?.close());

const list = async (text: string, at?: string): Promise<ListNegotiationsResult> => {
  session = await openSession();
  const uri = await session.open(text);
  return session.client.sendRequest<ListNegotiationsResult>(negotiationMethods.listNegotiations, { uri, ...(at === undefined ? {} : { position: positionOf(text, at) }) });
};
const explain = (opened: Session, uri: string, subject: NegotiationSubject): Promise<ExplainAllocatorResult> => opened.client.sendRequest<ExplainAllocatorResult>(negotiationMethods.explainAllocator, { uri, subject });

test('what can be explained, and what the cursor is in', async () => {
  const { choices, current } = await list(card);
  expect(choices.map(({ subject }) => `${subject.kind} ${subject.name}`)).toEqual(['pin card/video', 'simulation 720p60 to an application', 'simulation 720p60, the application pauses', 'simulation 720p60 to a kernel encoder', 'simulation 720p60 to a kernel encoder that is late']);
  expect([choices[0]!.detail, current]).toEqual(['an allocator of its own, framing', -1]);
});

test.each<[string, string, number]>([
  ['a pin', '"InstancesPossible"', 0],
  ['the framing that it points to', '"FileAlignment": "FILE_128', 0],
  ['its allocator', '"InitializeAllocator": "Video', 0],
  ['a simulation', '"Label": "encoder"', 3],
  ['none of them', '"Architecture"', -1],
])('the cursor in %s chooses it', async (_, at, expected) => {
  expect((await list(card, at)).current).toBe(expected);
});

test('a report answers first, and its links lead to values of the document', async () => {
  session = await openSession();
  const uri = await session.open(card);
  const { lines, links, tones } = await explain(session, uri, { kind: 'pin', name: 'card/video' });
  expect(lines[0]).toBe('Allocator negotiation: card/video');
  expect(lines[2]).toBe('Can the allocator of card/video be called?');
  const link = links.find(({ path }) => path === '/Simulations/0/Client');
  expect(lines[link!.line]!.slice(link!.start, link!.end)).toBe('[/Simulations/0/Client]');
  expect(new Set(tones.map(({ tone }) => tone))).toEqual(new Set(['heading', 'good', 'bad', 'muted']));
  const simulation = await explain(session, uri, { kind: 'simulation', name: '720p60 to an application' });
  expect(simulation.lines[2]).toBe('Why is the allocator of card/video not called?');
});

test('a report follows the text, also while it is broken, and without simulations', async () => {
  session = await openSession();
  const text = card.slice(0, card.indexOf('"Simulations"')).replace('"Frames": 8,', '"Frames": 7,');
  const uri = await session.open(text);
  const { lines } = await explain(session, uri, { kind: 'pin', name: 'card/video' });
  expect(lines.filter((line) => line.startsWith('If '))).toEqual(['If an application read from card/video', 'If a kernel filter were connected to card/video']);
  expect(lines.some((line) => /Frames +card\/video +7$/.test(line))).toBe(true);
});

test('findings have the severities of the settings', async () => {
  session = await openSession({ settings: { rules: { 'NEG-05': 'warning' } } });
  const uri = await session.open(card);
  const told = async (): Promise<string> => (await explain(session!, uri, { kind: 'simulation', name: '720p60 to a kernel encoder' })).lines.join('\n');
  expect(await told()).toMatch(/warning NEG-05: /);
});

test('what is not there any more gets a report that says so; a document that is not open none', async () => {
  session = await openSession();
  const uri = await session.open(card);
  for (const subject of [{ kind: 'pin', name: 'card/audio' }, { kind: 'simulation', name: 'nothing' }] as const) expect((await explain(session, uri, subject)).lines.join('\n')).toMatch(/There is no pin here whose frames could be negotiated/);
  expect(await explain(session, 'file:///unknown.avstream.json', { kind: 'pin', name: 'card/video' })).toEqual({ lines: [], links: [], tones: [] });
  expect(await session.client.sendRequest(negotiationMethods.listNegotiations, { uri: 'file:///unknown.avstream.json' })).toEqual({ choices: [], current: -1 });
  expect(session.log).toEqual([]);
});
