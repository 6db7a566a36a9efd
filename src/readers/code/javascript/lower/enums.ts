import type { Entry, Expr, Stmt } from '../../core/ir';
import { at, calling, literal, required, unsupported, variable, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { numberOf } from './literals';
import type { Lower } from './lower';

/** `enum Color { Red, Green = 4, Blue, Name = 'n' }`: an object, in which numbers lead back to their names. */
export function enumeration(node: Syntax, { expression }: Lower): Stmt {
  const place = { at: at(node) };
  const entries: Entry[] = [];
  let next: number | undefined = 0;
  for (const one of named(required(node, 'body'))) {
    const own = field(one, 'name') ?? one;
    const key = own.type === 'string' ? expression(own) : word(own, own.text);
    const given = field(one, 'value');
    const known = given?.type === 'number' ? numberOf(given.text) : undefined;
    if (known?.t === 'num') next = known.v;
    const value: Expr =
      given && !known ? expression(given) : literal(one, next === undefined ? undefined : { t: 'num', v: next });
    if (given && !known && given.type !== 'string') entries.push({ key, value: unsupported(given) });
    else entries.push({ key, value });
    if (given && !known) next = undefined;
    else if (next !== undefined) entries.push({ key: word(one, String(next++)), value: key });
  }
  const target = { ...variable(required(node, 'name'), 'block'), ...place };
  const made: Expr = { ...place, op: 'record', flavor: 'object', entries };
  return { ...place, do: 'declare', target, value: calling(node, ' frozen', [made]) };
}
