import { required } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';

/** The name and the parameters of what `int &f(int)` or `int *f(int)` declares. */
export function headOf(shape: Syntax): Syntax {
  let head = shape;
  for (;;) {
    const next = head.type === 'reference_declarator' ? named(head).at(-1) : field(head, 'declarator');
    if (head.type === 'function_declarator' || !next) return head;
    head = next;
  }
}

/** `turn` of `Row::turn`, `operator[]` of `operator []`. */
export function ownName(text: string): string {
  const plain = text.replaceAll(/\s+/g, '');
  return /(?:^|::)(operator\W.*)$/.exec(plain)?.[1] ?? plain.replace(/^.*::/, '');
}

/** `Row` of `void Row<T>::turn() { … }`; undefined for a function that belongs to nothing. */
export function ownerOf(node: Syntax): string | undefined {
  const text = field(headOf(required(node, 'declarator')), 'declarator')?.text.replaceAll(/\s+/g, '') ?? '';
  return /(?:^|::)(\w+)(?:<[^()]*>)?::(?:operator\W.*|~?\w+)$/.exec(text)?.[1];
}

export function isStatic(node: Syntax): boolean {
  return node.children.some(({ type, text }) => type === 'storage_class_specifier' && text === 'static');
}

export function isVirtual(node: Syntax, head: Syntax): boolean {
  const isSpecified = ({ type, text }: Syntax): boolean =>
    type === 'virtual' || (type === 'virtual_specifier' && /override|final/.test(text));
  return node.children.some(isSpecified) || head.children.some(isSpecified);
}
