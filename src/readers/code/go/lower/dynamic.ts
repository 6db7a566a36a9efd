import type { Argument, Expr, Stmt } from '../../core/ir';
import { at, literal, name, required, word } from '../../core/lowering';
import { field, fields, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { isInterface, kindOf, underlying } from './named';
import { numeric, typeOf } from './types';
import { zero } from './zeros';

const ANY: ReadonlySet<string> = new Set(['any', 'interface{}']);

/** What tells whether a value is of a type; undefined where that is not followed. */
function tells(type: Syntax): Argument[] | undefined {
  const text = (v: string): Argument => ({ value: word(type, v) });
  if (ANY.has(type.text) || type.text === 'nil') return [text(type.text === 'nil' ? 'nil' : 'any')];
  const [pointed] = type.type === 'pointer_type' ? named(type) : [];
  const label = pointed ?? type;
  // A number or a list with a name of its own does not show it.
  if (label.type !== 'type_identifier' || isInterface(label) || underlying(label) !== label) return undefined;
  const basic = pointed ? undefined : (numeric(label) ?? (/^(string|bool)$/.test(label.text) ? label.text : undefined));
  if (basic !== undefined) return [text(basic)];
  return kindOf(label, label.text) === 'structure'
    ? [text(pointed ? '*' : 'struct'), { value: name(label) }]
    : undefined;
}

/** `x.(T)`; as a pair, with whether it is one. */
export function asserted(node: Syntax, lower: Lower, isPair = false): Expr {
  const type = required(node, 'type');
  const known = tells(type);
  if (!known) return { at: at(node), op: 'unsupported', what: `whether a value is a ${type.text} is not followed` };
  const value: Argument = { value: lower.expression(required(node, 'operand')) };
  const otherwise = typeOf(type) === '*' ? literal(node, { t: 'nothing', name: 'nil' }) : zero(node, type, lower);
  return {
    at: at(node),
    op: 'call',
    callee: name(node, isPair ? 'asserted pair' : 'asserted'),
    args: [...(isPair ? [{ value: otherwise }] : []), value, ...known],
  };
}

const VALUE = ' switched';

/** `switch v := x.(type) { case int: … }` */
export function typeSwitch(node: Syntax, lower: Lower): Stmt {
  const place = { at: at(node) };
  const alias = field(node, 'alias');
  const init = field(node, 'initializer');
  const declare = (label: string, value: Expr): Stmt => ({
    ...place,
    do: 'declare',
    target: { ...place, to: 'name', name: label, declare: 'block' },
    value,
  });
  const isOf = (type: Syntax): Expr => {
    const known = tells(type);
    if (!known) return { at: at(type), op: 'unsupported', what: `whether a value is a ${type.text} is not followed` };
    return {
      at: at(type),
      op: 'call',
      callee: name(type, 'is of type'),
      args: [{ value: name(type, VALUE) }, ...known],
    };
  };
  const cases = named(node)
    .filter(({ type }) => type === 'type_case' || type === 'default_case')
    .map((one) => ({
      tests:
        one.type === 'type_case'
          ? fields(one, 'type')
              .filter((type) => type.named)
              .map(isOf)
          : null,
      body: [
        ...(alias ? [declare(alias.text, name(node, VALUE))] : []),
        ...lower.block(named(one).filter((child) => child.field !== 'type')),
      ],
    }));
  const subject: Expr = { ...place, op: 'literal', value: { t: 'bool', v: true } };
  return {
    ...place,
    do: 'block',
    body: [
      ...(init ? lower.statement(init) : []),
      declare(VALUE, lower.expression(required(node, 'value'))),
      { ...place, do: 'switch', subject, cases, falls: false },
    ],
  };
}
