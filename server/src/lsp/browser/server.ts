import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { createSlicedProver } from '../proof/sliced-prover';
import { createSlicedRunner } from '../simulation/sliced-runner';
import { startServer } from '../start-server';
import { createYieldToMessages } from './yield-to-messages';

declare const self: DedicatedWorkerGlobalScope;

const now = (): number => performance.now();
const yieldToMessages = createYieldToMessages();
startServer(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  now, yieldToMessages,
  // In the same script, because a worker cannot fetch another one everywhere; evaluated when it is called.
  loadFeatures: () => import('../features'),
  createRunner: () => createSlicedRunner({ now, yieldToMessages }),
  createProver: () => createSlicedProver({ now, yieldToMessages }),
});
