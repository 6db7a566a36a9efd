import type { Stmt } from '../../core/ir';
import { at, name, required, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** Decorators that leave what they are given as it is, or add what is refused where it is used. */
const PLAIN = /^(?:(?:functools|typing|abc)\.)?(?:wraps\(.*\)|final|override|no_type_check|abstractmethod)$/s;

/** `@d` over `def f` is `f = d(f)`; where that is not followed, `f` is refused where it is used. */
export function decorated(node: Syntax, lower: Lower): Stmt[] {
  const definition = required(node, 'definition');
  const label = field(definition, 'name')?.text ?? '';
  const decorators = named(node)
    .filter(({ type }) => type === 'decorator')
    .filter(({ text }) => !PLAIN.test(text.slice(1).trim()))
    .reverse();
  return [...lower.statement(definition), ...decorators.map((one) => application(one, label, lower))];
}

function application(decorator: Syntax, label: string, { expression }: Lower): Stmt {
  const place = { at: at(decorator) };
  const callee = named(decorator)[0];
  if (!callee) return { ...place, do: 'decorate', name: label, value: unsupported(decorator) };
  const args = [{ value: name(decorator, label) }];
  return { ...place, do: 'decorate', name: label, value: { ...place, op: 'call', callee: expression(callee), args } };
}
