/** The part of TextMate's grammars that ours keep to, with regular expressions that mean the same to JavaScript and Oniguruma. */
export interface Grammar {
  scopeName: string;
  patterns: readonly Rule[];
}

interface Rule {
  name?: string;
  match?: string;
  begin?: string;
  end?: string;
  captures?: Readonly<Record<string, { name?: string; patterns?: readonly Rule[] }>>;
}

/** Every regular expression of a grammar. */
export function expressionsOf(rules: readonly Rule[]): string[] {
  return rules.flatMap(({ match, begin, end, captures = {} }) => [
    ...[match, begin, end].flatMap((each) => each ?? []),
    ...Object.values(captures).flatMap(({ patterns = [] }) => expressionsOf(patterns)),
  ]);
}

const compiled = new Map<string, RegExp>();

/** @throws SyntaxError at what is no expression */
export function expression(source: string): RegExp {
  const known = compiled.get(source);
  if (known) return known;
  const bare = source.replace(/^\(\?i\)/, '');
  const made = new RegExp(bare, bare === source ? 'dgu' : 'dgiu');
  compiled.set(source, made);
  return made;
}

/** The innermost scope of every code unit of a text, or that of the grammar. */
export function scopesOf(text: string, grammar: Grammar): string[] {
  const scopes = Array.from({ length: text.length }, () => grammar.scopeName);
  const paint = (start: number, end: number, scope: string | undefined): void => {
    if (scope !== undefined) scopes.fill(scope, start, end);
  };
  /** The rule whose `end` has not come yet. */
  let open: Rule | undefined;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+|\n/g)) {
    if (line === '\n') continue;
    open = paintLine(line, index, open, grammar.patterns, paint);
  }
  return scopes;
}

type Paint = (start: number, end: number, scope: string | undefined) => void;

function paintLine(line: string, offset: number, from: Rule | undefined, rules: readonly Rule[], paint: Paint) {
  let open = from;
  for (let at = 0; at < line.length;) {
    if (open) {
      const found = find(open.end ?? '', line, at);
      const end = found ? found.index + found[0].length : line.length;
      paint(offset + at, offset + end, open.name);
      if (found) open = undefined;
      at = end;
      continue;
    }
    const [rule, found] = first(rules, line, at) ?? [];
    if (!rule || !found) break;
    const end = found.index + found[0].length;
    paint(offset + found.index, offset + end, rule.name);
    for (const [group, { name, patterns }] of Object.entries(rule.captures ?? {})) {
      const [start, stop] = found.indices?.[Number(group)] ?? [];
      if (start === undefined || stop === undefined) continue;
      paint(offset + start, offset + stop, name);
      if (patterns) paintLine(line.slice(start, stop), offset + start, undefined, patterns, paint);
    }
    if (rule.begin !== undefined) open = rule;
    at = Math.max(end, at + 1);
  }
  return open;
}

/** What matches first in a line; of several at one place the rule that stands first. */
function first(rules: readonly Rule[], line: string, at: number): [Rule, RegExpExecArray] | undefined {
  let best: [Rule, RegExpExecArray] | undefined;
  for (const rule of rules) {
    const found = find(rule.match ?? rule.begin ?? '', line, at);
    if (found && (!best || found.index < best[1].index)) best = [rule, found];
  }
  return best;
}

function find(source: string, line: string, at: number): RegExpExecArray | null {
  const pattern = expression(source);
  pattern.lastIndex = at;
  return pattern.exec(line);
}
