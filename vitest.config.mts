import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// Three levels run here; the real VS Code is driven by test/host/run.mjs, because it needs an editor, not a test runner.
export default defineConfig({
  test: {
    // All processors: left to itself, vitest keeps one for a person at the machine, which is half of a build server.
    maxWorkers: availableParallelism(),
    // Files of the browser level share what they import, and one browser a worker: to start either anew takes longer than many of the tests.
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], setupFiles: ['test/unit/seed.ts', 'test/unit/timeline-texts.ts'], testTimeout: 30_000 } },
      { test: { name: 'protocol', include: ['test/protocol/**/*.test.ts'], setupFiles: ['test/unit/seed.ts'], testTimeout: 30_000 } },
      { test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000, isolate: false, maxWorkers: Math.min(2, availableParallelism()), sequence: { groupOrder: 1 }, expect: { poll: { timeout: 15_000 } } } },
    ],
  },
});
