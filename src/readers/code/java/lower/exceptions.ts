import type { Expr, Stmt } from '../../core/ir';
import { at, name, only, required, shapes, variable } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { methodName } from './names';
import { typeNamed } from './types';

/** `try { … } catch (A | B e) { … } finally { … }` */
export function trying(node: Syntax, lower: Lower, tried = lower.body(field(node, 'body'))): Stmt {
  const last = ofType(node, 'finally_clause');
  const handlers = named(node)
    .filter(({ type }) => type === 'catch_clause')
    .flatMap((one) => {
      const caught = ofType(one, 'catch_formal_parameter') ?? one;
      const target = variable(required(caught, 'name'), 'block');
      const handling = lower.body(field(one, 'body'));
      return named(ofType(caught, 'catch_type') ?? caught).map((kind) => ({
        at: at(kind),
        type: typeNamed(kind),
        target,
        body: handling,
      }));
    });
  return shapes(lower).attempt(node, handlers, { tried, last: last && lower.body(only(last)) });
}

/** What is opened is closed whichever way the block ends, the last first, before anything is caught. */
export function withResources(node: Syntax, lower: Lower): Stmt {
  const opened = named(required(node, 'resources'));
  const inside = opened.reduceRight<Stmt[]>(
    (rest, one) => {
      const place = { at: at(one) };
      const own = field(one, 'name');
      const value = field(one, 'value');
      const open: Stmt[] =
        own && value
          ? [{ ...place, do: 'declare', target: variable(own, 'block'), value: lower.expression(value) }]
          : [];
      const object = own ? name(own) : lower.expression(only(one));
      const close: Expr = { ...place, op: 'member', object, name: methodName('close') };
      const closing: Stmt = {
        ...place,
        do: 'expression',
        expression: { ...place, op: 'call', callee: close, args: [] },
      };
      return [...open, { ...place, do: 'try', body: rest, handlers: [], otherwise: [], last: [closing] }];
    },
    lower.body(field(node, 'body')),
  );
  return trying(node, lower, inside);
}
