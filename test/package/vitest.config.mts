import path from 'node:path';
import { defineConfig } from 'vitest/config';

// Apart from the other projects: these tests look at the packaged extension, which the others do not need.
export default defineConfig({
  root: path.join(import.meta.dirname, '..', '..'),
  test: { name: 'package', include: ['test/package/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 300_000 },
});
