import { defineConfig } from 'oxlint';

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

/**
 * What code in some files may not do.
 *
 * @param {string[]} files
 * @param {...{ selector: string, message: string }} what
 */
const forbid = (files, ...what) => ({ files, rules: { 'syntax/no-restricted-syntax': ['error', ...what] } });

/** What a compiler with types can find; the names of typescript-eslint, whose `strictTypeChecked` this is. */
const TYPED = [
  ...['await-thenable', 'ban-ts-comment', 'no-array-delete', 'no-base-to-string', 'no-confusing-void-expression'],
  ...['no-deprecated', 'no-duplicate-enum-values', 'no-duplicate-type-constituents', 'no-dynamic-delete'],
  ...['no-empty-object-type', 'no-explicit-any', 'no-extra-non-null-assertion', 'no-extraneous-class'],
  ...['no-floating-promises', 'no-for-in-array', 'no-generated-empty-object-type', 'no-implied-eval'],
  ...['no-invalid-void-type', 'no-meaningless-void-operator', 'no-misused-new', 'no-misused-promises'],
  ...['no-misused-spread', 'no-mixed-enums', 'no-namespace', 'no-non-null-asserted-nullish-coalescing'],
  ...['no-non-null-asserted-optional-chain', 'no-non-null-assertion', 'no-redundant-type-constituents'],
  ...['no-require-imports', 'no-this-alias', 'no-unnecessary-boolean-literal-compare', 'no-unnecessary-condition'],
  ...['no-unnecessary-template-expression', 'no-unnecessary-type-arguments', 'no-unnecessary-type-assertion'],
  ...['no-unnecessary-type-constraint', 'no-unnecessary-type-conversion', 'no-unnecessary-type-parameters'],
  ...['no-unsafe-argument', 'no-unsafe-assignment', 'no-unsafe-call', 'no-unsafe-declaration-merging'],
  ...['no-unsafe-enum-assignment', 'no-unsafe-enum-comparison', 'no-unsafe-function-type', 'no-unsafe-member-access'],
  ...['no-unsafe-return', 'no-unsafe-unary-minus', 'no-useless-default-assignment', 'no-wrapper-object-types'],
  ...['only-throw-error', 'prefer-as-const', 'prefer-literal-enum-member', 'prefer-namespace-keyword'],
  ...['prefer-promise-reject-errors', 'prefer-reduce-type-parameter', 'prefer-return-this-type'],
  ...['related-getter-setter-pairs', 'require-await', 'restrict-plus-operands', 'restrict-template-expressions'],
  ...['return-await', 'triple-slash-reference', 'unbound-method', 'unified-signatures'],
  ...['use-unknown-in-catch-callback-variable'],
].map((name) => `typescript/${name}`);

const PLAIN = [
  ...['no-var', 'prefer-const', 'prefer-rest-params', 'prefer-spread', 'no-unused-expressions', 'no-unused-vars'],
  ...['no-useless-constructor', 'no-array-constructor'],
];

/** Who may import whom is not here: scripts/lib/fence.mjs. */
export default defineConfig({
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  options: { reportUnusedDisableDirectives: 'error' },
  jsPlugins: [{ name: 'syntax', specifier: 'oxlint-plugin-eslint' }],
  ignorePatterns: [
    ...['**/dist/', '**/node_modules/', 'training/', 'python/', '.test-out/', 'samples/', 'test/editor/', '**/*.vsix'],
    // Generated.
    'src/graph/proto/*.ts',
  ],
  overrides: [
    {
      files: ['**/*.ts'],
      rules: {
        ...Object.fromEntries([...TYPED, ...PLAIN].map((name) => [name, 'error'])),
        'typescript/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
        // Code points are meant where a string is spread: table cells, Python's idea of a string's elements.
        'typescript/no-misused-spread': ['error', { allow: ['string'] }],
        'typescript/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      },
    },
    forbid(['webview/**/*.ts'], SPREAD, ZOD),
    forbid(['src/**/*.ts'], SPREAD, READ, TERMINAL, ZOD),
    // Its writers open files; it reads by the door.
    forbid(['src/files/**/*.ts', 'src/datasets/run/folders.ts'], SPREAD, TERMINAL, ZOD),
    forbid(['src/files/standard-input.ts'], SPREAD, ZOD),
    forbid(['src/cli/output.ts'], SPREAD, READ, ZOD),
    { files: ['test/**/*.ts', 'bench/**/*.ts'], rules: { 'typescript/no-non-null-assertion': 'off' } },
  ],
});
