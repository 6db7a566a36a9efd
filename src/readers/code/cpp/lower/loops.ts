import type { Stmt } from '../../core/ir';
import { required, shapes } from '../../core/lowering';
import { field, type Syntax } from '../../syntax';
import { typeOf } from '../types';
import { asStatement } from './assignments';
import { declarator } from './declarators';
import { declaration } from './declarations';
import type { Lower } from './lower';

export function forLoop(node: Syntax, lower: Lower): Stmt {
  const init = field(node, 'initializer');
  const update = field(node, 'update');
  const before = init && (init.type === 'declaration' ? declaration(init, lower) : [asStatement(init, init, lower)]);
  return shapes(lower).countedLoop(node, {
    init: before ?? [],
    test: field(node, 'condition'),
    update: update ? [lower.expression(update)] : [],
  });
}

/** `for (int x : list)` */
export function rangeLoop(node: Syntax, lower: Lower): Stmt {
  const shape = shapes(lower);
  const target = declarator(required(node, 'declarator'), typeOf(field(node, 'type')), 'block');
  return shape.eachLoop(node, target.pattern, shape.part(node, 'right'));
}
