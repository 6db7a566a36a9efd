import type { FunctionDeclaration, Parameter } from '../../core/ir';
import { at, required } from '../../core/lowering';
import { variable } from '../../native/lowering';
import { field, fields, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { namedResults, resultTypes, typedReturn, withResults } from './results';
import { typeParameters } from './type-parameters';
import { typeOf } from './types';

export function receiver(method: Syntax): string {
  return field(named(required(method, 'receiver'))[0] ?? method, 'type')?.text ?? '';
}

export function methodOf(node: Syntax, lower: Lower): FunctionDeclaration {
  const made = functionOf(node, lower);
  const [self] = named(required(node, 'receiver')).flatMap(parameter);
  return self ? { ...made, parameters: [self, ...made.parameters], takesSelf: true } : { ...made, takesSelf: false };
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
    body: () => [
      ...typeParameters(node),
      ...withResults(
        results,
        lower.body(block).map((one) => typedReturn(one, types)),
      ),
    ],
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
