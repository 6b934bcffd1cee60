import { build } from 'esbuild';
import ts from 'typescript';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Files whose code is in a bundle, relative to the repository. */
async function filesIn(entry: string): Promise<ReadonlySet<string>> {
  const { metafile } = await build({ entryPoints: [entry], bundle: true, write: false, metafile: true, minify: true, platform: 'node', format: 'cjs', outfile: 'bundle.js', define: { __AVSTREAM_VERSION__: '""' } });
  return new Set(Object.entries(metafile.outputs['bundle.js']!.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([file]) => file));
}

const containers = new Set(['Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Array']);

/** Whether an expression, evaluated once when its module is loaded, makes something to be filled later: an empty container, also inside another value. Functions make theirs when called. */
function makesState(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && containers.has(node.expression.text) && (node.arguments ?? []).length === 0) return true;
  if (ts.isArrayLiteralExpression(node) && node.elements.length === 0) return true;
  if (ts.isObjectLiteralExpression(node) && node.properties.length === 0) return true;
  return ts.forEachChild(node, (child) => makesState(child) || undefined) ?? false;
}

/** What a module keeps for itself: variables that can be assigned, and constants that can be filled. */
function stateOf(text: string): readonly string[] {
  return ts.createSourceFile('module.ts', text, ts.ScriptTarget.ES2022, true).statements.filter(ts.isVariableStatement).flatMap(({ declarationList }) =>
    declarationList.declarations.filter(({ initializer }) => (declarationList.flags & ts.NodeFlags.Const) === 0 || (initializer !== undefined && makesState(initializer))).map(({ name }) => name.getText()));
}

// dist/server.js answers `initialize`, dist/server-features.js is loaded by it afterwards: a module that is in both exists twice at run time, and what one
// copy remembers the other does not know.
describe('the two bundles of the language server', () => {
  it('have no module in common that keeps something', { timeout: 30_000 }, async () => {
    const [first, later] = await Promise.all([filesIn('server/src/lsp/node/server.ts'), filesIn('server/src/lsp/features.ts')]);
    const common = [...first].filter((file) => later.has(file) && file.startsWith('server/'));
    // Else the file names are not what they were thought to be.
    expect(common.length).toBeGreaterThan(5);
    expect(common.flatMap((file) => stateOf(readFileSync(file, 'utf8')).map((name) => `${file}: ${name}`))).toEqual([]);
    // What knows edits and the language of messages is in one of them.
    expect([...first].filter((file) => file.endsWith('/document-changes.ts'))).toHaveLength(1);
    expect([...later].filter((file) => file.endsWith('/document-changes.ts'))).toEqual([]);
    expect([...first].filter((file) => file.includes('/@vscode/l10n/'))).toEqual([]);
    expect([...later].filter((file) => file.includes('/@vscode/l10n/')).length).toBeGreaterThan(0);
  });

  it.each([
    ['const logs = new WeakMap<object, string>();', ['logs']],
    ['export let current = 1;', ['current']],
    ['const all: string[] = [];', ['all']],
    ['const cache = { byName: new Map<string, number>() };', ['cache']],
    ['export const known = Object.freeze({});', ['known']],
    ["const names = new Set(['a', 'b']); const make = () => new Map(); export function f() { const list = []; return list; }", []],
    ["export const severities = ['off', 'hint'] as const;", []],
  ])('tell what a module keeps: %s', (text, names) => {
    expect(stateOf(text)).toEqual(names);
  });
});
