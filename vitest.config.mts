import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const protocolSetup = ['test/unit/seed.ts', 'test/protocol/support/applicability.setup.ts'];

/** Tests of the protocol that drive no session with a client, and why: they run once. */
const withoutSession: Readonly<Record<string, string>> = {
  'any-messages': 'writes messages that no client would',
  browser: 'talks to the server of the browser in its own messages',
  kills: 'is about the process, killed and started again',
  process: 'is about the process and how it ends',
};

// Three levels run here; the real VS Code is driven by test/host/run.mjs, because it needs an editor, not a test runner.
export default defineConfig({
  test: {
    // All processors: left to itself, vitest keeps one for a person at the machine, which is half of a build server.
    maxWorkers: availableParallelism(),
    // Files of the browser level share what they import, and one browser a worker: to start either anew takes longer than many of the tests.
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], setupFiles: ['test/unit/seed.ts', 'test/unit/timeline-texts.ts'], testTimeout: 30_000 } },
      { test: { name: 'protocol', include: ['test/protocol/**/*.test.ts'], setupFiles: protocolSetup, testTimeout: 30_000, provide: { languageClient: 'vscode' } } },
      // The same tests with a language client that is not of this project and not of VS Code.
      { test: { name: 'protocol-codemirror', include: ['test/protocol/**/*.test.ts'], exclude: Object.keys(withoutSession).map((file) => `test/protocol/${file}.test.ts`), setupFiles: protocolSetup, testTimeout: 30_000, provide: { languageClient: 'codemirror' } } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, isolate: false, maxWorkers: Math.min(2, availableParallelism()), sequence: { groupOrder: 1 }, expect: { poll: { timeout: 15_000 } } } },
    ],
  },
});
