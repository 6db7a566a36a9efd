import type { ClassDeclaration, Expr, Pattern, Stmt } from '../../core/ir';
import { at, calling, nothing, required, unsupportedStatement, variable } from '../../core/lowering';
import { field, fields, named, ofType, type Syntax } from '../../syntax';
import { sides } from './assignments';
import { methodOf, receiver } from './functions';
import type { Lower } from './lower';
import { numeric, typeOf } from './types';
import { zero } from './zeros';

/** A constant without a value has the expression of the one before it; `iota` is its place in the list. */
export function constants(node: Syntax, lower: Lower): Stmt[] {
  let values: Syntax | undefined;
  return named(node)
    .filter(({ type }) => type === 'const_spec')
    .flatMap((spec, index): Stmt[] => {
      values = field(spec, 'value') ?? values;
      const given = values ? named(values).map((one) => withIota(one, index, lower)) : [];
      const names = fields(spec, 'name').slice(0, given.length);
      const type = typeOf(field(spec, 'type'));
      const [first] = given;
      if (names.length === 1 && first && type !== undefined && numeric(field(spec, 'type')) !== undefined)
        given[0] = { at: at(spec), op: 'cast', type, value: first };
      const both = sides(spec, names, given, true, lower);
      return both
        ? [{ at: at(spec), do: 'declare', target: both.target, value: both.value, isFixed: true }]
        : [unsupportedStatement(spec)];
    });
}

function withIota(node: Syntax, index: number, lower: Lower): Expr {
  const value = lower.expression(node);
  if (!/\biota\b/.test(node.text)) return value;
  const target: Pattern = { at: at(node), to: 'name', name: 'iota', declare: 'block' };
  const place: Expr = { at: at(node), op: 'literal', value: { t: 'int', v: BigInt(index) } };
  return {
    at: at(node),
    op: 'block',
    body: [{ at: at(node), do: 'declare', target, value: place }],
    value,
  };
}

export function variables(spec: Syntax, lower: Lower): Stmt[] {
  const names = fields(spec, 'name');
  const type = field(spec, 'type');
  const values = field(spec, 'value');
  if (!values) {
    const zeroValue = type && zero(spec, type, lower);
    return names.map((one) => ({
      at: at(spec),
      do: 'declare',
      target: variable(one, 'block', typeOf(type)),
      ...(zeroValue && { value: zeroValue }),
    }));
  }
  const kind = numeric(type);
  const given = named(values).map(lower.expression);
  // `var b uint8 = 250`: a number has the type that is said, and not its own.
  const typed =
    kind !== undefined && given.length === names.length
      ? given.map((value): Expr => ({ at: value.at, op: 'cast', type: kind, value }))
      : given;
  const both = sides(spec, names, typed, true, lower);
  if (!both) return [unsupportedStatement(spec)];
  return [{ at: at(spec), do: 'declare', target: typedAs(both.target, kind), value: both.value }];
}

/** Variables to which numbers of that type are assigned from then on. */
function typedAs(target: Pattern, type: string | undefined): Pattern {
  if (type === undefined) return target;
  if (target.to === 'sequence') return { ...target, items: target.items.map((one) => typedAs(one, type)) };
  return target.to === 'name' ? { ...target, type } : target;
}

/** The zero of a type that is open: nothing is known of it. */
function unknownZero(type: Syntax): Expr {
  const label: Expr = {
    at: at(type),
    op: 'literal',
    value: { t: 'str', v: `the zero of ${type.text}` },
  };
  return calling(type, 'open zero', [label]);
}

export function typeSpec(node: Syntax, methods: readonly Syntax[], lower: Lower): Stmt[] {
  const type = field(node, 'type');
  const label = required(node, 'name').text;
  const own = methods.filter((method) => receiver(method).replace(/^\*/, '').replace(/\[.*$/s, '') === label);
  if (type?.type !== 'struct_type') {
    // What other types have are methods alone.
    const declared = { at: at(node), name: label, methods: own.map((one) => methodOf(one, lower)), fields: [] };
    return own.length > 0 ? [{ at: at(node), do: 'class', declaration: declared }] : [nothing(node)];
  }
  const list = field(node, 'type_parameters');
  const open = new Set((list ? named(list) : []).flatMap((one) => fields(one, 'name')).map(({ text }) => text));
  const members = named(ofType(type, 'field_declaration_list') ?? node).flatMap((one) => {
    const kind = field(one, 'type');
    // One without a name is embedded, and called as its type is.
    const embedded = fields(one, 'name').length === 0 && kind ? /(\w+)(?:\[.*)?$/s.exec(kind.text)?.[1] : undefined;
    const labels = embedded === undefined ? fields(one, 'name').map(({ text }) => text) : [embedded];
    return labels.map((text) => {
      return {
        name: text,
        shared: false,
        ...(embedded !== undefined && { embedded: true }),
        type: numeric(kind),
        ...(kind && { value: open.has(kind.text) ? unknownZero(kind) : zero(one, kind, lower) }),
      };
    });
  });
  const declaration: ClassDeclaration = {
    at: at(node),
    name: label,
    methods: own.map((one) => methodOf(one, lower)),
    fields: members,
  };
  return [{ at: at(node), do: 'class', declaration }];
}
