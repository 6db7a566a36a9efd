import { MAX_STATES, minimal, type Automaton } from './automaton';

/**
 * From a regular expression to an automaton by derivatives (Brzozowski 1964), as the models' own training does it.
 *
 * Syntax: symbols of the alphabet (one character each), juxtaposition, `|`, `*`, `+`, `?`, parentheses, `.` for any
 * symbol, and `()` for the empty word. Every expression has a key; equal keys mean equal languages, and only finitely
 * many derivatives of an expression have different ones.
 */
type Expression =
  | { is: 'nothing' | 'empty'; key: string }
  | { is: 'symbol'; symbol: string; key: string }
  | { is: 'then'; first: Expression; rest: Expression; key: string }
  | { is: 'or'; parts: Expression[]; key: string }
  | { is: 'star'; of: Expression; key: string };

/** What is no regular expression, at an offset from zero. */
export class ExpressionError extends Error {
  constructor(
    readonly at: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

/** Characters of an expression, and parentheses inside parentheses. */
const MAX_LENGTH = 2000;
const MAX_NESTING = 100;
/** Characters of all expressions met while deriving, some 100 MB. */
const MAX_WORK = 20_000_000;

const NOTHING: Expression = { is: 'nothing', key: '∅' };
const EMPTY: Expression = { is: 'empty', key: 'ε' };

const symbolOf = (symbol: string): Expression => ({ is: 'symbol', symbol, key: JSON.stringify(symbol) });

function concatenation(left: Expression, right: Expression): Expression {
  if (left.is === 'nothing' || right.is === 'nothing') return NOTHING;
  if (left.is === 'empty') return right;
  if (right.is === 'empty') return left;
  if (left.is === 'then') return concatenation(left.first, concatenation(left.rest, right));
  return { is: 'then', first: left, rest: right, key: `(${left.key}${right.key})` };
}

function union(parts: readonly Expression[]): Expression {
  const flat = new Map<string, Expression>();
  for (const part of parts.flatMap((each) => (each.is === 'or' ? each.parts : [each]))) {
    if (part.is !== 'nothing') flat.set(part.key, part);
  }
  const different = [...flat.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const [only, another] = different;
  if (!only || !another) return only ?? NOTHING;
  return { is: 'or', parts: different, key: `(${different.map(({ key }) => key).join('|')})` };
}

function star(of: Expression): Expression {
  if (of.is === 'nothing' || of.is === 'empty') return EMPTY;
  return of.is === 'star' ? of : { is: 'star', of, key: `${of.key}*` };
}

/** Whether the empty word belongs to the language. */
function nullable(expression: Expression): boolean {
  switch (expression.is) {
    case 'empty':
    case 'star':
      return true;
    case 'then':
      return nullable(expression.first) && nullable(expression.rest);
    case 'or':
      return expression.parts.some(nullable);
    default:
      return false;
  }
}

/** What may follow after `symbol`. */
function derivative(expression: Expression, symbol: string): Expression {
  switch (expression.is) {
    case 'symbol':
      return expression.symbol === symbol ? EMPTY : NOTHING;
    case 'star':
      return concatenation(derivative(expression.of, symbol), expression);
    case 'or':
      return union(expression.parts.map((part) => derivative(part, symbol)));
    case 'then': {
      const first = concatenation(derivative(expression.first, symbol), expression.rest);
      return nullable(expression.first) ? union([first, derivative(expression.rest, symbol)]) : first;
    }
    default:
      return NOTHING;
  }
}

const OPERATORS = '|*+?().';

/** What other expressions mean something by, and this one by none of them: `a{3}`, `[ab]`, `\\*`, `^a$`. */
const FOREIGN = /[\s{}[\]\\^$]/u;

/** @throws ExpressionError at the first of these in an expression whose alphabet nobody has named, so that it would be a symbol */
export function refuseForeign(text: string): void {
  const at = [...text].findIndex((character) => FOREIGN.test(character));
  if (at >= 0)
    throw new ExpressionError(
      at,
      `'${[...text][at] ?? ''}' has no meaning in an expression here (symbols, |, *, +, ?, . and parentheses have), and is a symbol only where the alphabet names it`,
    );
}

/** The different symbols of an expression, in the order of their characters. */
export function symbolsOf(text: string): string[] {
  return [...new Set(text)].filter((character) => !OPERATORS.includes(character)).sort();
}

class Parser {
  private at = 0;
  private depth = 0;
  private readonly characters: string[];

  constructor(
    text: string,
    private readonly alphabet: readonly string[],
  ) {
    this.characters = [...text];
    if (this.characters.length > MAX_LENGTH)
      throw new ExpressionError(MAX_LENGTH, `longer than ${MAX_LENGTH} characters`);
  }

  parse(): Expression {
    const expression = this.alternatives();
    if (this.at < this.characters.length) throw this.fault('this parenthesis closes nothing');
    return expression;
  }

  private alternatives(): Expression {
    const parts = [this.sequence()];
    while (this.peek() === '|') {
      this.at++;
      parts.push(this.sequence());
    }
    return union(parts);
  }

  private sequence(): Expression {
    const parts: Expression[] = [];
    for (let next = this.peek(); next !== undefined && next !== '|' && next !== ')'; next = this.peek()) {
      parts.push(this.repeated());
    }
    return parts.reduceRight((rest, part) => concatenation(part, rest), EMPTY);
  }

  private repeated(): Expression {
    let expression = this.atom();
    for (let next = this.peek(); next === '*' || next === '+' || next === '?'; next = this.peek()) {
      this.at++;
      if (next === '*') expression = star(expression);
      else if (next === '+') expression = concatenation(expression, star(expression));
      else expression = union([expression, EMPTY]);
    }
    return expression;
  }

  private atom(): Expression {
    const character = this.peek() ?? '';
    if (character === '(') return this.parenthesis();
    if ('*+?'.includes(character)) throw this.fault(`nothing stands before this ${character}`);
    if (character !== '.' && !this.alphabet.includes(character)) {
      throw this.fault(`'${character}' is not in the alphabet ${this.alphabet.join('')}`);
    }
    this.at++;
    return character === '.' ? union(this.alphabet.map(symbolOf)) : symbolOf(character);
  }

  private parenthesis(): Expression {
    const open = this.at++;
    if (++this.depth > MAX_NESTING) throw this.fault(`more than ${MAX_NESTING} parentheses inside each other`);
    const expression = this.alternatives();
    this.depth--;
    if (this.peek() !== ')') throw new ExpressionError(open, 'this parenthesis is never closed');
    this.at++;
    return expression;
  }

  private peek(): string | undefined {
    return this.characters[this.at];
  }

  private fault(reason: string): ExpressionError {
    return new ExpressionError(this.at, reason);
  }
}

/**
 * The minimal automaton of an expression over an alphabet of single characters.
 *
 * @throws ExpressionError where the text is no expression, or when its automaton is too large
 */
export function automatonOf(text: string, alphabet: readonly string[]): Automaton {
  const start = new Parser(text, alphabet).parse();
  const found = [start];
  const place = new Map([[start.key, 0]]);
  const transitions: number[][] = [];
  let work = 0;
  for (const expression of found) {
    transitions.push(
      alphabet.map((symbol) => {
        const next = derivative(expression, symbol);
        work += next.key.length;
        if (found.length > MAX_STATES || work > MAX_WORK)
          throw new ExpressionError(0, `its automaton is too large (more than ${MAX_STATES} states)`);
        let state = place.get(next.key);
        if (state === undefined) {
          place.set(next.key, (state = found.length));
          found.push(next);
        }
        return state;
      }),
    );
  }
  return minimal({ start: 0, transitions, accepting: found.map(nullable) });
}
