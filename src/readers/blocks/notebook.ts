import { decode } from '../json-text';
import { CODE_LANGUAGES } from '../languages';
import type { Block } from './block';

/** A value of JSON, of which texts know where they stand. */
type Value = { text: { start: number; end: number } } | Value[] | { members: Map<string, Value> } | undefined;

/** What a cell begins with that is not in the notebook's own language. */
const OTHER_LANGUAGE = /^\s*%%(?:bash|sh|html|javascript|js|latex|markdown|perl|ruby|script|svg|writefile|cmd|R|sql)\b/;

/**
 * The cells of code of a Jupyter notebook, in their order.
 *
 * @throws SyntaxError where the text is no JSON
 */
export function blocksOfNotebook(text: string): Block[] {
  JSON.parse(text);
  const whole = new Scanner(text).value();
  const language = languageIn(text, whole);
  const cells = member(whole, 'cells');
  if (!Array.isArray(cells)) return [];
  return cells.flatMap((cell) => {
    if (stringOf(text, member(cell, 'cell_type')) !== 'code') return [];
    const source = member(cell, 'source');
    const parts = Array.isArray(source) ? source : [source];
    const found = parts.flatMap((part) =>
      part && 'text' in part ? [decode(text, part.text.start, part.text.end)] : [],
    );
    const block: Block = {
      language,
      text: found.map((one) => one.text).join(''),
      // The end of one part is the beginning of the next.
      offsets: [...found.flatMap((one) => one.offsets.slice(0, -1)), found.at(-1)?.offsets.at(-1) ?? 0],
    };
    return block.text.trim() === '' || OTHER_LANGUAGE.test(block.text) ? [] : [block];
  });
}

function languageIn(text: string, notebook: Value): string {
  const metadata = member(notebook, 'metadata');
  const named =
    stringOf(text, member(member(metadata, 'language_info'), 'name')) ??
    stringOf(text, member(member(metadata, 'kernelspec'), 'language')) ??
    'python';
  const known = named.toLowerCase().replace(/^ipython\d*$/, 'python');
  return CODE_LANGUAGES.has(known) ? known : 'python';
}

function member(value: Value, name: string): Value {
  return value && 'members' in value ? value.members.get(name) : undefined;
}

function stringOf(text: string, value: Value): string | undefined {
  return value && 'text' in value ? decode(text, value.text.start, value.text.end).text : undefined;
}

/** Reads valid JSON once more, for the places of its texts. */
class Scanner {
  private readonly token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gs;

  constructor(private readonly text: string) {}

  value(first = this.next()): Value {
    if (first.text === '[') return this.list();
    if (first.text === '{') return this.object();
    return first.text.startsWith('"')
      ? { text: { start: first.start, end: first.start + first.text.length } }
      : undefined;
  }

  private list(): Value[] {
    const values: Value[] = [];
    for (let token = this.next(); token.text !== ']' && token.text !== ''; token = this.next())
      if (token.text !== ',') values.push(this.value(token));
    return values;
  }

  private object(): Value {
    const members = new Map<string, Value>();
    for (let token = this.next(); token.text !== '}' && token.text !== ''; token = this.next()) {
      if (token.text === ',') continue;
      this.next();
      members.set(decode(this.text, token.start, token.start + token.text.length).text, this.value());
    }
    return { members };
  }

  private next(): { text: string; start: number } {
    const match = this.token.exec(this.text);
    return { text: match?.[0] ?? '', start: match?.index ?? this.text.length };
  }
}
