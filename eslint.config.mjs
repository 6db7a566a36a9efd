import tseslint from 'typescript-eslint';
import { fence } from './scripts/lib/fence.mjs';

/** Calls that get few arguments, whatever the data: elements of a page, buttons of a message, names of a path. */
const MAY_SPREAD =
  '[callee.name=/^(h|fill)$/], [callee.property.name=/^(replaceChildren|showInformationMessage|joinPath)$/]';

/** A call takes some ten thousand arguments and then throws. */
const SPREAD = {
  selector: `:matches(CallExpression, NewExpression):not(${MAY_SPREAD}) > SpreadElement`,
  message: 'no data is spread into a call, which fails for long lists: see src/lists/',
};
const READ = {
  selector:
    'ImportDeclaration[source.value=/^(node:)?fs/] > ImportSpecifier' +
    '[imported.name=/^(readFile|readFileSync|createReadStream|open|openSync|read|readSync)$/]',
  message: 'files are read by src/files/, which looks at what they are and bounds what it takes',
};
const TERMINAL = {
  selector:
    'MemberExpression[object.name="process"][property.name=/^(stdin|stdout|stderr)$/], MemberExpression[object.name="console"]',
  message: 'src/cli/output.ts writes to the terminal and makes everything printable; src/files/ reads standard input',
};
const ZOD = {
  selector: 'ImportDeclaration[source.value="zod"][importKind!="type"] > ImportSpecifier',
  message: "import * as z from 'zod': the name z alone takes the messages of fifty languages into the bundle",
};
const forbid = (...what) => ({ 'no-restricted-syntax': ['error', ...what] });

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'training/',
      'python/',
      '.test-out/',
      'samples/',
      'test/editor/',
      '**/*.vsix',
    ],
  },
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
  // Generated, and free of what its head switches off.
  { files: ['src/graph/proto/*.ts'], linterOptions: { reportUnusedDisableDirectives: 'off' } },
  { files: ['webview/**/*.ts'], rules: forbid(SPREAD, ZOD) },
  { files: ['src/**/*.ts'], rules: forbid(SPREAD, READ, TERMINAL, ZOD) },
  // Its writers open files; it reads by the door.
  { files: ['src/files/**/*.ts', 'src/datasets/folders.ts'], rules: forbid(SPREAD, TERMINAL, ZOD) },
  { files: ['src/files/standard-input.ts'], rules: forbid(SPREAD, ZOD) },
  { files: ['src/cli/output.ts'], rules: forbid(SPREAD, READ, ZOD) },
  { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['src/**/*.ts', 'webview/**/*.ts'],
    plugins: { fence },
    rules: { 'fence/imports': 'error' },
  },
);
