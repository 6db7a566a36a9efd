/** File name endings of the texts that can be read, and the language id of each (VS Code's ids for code). */
const LANGUAGE_OF_ENDING: Readonly<Record<string, string>> = {
  '.py': 'python',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.jsx': 'javascriptreact',
  '.ts': 'typescript',
  '.mts': 'typescript',
  '.cts': 'typescript',
  '.tsx': 'typescriptreact',
  '.c': 'c',
  '.h': 'c',
  '.cc': 'cpp',
  '.cpp': 'cpp',
  '.cxx': 'cpp',
  '.hpp': 'cpp',
  '.java': 'java',
  '.go': 'go',
  '.rs': 'rust',
  '.pgn': 'chess',
  '.uci': 'chess',
  '.chess': 'chess',
  '.txt': 'narrative',
  '.story': 'narrative',
  '.md': 'narrative',
  '.word': 'word',
  '.csv': 'word',
  '.tsv': 'word',
};

export const CODE_LANGUAGES: ReadonlySet<string> = new Set([
  'python',
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'c',
  'cpp',
  'java',
  'go',
  'rust',
]);

/** Every language id that `readText` takes. */
export const LANGUAGES: ReadonlySet<string> = new Set([...CODE_LANGUAGES, 'chess', 'narrative', 'word']);

/** The language id that a file's name tells, if it tells one. */
export function languageOfFile(path: string): string | undefined {
  const ending = /\.[^./\\]+$/.exec(path.toLowerCase())?.[0];
  return ending === undefined ? undefined : LANGUAGE_OF_ENDING[ending];
}
