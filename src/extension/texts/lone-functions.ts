/** Heads of functions with parameters, by language: cheap enough for every text that is shown. What they are, reading tells. */
const HEADS: Readonly<Record<string, RegExp>> = {
  python: /^[ \t]*(?:async[ \t]+)?def[ \t]+(?<name>\w+)[ \t]*\((?![ \t]*\))/gm,
  javascript:
    /^[ \t]*(?:export[ \t]+)?(?:function[ \t]+(?<name>[\w$]+)|const[ \t]+(?<held>[\w$]+)[ \t]*=[ \t]*(?:function)?)[ \t]*\((?![ \t]*\))/gm,
  c: /^[ \t]*(?:[\w:<>,]+[\s*&]+)+(?<name>\w+)[ \t]*\((?![ \t]*(?:void)?[ \t]*\))[^;{}]*\{/gm,
  java: /^[ \t]*(?:(?:public|private|protected|static|final)[ \t]+)+(?:<[^>]*>[ \t]*)?[\w<>[\],.?]+[ \t]+(?<name>\w+)[ \t]*\((?![ \t]*\))/gm,
  go: /^func[ \t]+(?<name>\w+)(?:\[[^\]]*\])?\((?!\))/gm,
  rust: /^[ \t]*(?:pub(?:\([^)]*\))?[ \t]+)?fn[ \t]+(?<name>\w+)(?:<[^(]*>)?\((?!\))/gm,
};

const LIKE: Readonly<Record<string, string>> = {
  javascriptreact: 'javascript',
  typescript: 'javascript',
  typescriptreact: 'javascript',
  cpp: 'c',
};

/** A function up to the next line that stands no deeper than its head, but for what closes it. */
function bodyFrom(text: string, start: number): string {
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const next = new RegExp(`\\n[ \\t]{0,${column}}(?![ \\t\\r\\n})])`).exec(text.slice(start));
  return text.slice(start, next ? start + next.index : text.length);
}

/** What puts things into other places of a list. */
const MOVES = /\w\[[^\]\n]+\][ \t]*(?:,|=(?!=))|\bswap\b|\.(?:sort|reverse|append|insert|pop|push|splice|rotate)\b/;

/** Larger texts are not looked through. */
const MOST_LENGTH = 200_000;

/**
 * Lines on which functions begin that nothing else in the text calls, take something, and seem to move values: those for
 * which a person is offered to try them on an example.
 */
export function loneFunctions(text: string, language: string): number[] {
  const head = HEADS[LIKE[language] ?? language];
  if (!head || text.length > MOST_LENGTH) return [];
  const heads = [...text.matchAll(head)].map((match) => ({
    name: match.groups?.['name'] ?? match.groups?.['held'] ?? '',
    start: match.index + (/\S/.exec(match[0])?.index ?? 0),
  }));
  return heads
    .filter(({ name, start }) => {
      const body = bodyFrom(text, start);
      const spoken = [...text.matchAll(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}[ \\t]*\\(`, 'g'))];
      const elsewhere = spoken.filter((one) => one.index < start || one.index >= start + body.length);
      return MOVES.test(body) && elsewhere.length === 0;
    })
    .map(({ start }) => text.slice(0, start).split('\n').length - 1);
}
