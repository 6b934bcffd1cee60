import { afterAll, afterEach, beforeEach } from 'vitest';
import type { RunnerTestSuite as Suite, TestContext } from 'vitest';
import { begin, clientName, end, fileOf } from './applicability';
import { listed } from './not-applicable';

let file: string | undefined;
let tests: TestContext['task']['file'] | undefined;
beforeEach((context) => {
  file = fileOf(context);
  tests = context.task.file;
  begin(context);
});
afterEach((context) => { end(context); });
afterAll(() => {
  if (clientName === 'vscode' || file === undefined || tests === undefined) return;
  const names = new Set<string>();
  const walk = (suite: Suite): void => {
    for (const task of suite.tasks) {
      if (task.type === 'suite') walk(task);
      else names.add(task.fullTestName);
    }
  };
  walk(tests);
  const gone = Object.keys(listed[file] ?? {}).filter((name) => !names.has(name));
  if (gone.length > 0) throw new Error(`not-applicable.ts lists tests that ${file}.test.ts does not have: ${gone.join('; ')}`);
});
