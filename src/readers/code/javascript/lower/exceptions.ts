import type { Handler, Stmt } from '../../core/ir';
import { at, shapes } from '../../core/lowering';
import { declaring } from '../../core/patterns';
import { field, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** `try { … } catch (e) { … } finally { … }` */
export function trying(node: Syntax, lower: Lower): Stmt {
  const caught = field(node, 'handler');
  const last = field(node, 'finalizer');
  return shapes(lower).attempt(node, caught ? [handler(caught, lower)] : [], {
    last: last && lower.body(field(last, 'body')),
  });
}

function handler(node: Syntax, { body, pattern }: Lower): Handler {
  const parameter = field(node, 'parameter');
  return {
    at: at(node),
    body: body(field(node, 'body')),
    ...(parameter && { target: declaring(pattern(parameter), 'block') }),
  };
}
