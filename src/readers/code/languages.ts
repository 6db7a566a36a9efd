import type { Front } from './front';

/** What is known of a language of code before anything of its own is loaded. */
interface CodeLanguage {
  /** Endings of its files' names. */
  endings: readonly string[];
  /** Its grammar in @vscode/tree-sitter-wasm: the build takes along those that are named here. */
  grammar: string;
  /** What begins a comment that ends with its line. */
  comment: '#' | '//';
}

/**
 * The languages of code, by their ids in VS Code: everything that lists languages derives from here, the build too, which
 * reads this file as it is. C is read by the grammar of C++, of which it is a part for this purpose.
 */
const LANGUAGES = {
  python: { endings: ['.py'], grammar: 'python', comment: '#' },
  javascript: { endings: ['.js', '.mjs', '.cjs'], grammar: 'javascript', comment: '//' },
  javascriptreact: { endings: ['.jsx'], grammar: 'javascript', comment: '//' },
  typescript: { endings: ['.ts', '.mts', '.cts'], grammar: 'typescript', comment: '//' },
  typescriptreact: { endings: ['.tsx'], grammar: 'tsx', comment: '//' },
  c: { endings: ['.c', '.h'], grammar: 'cpp', comment: '//' },
  cpp: { endings: ['.cc', '.cpp', '.cxx', '.hpp'], grammar: 'cpp', comment: '//' },
  java: { endings: ['.java'], grammar: 'java', comment: '//' },
  go: { endings: ['.go'], grammar: 'go', comment: '//' },
  rust: { endings: ['.rs'], grammar: 'rust', comment: '//' },
} as const satisfies Readonly<Record<string, CodeLanguage>>;

const javascript = async () => (await import('./javascript')).javascript;

/**
 * How each is read, loaded on first use. Apart from the facts, so that a bundle that only asks for those is without the
 * interpreter: the editor's extension is.
 */
const FRONTS: Readonly<Record<keyof typeof LANGUAGES, () => Promise<Front>>> = {
  python: async () => (await import('./python')).python,
  javascript,
  javascriptreact: javascript,
  typescript: javascript,
  typescriptreact: javascript,
  c: async () => (await import('./cpp')).c,
  cpp: async () => (await import('./cpp')).cpp,
  java: async () => (await import('./java')).java,
  go: async () => (await import('./go')).go,
  rust: async () => (await import('./rust')).rust,
};

export const CODE: ReadonlyMap<string, CodeLanguage> = new Map(Object.entries(LANGUAGES));

/** @throws RangeError where there is no such language of code */
export function grammarOf(language: string): string {
  const known = CODE.get(language);
  if (!known) throw new RangeError(`no grammar for '${language}'`);
  return known.grammar;
}

/** @returns undefined where there is no such language of code */
export async function frontOf(language: string): Promise<Front | undefined> {
  return new Map(Object.entries(FRONTS)).get(language)?.();
}
