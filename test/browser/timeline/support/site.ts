// The timeline as it ships, on a server of its own: built from the sources at hand, so that a test never looks at an old bundle.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { timelineTexts } from '../../../../client/src/features/timeline/texts';

// Tests and benchmarks both run from the repository's root.
const root = process.cwd();
const nonce = '0123456789abcdef0123456789abcdef';

/** Bytes of the shipped script. */
export interface BundleSize { readonly opening: number; readonly all: number }

interface Built {
  /** Scripts by path. */
  readonly scripts: ReadonlyMap<string, string>;
  readonly style: string;
  readonly size: BundleSize;
}

let bundle: Promise<Built> | undefined;

function built(): Promise<Built> {
  bundle ??= (async () => {
    const { metafile, outputFiles } = await esbuild.build({
      absWorkingDir: root, entryPoints: ['client/timeline/src/main.ts'], bundle: true, minify: true, write: false, platform: 'browser', format: 'esm', splitting: true, target: 'es2022',
      mainFields: ['browser', 'module', 'main'], conditions: ['browser'], define: { __AVSTREAM_VERSION__: '"test"' }, metafile: true, outdir: '/', entryNames: 'timeline',
    });
    const style = await esbuild.build({ absWorkingDir: root, entryPoints: ['client/timeline/src/timeline.css'], bundle: true, minify: true, write: false });
    const outputs = new Map(Object.entries(metafile.outputs).map(([name, output]) => [path.basename(name), output]));
    const opening = new Set(['timeline.js']);
    for (const name of opening) for (const { path: imported, kind } of outputs.get(name)!.imports) if (kind === 'import-statement') opening.add(path.basename(imported));
    const bytes = (names: Iterable<string>): number => [...names].reduce((sum, name) => sum + outputs.get(name)!.bytes, 0);
    return {
      scripts: new Map(outputFiles.map((file) => [`/${path.basename(file.path)}`, file.text])), style: style.outputFiles[0]!.text,
      size: { opening: bytes(opening), all: bytes(outputs.keys()) },
    };
  })();
  return bundle;
}

/** Bytes of the shipped script: what is loaded before the first picture, and all of it. */
export async function bundleSize(): Promise<BundleSize> {
  return (await built()).size;
}

let site: Promise<string> | undefined;

/** Serves the timeline's page under the product's content security policy for as long as the process lives. @returns its origin */
export function servedTimeline(): Promise<string> {
  site ??= (async () => {
    const { scripts, style } = await built();
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url!, 'http://localhost');
      const script = scripts.get(pathname);
      // What a browser has once it need not fetch and compile again: there are many pages, and the files are the same.
      const file = (type: string, body: string): void => { response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=3600' }).end(body); };
      if (script !== undefined) file('text/javascript', script);
      else if (pathname === '/timeline.css') file('text/css', style);
      else if (pathname === '/') file('text/html', html(`http://${request.headers.host!}`));
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    server.unref();
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  })();
  return site;
}

function html(origin: string): string {
  const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${origin}`, `font-src ${origin}`, 'worker-src blob:'].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AVStream timeline</title>
<link rel="stylesheet" href="${origin}/timeline.css">
</head>
<body>
<div id="timeline"></div>
<script type="application/json" id="timeline-texts">${JSON.stringify(timelineTexts).replaceAll('<', '\\u003c')}</script>
<script type="module" nonce="${nonce}" src="${origin}/timeline.js"></script>
</body>
</html>`;
}
