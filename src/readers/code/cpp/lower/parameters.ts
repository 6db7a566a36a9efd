import type { Parameter } from '../../core/ir';
import { at } from '../../core/lowering';
import { field, type Syntax } from '../../syntax';
import { wholeType } from '../types';
import { declarator, written } from './declarators';
import type { Lower } from './lower';

export function parameter(node: Syntax, lower: Lower, open: readonly string[] = []): Parameter[] {
  if (node.type !== 'parameter_declaration' && node.type !== 'optional_parameter_declaration') return [];
  const shape = field(node, 'declarator');
  const type = written(field(node, 'type'), shape, open);
  // A parameter that has no name is there all the same; `(void)` is none.
  if (!shape || shape.type.startsWith('abstract'))
    return type === 'void' ? [] : [{ at: at(node), pattern: { at: at(node), to: 'nothing' }, type }];
  const { pattern: target, lengths, elements } = declarator(shape, wholeType(field(node, 'type')), 'function');
  const value = field(node, 'default_value');
  const isArray = lengths.length > 0 && target.to === 'name';
  return [
    {
      at: at(node),
      pattern: isArray ? { ...target, type: `*${lengths.length > 1 ? 'void' : (elements ?? 'void')}` } : target,
      type,
      ...(value && { fallback: lower.expression(value) }),
    },
  ];
}
