import type { Expr, Stmt } from '../ir';

/** How control may leave a statement from its middle. */
export interface Jumps {
  /** To the next round of the loop around it. */
  round: boolean;
  /** Out of the loop or `switch` around it. */
  loop: boolean;
  /** Out of the function; also out of a loop with a label, for which more is thought to be left than is. */
  function: boolean;
  /** Out of the statements whose value it gives, which are an expression. */
  value: boolean;
}

const NONE: Jumps = { round: false, loop: false, function: false, value: false };
const known = new WeakMap<Stmt, Jumps>();

/** Statements with statements inside. */
export function isCompound({ do: kind }: Stmt): boolean {
  return ['if', 'switch', 'while', 'for', 'each', 'block', 'try'].includes(kind);
}

export function isLoop({ do: kind }: Stmt): boolean {
  return kind === 'while' || kind === 'for' || kind === 'each';
}

export function jumpsOf(statement: Stmt): Jumps {
  let jumps = known.get(statement);
  if (!jumps) known.set(statement, (jumps = find(statement)));
  return jumps;
}

function find(s: Stmt): Jumps {
  const jumps = ofStatement(s);
  return jumps.function || !Object.values(s).some(leaves) ? jumps : { ...jumps, function: true };
}

/** An expression that may leave the function: `f()?` of Rust. Statements within tell of themselves. */
function leaves(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(leaves);
  if (typeof node !== 'object' || node === null || 'do' in node) return false;
  if ('op' in node && node.op === 'block') {
    const { body, value } = node as Expr & { op: 'block' };
    return either(body).function || leaves(value);
  }
  return Object.values(node).some(leaves);
}

function ofStatement(s: Stmt): Jumps {
  switch (s.do) {
    case 'break':
    case 'continue':
      if (s.label !== undefined) return { ...NONE, function: true };
      return s.do === 'break' ? { ...NONE, loop: true } : { ...NONE, round: true };
    case 'return':
      return { ...NONE, function: true };
    case 'yield':
      return { ...NONE, value: true };
    case 'if':
      return either([...s.then, ...s.otherwise]);
    case 'block':
      return either(s.body);
    case 'try':
      return either([...s.body, ...s.handlers.flatMap(({ body }) => body), ...s.otherwise, ...(s.last ?? [])]);
    case 'switch':
      return { ...either(s.cases.flatMap(({ body }) => body)), loop: false };
    case 'while':
    case 'for':
    case 'each': {
      const { function: out, value } = either(s.body);
      return { ...NONE, function: out, value };
    }
    default:
      return NONE;
  }
}

function either(body: readonly Stmt[]): Jumps {
  const all = body.map(jumpsOf);
  const some = (which: keyof Jumps) => all.some((jumps) => jumps[which]);
  return { round: some('round'), loop: some('loop'), function: some('function'), value: some('value') };
}

const decides = new WeakMap<Stmt, boolean>();

/** True where what is looked at decides which statements are run next. */
export function isDeciding(statement: Stmt): boolean {
  let found = decides.get(statement);
  if (found === undefined) {
    decides.set(statement, (found = isCompound(statement) || chooses(statement)));
  }
  return found;
}

/** An expression that may leave parts of it out: `a and f()`, `a ? f() : g()`. */
function chooses(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(chooses);
  if (typeof node !== 'object' || node === null) return false;
  if ('op' in node && (node.op === 'logical' || node.op === 'conditional' || node.op === 'comprehension')) return true;
  return Object.values(node).some(chooses);
}
