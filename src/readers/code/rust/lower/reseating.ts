import type { Expr } from '../../core/ir';
import { at, literal, name, required } from '../../core/lowering';
import type { Syntax } from '../../syntax';
import type { Lower } from './lower';
import { isCell } from './places';

/** `fn next(&mut self`, up to the next function. */
const METHOD = /\bfn\s+(\w+)\s*(?:<[^>]*>)?\s*\(\s*(?:&\s*(?:'\w+\s+)?mut\s+self|self\s*:\s*&\s*mut\s+Self)\b/g;
/** `*self = …`, `*self += 1`, `mem::take(self)` */
const RESEATS =
  /\*\s*self\s*(?:=(?![=>])|(?:[-+*/%&|^]|<<|>>)=(?!=))|\b(?:swap|replace|take)\s*\(\s*(?:&\s*mut\s+\*\s*)?self\b/;

/** Methods, by the text that declares them. */
let known: { text: string; methods: ReadonlySet<string> } | undefined;

/**
 * Methods that put something else where their object stands, which they must be told: `*self = match self { … }`. Told by
 * their names: a method of the same name that does not is found by its object.
 */
function reseating(text: string): ReadonlySet<string> {
  if (known?.text === text) return known.methods;
  const bodies = Array.from(text.matchAll(METHOD), ({ index, 1: label = '' }) => {
    const rest = text.slice(index + 1);
    const next = rest.search(/\bfn\s+\w/);
    return { label, body: next < 0 ? rest : rest.slice(0, next) };
  });
  const methods = new Set(bodies.flatMap(({ label, body }) => (RESEATS.test(body) ? [label] : [])));
  // One that calls such a method of its own object does so, too.
  for (let before = -1; before < methods.size;) {
    before = methods.size;
    for (const { label, body } of bodies)
      if ([...body.matchAll(/\bself\s*\.\s*(\w+)\s*\(/g)].some(([, called = '']) => methods.has(called)))
        methods.add(label);
  }
  known = { text, methods };
  return methods;
}

/** `light.next()` where `next` is told the place of its object; undefined for other methods. */
export function methodByPlace(callee: Syntax, lower: Lower): Expr | undefined {
  if (callee.type !== 'field_expression') return undefined;
  const label = required(callee, 'field');
  if (!reseating(callee.whole).has(label.text)) return undefined;
  const object = lower.expression(required(callee, 'value'));
  if (!isCell(object)) return undefined;
  const args: Expr[] = [{ at: object.at, op: 'address', place: object }, literal(label, { t: 'str', v: label.text })];
  return {
    at: at(callee),
    op: 'call',
    callee: name(callee, 'method by place'),
    args: args.map((value) => ({ value })),
  };
}
