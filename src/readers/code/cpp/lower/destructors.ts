import { required } from '../../core/lowering';
import { field, fields, type Syntax } from '../../syntax';

/** What frees and prints changes nothing that a program can look at. */
const UNFELT = /^(std::)?(free|printf|puts|fprintf)$/;

/**
 * Whether what a destructor does is felt beyond its object: it writes to what stands outside of it, or calls what may. When
 * objects go is not followed, so that such a class is refused.
 */
export function isFelt(body: Syntax): boolean {
  const own = new Set<string>();
  const visit = (node: Syntax): boolean => {
    if (node.type === 'declaration') for (const one of fields(node, 'declarator')) own.add(rootOf(one));
    const isWrite = /^(assignment|update)_expression$/.test(node.type);
    if (isWrite && isOutside(field(node, 'left') ?? required(node, 'argument'), own)) return true;
    if (node.type === 'call_expression') {
      const callee = required(node, 'function');
      if (!UNFELT.test(callee.text) && isOutside(callee, own)) return true;
    }
    return node.children.some(visit);
  };
  return visit(body);
}

/** The name that a place or a declaration begins with. */
function rootOf(node: Syntax): string {
  const inner = field(node, 'argument') ?? field(node, 'declarator');
  return inner ? rootOf(inner) : (/\w+(?:::\w+)*/.exec(node.text)?.[0] ?? '');
}

/** Whether a name is one of the file, is shared by all objects of a class, or is another name for something else. */
function isOutside(place: Syntax, own: ReadonlySet<string>): boolean {
  const root = rootOf(place);
  // `*count -= 1` writes to what a field points to, which others may know.
  if (place.type === 'pointer_expression') return true;
  if (own.has(root) || root === 'this') return false;
  if (root.includes('::')) return true;
  const declared = new RegExp(
    `^(?:[A-Za-z_][\\w:<>, ]*[\\s*&]+)${root}\\s*[=;({\\[]|\\bstatic\\b[^;(){}]*\\b${root}\\b|[\\w>]\\s*&\\s*${root}\\s*;`,
    'm',
  );
  return declared.test(place.whole);
}
