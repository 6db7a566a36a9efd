import type { FunctionDeclaration, Parameter, Stmt } from '../../core/ir';
import { at, name, required, variable } from '../../core/lowering';
import { field, fields, named, type Syntax } from '../../syntax';
import { defers, withDeferred } from './deferred';
import type { Lower } from './lower';
import { namedResults, resultTypes, typedReturn, withResults } from './results';
import { typeParameters } from './type-parameters';
import { typeOf } from './types';

export function receiver(method: Syntax): string {
  return field(named(required(method, 'receiver'))[0] ?? method, 'type')?.text ?? '';
}

export function methodOf(node: Syntax, lower: Lower): FunctionDeclaration {
  const plain = functionOf(node, lower);
  const made = { ...plain, body: () => [...openTypes(node), ...plain.body()] };
  const [self] = named(required(node, 'receiver')).flatMap(parameter);
  return self ? { ...made, parameters: [self, ...made.parameters], takesSelf: true } : { ...made, takesSelf: false };
}

/** What the receiver leaves open: `T` of `func (s *Stack[T]) Pop() T`. */
function openTypes(node: Syntax): Stmt[] {
  const [, labels = ''] = /\[([^\]]*)\]$/.exec(receiver(node)) ?? [];
  const whole = named(required(node, 'receiver'))[0] ?? node;
  return (labels.match(/\w+/g) ?? [])
    .filter((label) => new RegExp(`\\b${label}\\b`).test(field(node, 'body')?.text ?? ''))
    .map((label) => ({
      at: at(whole),
      do: 'declare',
      target: { at: at(whole), to: 'name', name: label, declare: 'function' },
      value: {
        ...{ at: at(whole), op: 'call', callee: name(whole, 'open type') },
        args: [{ value: { at: at(whole), op: 'literal', value: { t: 'str', v: label } } }],
      },
    }));
}

export function functionOf(node: Syntax, lower: Lower): FunctionDeclaration {
  const block = field(node, 'body');
  const results = namedResults(node, lower);
  const types = resultTypes(node);
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'func',
    parameters: named(required(node, 'parameters')).flatMap(parameter),
    result: typeOf(field(node, 'result')),
    body: () => {
      const made = lower.body(block).map((one) => typedReturn(one, types));
      const gives = field(node, 'result') !== undefined;
      const whole = block && defers(block) ? withDeferred(node, made, results, gives) : withResults(results, made);
      return [...typeParameters(node), ...whole];
    },
    arrow: node.type === 'func_literal',
  };
}

function parameter(node: Syntax): Parameter[] {
  const type = field(node, 'type');
  const isRest = node.type === 'variadic_parameter_declaration';
  return fields(node, 'name').map((one) => ({
    at: at(node),
    pattern: variable(one, 'function', typeOf(type)),
    ...(isRest && { rest: true }),
  }));
}
