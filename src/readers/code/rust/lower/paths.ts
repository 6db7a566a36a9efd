import type { Expr } from '../../core/ir';
import { at, name } from '../../core/lowering';
import type { Syntax } from '../../syntax';

/** `std::mem::swap` and `mem::swap` are one thing; `Point::new` is a member of `Point`. */
export function scoped(node: Syntax): Expr {
  const parts = node.text.split('::');
  const short = parts.slice(-2).join('::');
  const [of = '', member = ''] = parts.slice(-2).map((one) => one.replace(/<.*$/s, ''));
  if (KNOWN.has(of)) return name(node, short);
  const ways = parts.slice(0, -1).map((one) => one.replace(/<.*$/s, ''));
  const isInCrate = IN_CRATE.has(ways[0] ?? '') || (ways.length > 1 && !LIBRARIES.has(ways[0] ?? ''));
  const [first = of, ...rest] = isInCrate ? ways : [of];
  const object = rest.reduce<Expr>(
    (inner, one) => ({ at: at(node), op: 'member', object: inner, name: one }),
    name(node, first),
  );
  return { at: at(node), op: 'member', object, name: member };
}

/** What paths begin with that lead to other modules of the same crate, and those that lead out of it. */
const IN_CRATE: ReadonlySet<string> = new Set(['crate', 'self', 'super']);
const LIBRARIES: ReadonlySet<string> = new Set(['std', 'core', 'alloc']);

/** What has functions and constants in the library. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'mem',
    'cmp',
    'io',
    'Ordering',
    'Vec',
    'VecDeque',
    'String',
    'Box',
    'Rc',
    'RefCell',
    'Cell',
    'HashMap',
    'HashSet',
    'BTreeMap',
    'BTreeSet',
    'BinaryHeap',
    'char',
    'usize',
    'isize',
  ],
  ...[8, 16, 32, 64, 128].flatMap((bits) => [`i${bits}`, `u${bits}`]),
]);
