import type { Stmt } from '../../core/ir';
import { at } from '../../core/lowering';
import { field, fields, type Syntax } from '../../syntax';

/** `import a.b as c`, `from a import b`. */
export function importOf(node: Syntax): Stmt {
  const from = field(node, 'module_name');
  const names = fields(node, 'name').map((one) => {
    const name = one.type === 'aliased_import' ? (field(one, 'name')?.text ?? '') : one.text;
    const as = one.type === 'aliased_import' ? (field(one, 'alias')?.text ?? name) : (name.split('.')[0] ?? name);
    return from ? { module: from.text, member: name, as } : { module: name, as };
  });
  return { at: at(node), do: 'import', names };
}
