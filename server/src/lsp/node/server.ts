import { createRequire } from 'node:module';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createConnection } from 'vscode-languageserver/node';
import { describeError } from '../guard';
import type { FeaturesModule } from '../runtime';
import { startServer } from '../start-server';
import { keepHeapSmall } from './keep-heap-small';
import { createWorkerProver } from './worker-prover';
import { createWorkerRunner } from './worker-runner';
import { yieldToMessages } from './yield-to-messages';

/** Ways of talking that the language server library understands. */
const transports = /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/;
if (!process.argv.some((argument) => transports.test(argument))) process.argv.push('--stdio');

const connection = createConnection();
process.on('unhandledRejection', (reason: unknown) => {
  try {
    connection.console.error(`A promise was rejected and nobody listened: ${describeError(reason)}`);
  } catch {
    // The connection is closed: there is nobody to tell, and the end is near.
  }
});
startServer(connection, {
  now: () => performance.now(),
  yieldToMessages,
  // A bundle of its own: what is not read need not be parsed before `initialize` is answered.
  loadFeatures: () => {
    keepHeapSmall();
    return Promise.resolve(createRequire(__filename)('./server-features.js') as FeaturesModule);
  },
  createRunner: () => createWorkerRunner(path.join(__dirname, 'simulation-worker.js')),
  createProver: () => createWorkerProver(path.join(__dirname, 'proof-worker.js')),
});
