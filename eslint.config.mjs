import tseslint from 'typescript-eslint';

/** Tools that every station may use, and which use none of them. */
const GROUND = ['lists', 'text'];

const ALL = [
  'algebra',
  'representation',
  'trace',
  'readers',
  'reductions',
  'models',
  'inference',
  'analysis',
  'protocol',
  'page',
  'datasets',
];

/** The stations of the pipeline, in order (docs/design.md): a file may import from its own station and those before it. */
const MAY_IMPORT = {
  ...Object.fromEntries(GROUND.map((room) => [room, []])),
  algebra: [],
  representation: ['text'],
  trace: ['algebra'],
  readers: ['algebra', 'trace'],
  reductions: ['algebra', 'trace', 'readers'],
  models: ['algebra'],
  inference: ['algebra', 'models', 'representation'],
  analysis: ['algebra', 'trace', 'models', 'representation', 'inference'],
  protocol: ['algebra', 'trace', 'representation', 'analysis'],
  page: ['algebra', 'trace', 'models', 'representation', 'inference', 'analysis', 'protocol'],
  datasets: ['text', 'algebra', 'trace', 'readers', 'reductions', 'models'],
  cli: ALL,
  extension: ALL,
};
const stations = Object.keys(MAY_IMPORT);

const restrict = (station) => {
  const foreign = stations.filter((other) => other !== station && ![...GROUND, ...MAY_IMPORT[station]].includes(other));
  return {
    files: [`src/${station}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: station === 'extension' ? [] : [{ name: 'vscode', message: 'only src/extension talks to the editor' }],
          patterns: [
            {
              regex: `^(\\.\\./)+(${foreign.join('|')})/`,
              message: `src/${station} may import only from: ${MAY_IMPORT[station].join(', ') || 'nothing'}`,
            },
          ],
        },
      ],
    },
  };
};

/** Calls that get few arguments, whatever the data: elements of a page, buttons of a message, names of a path. */
const MAY_SPREAD =
  '[callee.name=/^(h|fill)$/], [callee.property.name=/^(replaceChildren|showInformationMessage|joinPath)$/]';

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', 'training/', '.test-out/', 'samples/', 'test/editor/', '**/*.vsix'] },
  { files: ['**/*.ts'], extends: [tseslint.configs.strictTypeChecked] },
  { files: ['**/*.ts'], languageOptions: { parserOptions: { projectService: true } } },
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Code points are meant where a string is spread: table cells, Python's idea of a string's elements.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    // A call takes some ten thousand arguments and then throws. Exempt is what builds a page or a message of few parts.
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: `:matches(CallExpression, NewExpression):not(${MAY_SPREAD}) > SpreadElement`,
          message: 'no data is spread into a call, which fails for long lists: see src/lists/',
        },
      ],
    },
  },
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  ...stations.map(restrict),
);
