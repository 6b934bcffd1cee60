import { createRegistry, type Flavour, type HostReport, type HostTestResult } from '../registry';

/** What an in-host test is given beside the `vscode` module, which it imports itself. */
export interface SuiteContext {
  readonly flavour: Flavour;
}

const registry = createRegistry<SuiteContext>();

/** Registers a test that runs inside the extension host. */
export const test = registry.test;

/**
 * Runs every file; called by the entry that VS Code loads as `extensionTestsPath`.
 * @param files by name, how each is loaded
 * @param report told the state after every test, and once more at the end
 * @throws when a test failed, which gives VS Code its exit code
 */
export async function runSuite(flavour: Flavour, files: Readonly<Record<string, () => Promise<unknown>>>, report: (report: HostReport) => void): Promise<void> {
  const results: HostTestResult[] = [];
  for (const [file, load] of Object.entries(files)) {
    await registry.runFile(file, load, flavour, async () => ({ flavour }), (result) => {
      results.push(result);
      report({ finished: false, results });
    });
  }
  report({ finished: true, results });
  const failed = results.filter(({ status }) => status === 'failed').length;
  if (failed > 0) throw new Error(`${failed} of ${results.length} tests failed`);
}
