import { field, named, type Syntax } from '../syntax';

const TYPES: Readonly<Record<string, string>> = {
  char: 'i8',
  'signed char': 'i8',
  'unsigned char': 'u8',
  short: 'i16',
  'unsigned short': 'u16',
  int: 'i32',
  signed: 'i32',
  unsigned: 'u32',
  'unsigned int': 'u32',
  long: 'i64',
  'long int': 'i64',
  'long long': 'i64',
  'long long int': 'i64',
  'unsigned long': 'u64',
  'unsigned long int': 'u64',
  'unsigned long long': 'u64',
  size_t: 'u64',
  'std::size_t': 'u64',
  ssize_t: 'i64',
  ptrdiff_t: 'i64',
  double: 'f64',
  bool: 'bool',
  ...Object.fromEntries(
    [8, 16, 32, 64].flatMap((bits) => [
      [`int${bits}_t`, `i${bits}`],
      [`uint${bits}_t`, `u${bits}`],
    ]),
  ),
};

/** The width of a C type on the usual 64-bit machines (LP64); other types keep their name. */
export function typeOf(node: Syntax | undefined): string | undefined {
  if (!node) return undefined;
  const text = node.text.replace(/^std::/, '').replace(/\s+/g, ' ');
  if (node.type === 'template_type' || node.type === 'qualified_identifier')
    return text.replace(/<[\s\S]*$/, '').replace(/^.*::/, '');
  if (node.type === 'struct_specifier') return field(node, 'name')?.text ?? '';
  if (node.type === 'placeholder_type_specifier') return undefined;
  return TYPES[text] ?? text;
}

/** What stands in the brackets of a type: `int` of `std::vector<int>`. */
export function within(node: Syntax | undefined, index = 0): Syntax | undefined {
  if (node?.type === 'qualified_identifier') return within(field(node, 'name'), index);
  const list = node && field(node, 'arguments');
  const descriptor = list && named(list)[index];
  return descriptor && !field(descriptor, 'declarator') ? field(descriptor, 'type') : undefined;
}

/** Types of the library whose brackets say what is in them. */
const TEMPLATES: ReadonlySet<string> = new Set([...['vector', 'deque', 'list', 'stack', 'queue', 'pair', 'tuple']]);

/** A type with what stands in its brackets, where it is one of the library: `vector<pair<f64,i32>>`. */
export function wholeType(node: Syntax | undefined): string | undefined {
  const base = typeOf(node);
  if (!node || base === undefined || !TEMPLATES.has(base)) return base;
  const args = argumentsOf(node).map(argumentType);
  return args.length === 0 || args.includes(undefined) ? base : `${base}<${args.join(',')}>`;
}

function argumentsOf(node: Syntax): readonly Syntax[] {
  const inner = node.type === 'qualified_identifier' ? field(node, 'name') : undefined;
  if (inner) return argumentsOf(inner);
  const list = field(node, 'arguments');
  return list ? named(list) : [];
}

/** `*Node` for a pointer; undefined for what is no type. */
function argumentType(node: Syntax): string | undefined {
  if (node.type !== 'type_descriptor') return undefined;
  let stars = '';
  for (let shape = field(node, 'declarator'); shape; shape = field(shape, 'declarator')) {
    if (shape.type !== 'abstract_pointer_declarator') return undefined;
    stars += '*';
  }
  const type = wholeType(field(node, 'type'));
  return type === undefined ? undefined : stars + type;
}

/** The type of the elements: `vector<int>` holds `int`; of a map, by `index` 1, that of its values. */
export function elementType(node: Syntax | undefined, index = 0): string | undefined {
  const given = node && argumentsOf(node)[index];
  return given && argumentType(given);
}

/** Pointers that own what they point to: they are pointers, of which a move leaves nothing. */
const SMART = /^(unique|shared|weak)_ptr$/;

export function isSmart(type: string | undefined): boolean {
  return type !== undefined && SMART.test(type);
}
