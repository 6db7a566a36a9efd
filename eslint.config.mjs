import tseslint from 'typescript-eslint';

const ALL = [
  'text',
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
  text: [],
  algebra: [],
  representation: ['text'],
  trace: ['algebra'],
  readers: ['algebra', 'trace'],
  reductions: ['algebra', 'trace', 'readers'],
  models: ['text', 'algebra'],
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
  const foreign = stations.filter((other) => other !== station && !MAY_IMPORT[station].includes(other));
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
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  ...stations.map(restrict),
);
