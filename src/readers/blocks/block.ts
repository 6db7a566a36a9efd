import { withoutPrompts } from '../prompts';

/** A part of a text that is in a language of its own: a cell of a notebook, a fenced block of Markdown. */
export interface Block {
  language: string;
  text: string;
  /** Where each character of `text` stands in the whole, and one more for its end. */
  offsets: readonly number[];
}

/** A block without what a session or a notebook adds to it. */
export function asCode(block: Block): Block {
  const kept = block.language === 'python' ? withoutPrompts(block.text) : undefined;
  if (!kept) return block;
  const offsets = kept.flatMap(({ text, from }) => block.offsets.slice(from, from + text.length));
  return { ...block, text: kept.map(({ text }) => text).join(''), offsets: [...offsets, block.offsets.at(-1) ?? 0] };
}

/** Several blocks as one text, each on lines of its own. */
export interface Joined {
  text: string;
  offsets: readonly number[];
  /** Where each block stands in `text`. */
  spans: readonly { start: number; end: number }[];
}

export function joined(blocks: readonly Block[]): Joined {
  const offsets: number[] = [];
  const spans: { start: number; end: number }[] = [];
  const texts: string[] = [];
  let length = 0;
  for (const { text, offsets: own } of blocks) {
    spans.push({ start: length, end: length + text.length });
    for (const offset of own) offsets.push(offset);
    texts.push(text);
    length += text.length + 1;
  }
  return { text: texts.join('\n'), offsets, spans };
}

/** The first character that stands at an offset of the whole, or behind it. */
export function inside(offsets: readonly number[], offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
