import { NotationError } from '../../../algebra/notation';
import type { Stretch } from '../../reader';
import type { Line } from './problem';

export interface Gate extends Stretch {
  kind: 'gate';
  gate: 'and' | 'or' | 'xor' | 'not';
  of: readonly [Formula, Formula?];
}

export type Formula = Gate | (Stretch & { kind: 'leaf'; value: 0 | 1 });

/** Bounds on the depth of a stack and the memory of a trace. */
export const MOST_GATES = 2000;
const MOST_NESTED = 400;

const WORDS: Readonly<Record<string, string>> = {
  '&': 'and',
  '&&': 'and',
  '∧': 'and',
  '*': 'and',
  '|': 'or',
  '||': 'or',
  '∨': 'or',
  '^': 'xor',
  '⊕': 'xor',
  '!': 'not',
  '~': 'not',
  '¬': 'not',
  true: '1',
  false: '0',
};
/** From what binds least to what binds most, as in Python. */
const BINDING = ['or', 'xor', 'and'] as const;
const RESERVED = new Set([...BINDING, 'not', '(', ')']);

interface Token extends Stretch {
  word: string;
  /** As it stands there. */
  text: string;
}

/**
 * The formula of a text: lines `NAME = 0` or `NAME = 1` first, if there are any, and then one formula, which may go over several lines.
 *
 * @throws NotationError
 */
export function parseFormula(lines: readonly Line[], end: number): Formula {
  const values = new Map<string, 0 | 1>();
  let first = 0;
  for (const { text, start } of lines) {
    const [all, indent = '', name = '', value = ''] =
      /^(\s*)([\p{L}_][\p{L}\p{N}_]*)\s*=\s*(.*?)\s*$/u.exec(text) ?? [];
    if (all === undefined) break;
    const at = start + indent.length;
    const meant = wordOf(value);
    if (meant !== '0' && meant !== '1')
      throw new NotationError(
        at,
        start + text.length,
        `${name} is 0 or 1, not '${value}': a name stands for a value here`,
      );
    if (RESERVED.has(wordOf(name)) || /^[01]$/.test(wordOf(name)))
      throw new NotationError(at, at + name.length, `'${name}' is a word of formulas and cannot be a name`);
    if (values.has(name)) throw new NotationError(at, at + name.length, `${name} was given a value before`);
    values.set(name, meant === '1' ? 1 : 0);
    first++;
  }
  return new Parser(lines.slice(first).flatMap(tokensIn), values, end).whole();
}

function wordOf(text: string): string {
  const low = text.toLowerCase();
  return WORDS[low] ?? (RESERVED.has(low) ? low : text);
}

function tokensIn({ text, start }: Line): Token[] {
  return [...text.matchAll(/#.*|[\p{L}_][\p{L}\p{N}_]*|\p{N}+|&&|\|\||\S/gu)]
    .filter(([token]) => !token.startsWith('#'))
    .map(({ 0: token, index }) => ({
      word: wordOf(token),
      text: token,
      start: start + index,
      end: start + index + token.length,
    }));
}

class Parser {
  private at = 0;
  private gates = 0;
  private depth = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly values: ReadonlyMap<string, 0 | 1>,
    private readonly end: number,
  ) {}

  whole(): Formula {
    const formula = this.binary(0);
    const token = this.tokens[this.at];
    if (token?.word === ')') throw fault(token, 'this parenthesis closes nothing');
    if (token) throw fault(token, `'and', 'or' or 'xor' is expected before '${token.text}'`);
    return formula;
  }

  private binary(level: number): Formula {
    const gate = BINDING[level];
    if (gate === undefined) return this.unary();
    let left = this.binary(level + 1);
    while (this.tokens[this.at]?.word === gate) {
      this.at++;
      const right = this.binary(level + 1);
      left = this.gate({ kind: 'gate', gate, of: [left, right], start: left.start, end: right.end });
    }
    return left;
  }

  private unary(): Formula {
    const token = this.tokens[this.at];
    if (!token) throw new NotationError(this.end, this.end, 'the formula ends where 0, 1, a name or ( is expected');
    this.at++;
    if (token.word === 'not') {
      const of = this.nested(token, () => this.unary());
      return this.gate({ kind: 'gate', gate: 'not', of: [of], start: token.start, end: of.end });
    }
    if (token.word === '(') {
      const inner = this.nested(token, () => this.binary(0));
      const close = this.tokens[this.at];
      if (close?.word !== ')') throw fault(token, 'this parenthesis is never closed');
      this.at++;
      return { ...inner, start: token.start, end: close.end };
    }
    const value = token.word === '0' ? 0 : token.word === '1' ? 1 : this.values.get(token.text);
    if (value !== undefined) return { kind: 'leaf', value, start: token.start, end: token.end };
    if (/^[\p{L}_]/u.test(token.word) && !RESERVED.has(token.word))
      throw fault(token, `${token.text} has no value: say it before the formula in a line '${token.text} = 1'`);
    throw fault(token, `0, 1, a name or ( is expected, not '${token.text}'`);
  }

  private nested(token: Token, read: () => Formula): Formula {
    if (++this.depth > MOST_NESTED)
      throw fault(token, `a formula may nest ${MOST_NESTED} deep, here is one level more`);
    const formula = read();
    this.depth--;
    return formula;
  }

  private gate(gate: Gate): Gate {
    if (++this.gates > MOST_GATES) throw fault(gate, `a formula may have ${MOST_GATES} gates, here is one more`);
    return gate;
  }
}

function fault({ start, end }: Stretch, reason: string): NotationError {
  return new NotationError(start, end, reason);
}
