// Tests that a client cannot take part in, because it lacks an ability that the test needs: each is listed, and the list is held to what happens.
import type { TestContext } from 'vitest';
import { inject } from 'vitest';
import { type Ability, abilities, listed } from './not-applicable';

declare module 'vitest' {
  interface ProvidedContext {
    /** The language client that tests of the protocol run with. */
    readonly languageClient: ClientName;
  }
}

/** The language clients there are. */
export type ClientName = 'vscode' | 'codemirror';

export const clientName: ClientName = inject('languageClient');

let current: TestContext | undefined;
let met: string | undefined;

/** Where a test stands in the list: its file, and its name with that of its groups. */
export const fileOf = ({ task }: TestContext): string => task.file.name.replaceAll('\\', '/').replace(/^.*test\/protocol\/(.*)\.test\.ts$/, '$1');
export const nameOf = ({ task }: TestContext): string => task.fullTestName;

const expectedFor = (context: TestContext): Ability | undefined => (clientName === 'vscode' ? undefined : listed[fileOf(context)]?.[nameOf(context)]);

/** A test begins. */
export function begin(context: TestContext): void {
  current = context;
  met = undefined;
}

/** A test is over that was not found to need what the client lacks: is it listed all the same? */
export function end(context: TestContext): void {
  current = undefined;
  const expected = expectedFor(context);
  if (expected !== undefined && met === undefined) throw new Error(`"${nameOf(context)}" is listed as needing a client that ${abilities[expected]}, but it ran without one: take it off the list in not-applicable.ts.`);
}

/** Ends the test that runs: it needs an ability that the client lacks. A test that is not listed fails. */
export function notApplicable(ability: Ability): never {
  if (current === undefined) throw new Error('No test runs.');
  const expected = expectedFor(current);
  if (expected !== ability) throw new Error(`"${nameOf(current)}" needs a client that ${abilities[ability]}; the list in not-applicable.ts says ${expected === undefined ? 'nothing of that' : `that it ${abilities[expected]}`}.`);
  met = ability;
  return current.skip(`needs a client that ${abilities[ability]}`);
}
