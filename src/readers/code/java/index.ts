import type { Front } from '../front';
import { nativeDialect } from '../native/dialect';
import { callMain, declared } from '../native/lowering';
import { withBoxes } from './boxes';
import { JAVA_EXAMPLE } from './example';
import { fit } from './kinds';
import { kindsOf, library, memberOf } from './library';
import { field, named, Unreadable } from '../syntax';
import { lowerBlock } from './lower';

export const java: Front = {
  example: JAVA_EXAMPLE,
  dialect: () => dialect,
  lower: lowerBlock,
  blocks: new Set(['block', 'program', 'class_body', 'constructor_body']),
  declarations: new Set(['class_declaration', 'record_declaration']),
  apart: new Set([
    'module_declaration',
    'package_declaration',
    'import_declaration',
    'class_declaration',
    'interface_declaration',
    'enum_declaration',
    'method_declaration',
  ]),
  functions: new Set(['method_declaration', 'constructor_declaration', 'lambda_expression']),
  isNoise: (type) => type === 'modifiers',
  declares: declared,
  check: (nodes) => {
    for (const type of nodes.filter((one) => one.type === 'class_declaration')) {
      const body = field(type, 'body');
      const block = body && named(body).find((one) => one.type === 'static_initializer' || one.type === 'block');
      if (block)
        throw new Unreadable(
          block,
          'an initializer block is not followed: give the fields their values where they stand',
        );
    }
  },
  entry: (names, at) => {
    const call = callMain(names, at);
    return call?.op === 'call'
      ? { ...call, args: [{ value: { at, op: 'sequence', flavor: 'array', items: [] } }] }
      : call;
  },
};

const dialect = withBoxes(
  nativeDialect({
    natural: 'i32',
    wraps: () => true,
    library,
    kindsOf,
    members: memberOf,
    copied: new Set(),
    numbersAreConditions: false,
    options: { fit, restIsArray: true, self: 'this', implicitThis: true, targetFirst: () => true },
  }),
);
