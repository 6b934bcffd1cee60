import tseslint from 'typescript-eslint';

/** What each room of the core may import. A room that is not named here may not be imported at all. */
const rooms = {
  ks: [],
  document: ['ks'],
  findings: ['ks', 'document'],
  trace: [],
  picture: ['trace'],
  bytes: ['ks'],
  simulation: ['ks', 'document', 'findings', 'trace', 'bytes'],
  rules: ['ks', 'document', 'findings', 'simulation'],
  configuration: ['ks', 'document', 'findings', 'rules'],
  resolved: ['ks', 'document', 'bytes'],
  'negotiation-report': ['ks', 'document', 'findings', 'simulation', 'rules'],
  protocol: [],
};
const allRooms = [...Object.keys(rooms), 'source', 'lsp', 'cli'];

/** Turns "may import" into the form the linter knows: everything else is refused, with the reason. */
const border = (room, allowed) => ({
  files: [`server/src/${room}/**/*.ts`],
  rules: {
    'no-restricted-imports': ['error', {
      patterns: [
        { regex: `^(\\.\\./)+(${allRooms.filter((r) => r !== room && !allowed.includes(r)).join('|')})(/|$)`, message: `${room} may import only: ${allowed.join(', ') || 'nothing of ours'}.` },
        { regex: '^(node:|vscode|@vscode/|vscode-)', message: 'The core is pure: no Node, no VS Code, no language server.' },
        { regex: '^[^.]', message: 'The core has no dependencies.' },
      ],
    }],
    'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'self', 'require', 'setTimeout', 'setInterval', 'setImmediate', 'performance', 'fetch', 'console'],
  },
});

export default tseslint.config(
  { ignores: ['dist/**', '.cache/**', '.vscode-test/**', 'node_modules/**', 'test/fixtures/**'] },
  ...tseslint.configs.strictTypeChecked.map((c) => ({ ...c, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: ['server/tsconfig.core.json', 'server/tsconfig.adapters.json', 'client/tsconfig.json', 'client/timeline/tsconfig.json', 'test/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-literal-enum-member': 'off',
      // States and the like live in arrays of numbers; enumerations name them, and bundles hold the numbers.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' }],
      eqeqeq: 'error',
    },
  },
  ...Object.entries(rooms).map(([room, allowed]) => border(room, allowed)),
  {
    files: ['server/src/simulation/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error',
        ...['random', 'log', 'log2', 'log10', 'exp', 'pow', 'sin', 'cos', 'tan', 'sqrt'].map((property) => ({ object: 'Math', property, message: 'Not bit-specified or not deterministic: no model path may use it.' })),
        { object: 'Date', property: 'now', message: 'The simulation knows virtual time only.' }],
    },
  },
  {
    files: ['client/src/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: 'server/src/(?!protocol|trace/archive)', message: 'The client knows the protocol, and the form of saved runs, only.' }] }] },
  },
  {
    files: ['client/timeline/src/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: 'server/src/(?!protocol|trace|picture)', message: 'The timeline knows the protocol, the trace and its picture.' }, { regex: '^(node:|vscode)', message: 'The timeline runs in a browser.' }] }] },
  },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off', '@typescript-eslint/no-unsafe-member-access': 'off', '@typescript-eslint/no-unsafe-argument': 'off', '@typescript-eslint/no-unsafe-call': 'off', '@typescript-eslint/no-unsafe-return': 'off', '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/require-await': 'off' },
  },
);
