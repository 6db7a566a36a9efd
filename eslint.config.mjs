import tseslint from 'typescript-eslint';
import { fence } from './scripts/lib/fence.mjs';

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
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    plugins: { fence },
    rules: { 'fence/imports': 'error' },
  },
);
