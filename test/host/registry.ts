/** What a test may be told. */
export interface HostTestOptions {
  /** Milliseconds after which the test counts as failed; 60 s if not given. */
  readonly timeout?: number;
  /** The flavours it belongs to; all if not given. */
  readonly flavours?: readonly Flavour[];
}

/** Where the extension host runs: on Node, or in a web worker. */
export type Flavour = 'desktop' | 'web';

/** One line of the report. */
export interface HostTestResult {
  readonly file: string;
  readonly name: string;
  readonly status: 'passed' | 'failed';
  readonly milliseconds: number;
  /** The error with its stack, when it failed. */
  readonly message?: string;
  /** The error of the first attempt, when it was tried once more. */
  readonly messageBefore?: string;
}

/** The report of one run; `finished` is false while tests are still to come, so that a host that hangs shows how far it got. */
export interface HostReport {
  readonly finished: boolean;
  readonly results: readonly HostTestResult[];
}

interface HostTest<Context> {
  readonly name: string;
  readonly options: HostTestOptions;
  readonly body: (context: Context) => Promise<void> | void;
}

/** The tests of one file at a time: a module registers them while it is loaded, the runner takes them. */
export interface HostTestRegistry<Context> {
  /** Registers a test. Tests of a file run in the order in which they are registered. */
  readonly test: (name: string, body: HostTest<Context>['body'], options?: HostTestOptions) => void;
  /** Loads one file and runs its tests; a second time, the same tests once more. `onResult` is awaited before the next test, with the context still as a failure left it. */
  readonly runFile: (
    file: string, load: () => Promise<unknown>, flavour: Flavour, context: () => Promise<Context>,
    onResult: (result: HostTestResult) => Promise<void> | void,
  ) => Promise<void>;
}

/** An empty registry. The in-host tests and the driver's have one each, with what a test of theirs is given. */
export function createRegistry<Context>(): HostTestRegistry<Context> {
  let tests: HostTest<Context>[] = [];
  // A module registers its tests once, however often it is asked for.
  const loaded = new Map<string, readonly HostTest<Context>[]>();
  return {
    test: (name, body, options = {}) => { tests.push({ name, body, options }); },
    runFile: async (file, load, flavour, context, onResult) => {
      try {
        if (!loaded.has(file)) {
          tests = [];
          await load();
          loaded.set(file, tests);
        }
      } catch (error) {
        await onResult({ file, name: 'loads', status: 'failed', milliseconds: 0, message: describe(error) });
        return;
      }
      const chosen = loaded.get(file)!.filter(({ options }) => options.flavours?.includes(flavour) ?? true);
      for (const { name, body, options } of chosen) {
        let begin = Date.now();
        let message: string | undefined;
        try {
          // Opening a window is not the test's time, but it must end, too.
          const given = await withTimeout(context, 120_000);
          begin = Date.now();
          await withTimeout(async () => { await body(given); }, options.timeout ?? 60_000);
        } catch (error) {
          message = describe(error);
        }
        await onResult({ file, name, status: message === undefined ? 'passed' : 'failed', milliseconds: Date.now() - begin, ...(message === undefined ? {} : { message }) });
      }
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

async function withTimeout<Result>(body: () => Promise<Result>, milliseconds: number): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => { timer = setTimeout(() => { reject(new Error(`not finished after ${milliseconds} ms`)); }, milliseconds); });
  try {
    return await Promise.race([body(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
