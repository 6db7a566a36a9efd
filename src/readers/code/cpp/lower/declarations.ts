import type { Stmt } from '../../core/ir';
import { at, nothing, required } from '../../core/lowering';
import { reparsed } from '../../reparse';
import { field, fields, named, type Syntax } from '../../syntax';
import { elementType, typeOf, wholeType } from '../types';
import { declarator } from './declarators';
import type { Lower } from './lower';
import { initialValue, zero } from './values';

/** @param isGlobal it stands outside of all functions */
export function declaration(node: Syntax, lower: Lower, isGlobal = false): Stmt[] {
  const place = { at: at(node) };
  const type = field(node, 'type');
  const base = typeOf(type);
  const whole = wholeType(type);
  const classes: Stmt[] = type && field(type, 'body') ? lower.statement(type) : [];
  const isStatic = isStored(node, 'static');
  if (isStored(node, 'extern') && fields(node, 'declarator').every((one) => one.type !== 'init_declarator'))
    return [nothing(node)];
  const once = isStatic && !isGlobal ? { once: true } : {};
  return [
    ...classes,
    ...fields(node, 'declarator').flatMap((one): Stmt[] => {
      if (one.type === 'function_declarator') return [constructed(node, one, isGlobal, lower)];
      const isInit = one.type === 'init_declarator';
      const made = declarator(isInit ? required(one, 'declarator') : one, whole, 'block');
      const value = isInit ? field(one, 'value') : undefined;
      const isZero = !value && (isGlobal || isStatic);
      const initial =
        (isZero ? zero(node, made, base, lower) : undefined) ??
        initialValue(node, made, base, elementType(type), value, lower);
      return [
        {
          ...place,
          do: 'declare',
          target: made.pattern,
          type: made.isPointer ? '*' : (whole ?? ''),
          ...once,
          ...(initial && { value: initial }),
        },
      ];
    }),
  ];
}

function isStored(node: Syntax, how: string): boolean {
  return node.children.some(({ type, text }) => type === 'storage_class_specifier' && text === how);
}

/**
 * `vector<int> left(n)` looks like the declaration of a function that takes an `n`. It is one if `n` is a type; where
 * names are not known, a function gives a plain number or nothing, or stands outside of all functions.
 */
function constructed(node: Syntax, head: Syntax, isGlobal: boolean, lower: Lower): Stmt {
  const type = field(node, 'type');
  const parameters = required(head, 'parameters');
  const types = named(parameters).flatMap((one) => field(one, 'type') ?? []);
  const isFunction =
    types.length === 0 ||
    type?.text === 'void' ||
    (isGlobal && type?.type === 'primitive_type') ||
    types.some((one) => !/^(type|qualified)_identifier$/.test(one.type) || STANDARD.test(one.text));
  const values = isFunction ? undefined : reparsed('cpp', node, parameters, 'x = f', ';');
  const list = values && argumentList(values);
  if (!list) return nothing(node);
  const base = typeOf(type);
  const made = declarator(required(head, 'declarator'), wholeType(type), 'block');
  const value = initialValue(node, made, base, elementType(type), list, lower);
  return {
    at: at(node),
    do: 'declare',
    target: made.pattern,
    type: base ?? '',
    unlessTypes: types.map(({ text }) => text.replace(/^.*::/, '')),
    ...(value && { value }),
  };
}

/** Types that no file of its own declares. */
const STANDARD = /^(std::)?(string|size_t|ssize_t|ptrdiff_t|vector|deque|list|array|\w+_t)\b/;

function argumentList(node: Syntax): Syntax | undefined {
  if (node.type === 'argument_list') return node;
  for (const child of node.children) {
    const found = argumentList(child);
    if (found) return found;
  }
  return undefined;
}
