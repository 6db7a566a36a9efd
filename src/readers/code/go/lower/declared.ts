import { field, fields, named, type Syntax } from '../../syntax';

/** The types that variables and fields (`.items`) of a name are declared with anywhere in a text; `?`: one that is not seen. */
export type Declarations = ReadonlyMap<string, ReadonlySet<string>>;

const UNSEEN = '?';

export function declarationsIn(tree: Syntax): Declarations {
  const found = new Map<string, Set<string>>();
  const note = (name: string, type: string): void => {
    found.set(name, (found.get(name) ?? new Set()).add(type));
  };
  const noteAll = (names: readonly Syntax[], values: readonly Syntax[]): void => {
    for (const [index, one] of names.entries())
      note(one.text, names.length === values.length ? made(values[index]) : UNSEEN);
  };
  const look = (node: Syntax): void => {
    const type = field(node, 'type');
    const list = (part: string): Syntax[] =>
      fields(node, part).flatMap((one) => (one.type === 'expression_list' ? named(one) : [one]));
    if (/^(variadic_)?parameter_declaration$/.test(node.type))
      for (const one of fields(node, 'name')) note(one.text, node.type.startsWith('v') ? UNSEEN : written(type));
    else if (node.type === 'field_declaration')
      for (const one of fields(node, 'name')) note(`.${one.text}`, written(type));
    else if (node.type === 'var_spec' && type) for (const one of fields(node, 'name')) note(one.text, written(type));
    else if (node.type === 'var_spec') noteAll(fields(node, 'name'), list('value'));
    else if (node.type === 'short_var_declaration') noteAll(list('left'), list('right'));
    else if (node.type === 'range_clause' || node.type === 'type_switch_statement')
      for (const part of ['left', 'alias']) for (const one of list(part)) note(one.text, UNSEEN);
    for (const child of named(node)) look(child);
  };
  look(tree);
  return found;
}

/** `T` of `T` and `*T`. */
function written(type: Syntax | undefined): string {
  const of = type?.type === 'pointer_type' ? named(type)[0] : type;
  return of?.type === 'type_identifier' ? of.text : UNSEEN;
}

/** The type of `T{…}`, `&T{…}`, `T(x)`, `make(T, n)` and `new(T)`. */
function made(value: Syntax | undefined): string {
  if (value?.type === 'composite_literal') return written(field(value, 'type'));
  if (value?.type === 'unary_expression' && field(value, 'operator')?.text === '&')
    return made(field(value, 'operand'));
  if (value?.type !== 'call_expression') return UNSEEN;
  const callee = field(value, 'function');
  const [first] = named(field(value, 'arguments') ?? value);
  if (callee?.text === 'make' || callee?.text === 'new') return written(first);
  // A function gives what is not told by its name.
  return callee?.type === 'identifier' ? `${callee.text}()` : UNSEEN;
}

/** The type of what a method is called on, as far as its declarations tell. */
export function typeOfOperand(node: Syntax, declarations: Declarations): string | undefined {
  if (node.type === 'parenthesized_expression' || node.type === 'unary_expression') {
    const [inner] = named(node);
    const isPlain = node.type === 'parenthesized_expression' || /^[&*]$/.test(field(node, 'operator')?.text ?? '');
    return inner && isPlain ? typeOfOperand(inner, declarations) : undefined;
  }
  const key =
    node.type === 'identifier'
      ? node.text
      : node.type === 'selector_expression'
        ? `.${field(node, 'field')?.text ?? ''}`
        : undefined;
  const types = key === undefined ? [made(node)] : [...(declarations.get(key) ?? [])];
  const [only, ...more] = types.map((one) => one.replace('()', ''));
  return more.length > 0 || only === UNSEEN ? undefined : only;
}
