import type { Dialect } from '../core/dialect';
import type { Machine } from '../core/machine';
import type { Front } from '../front';
import { nativeDialect } from '../native/dialect';
import { target } from '../native/pointers';
import { callMain, declared } from '../native/lowering';
import { elsewhere } from './elsewhere';
import { promoting } from './embedded';
import { GO_EXAMPLE } from './example';
import { goneThrough, isChannel, library } from './library';
import { field, Unreadable } from '../syntax';
import { lowerBlock } from './lower';
import { convertedText } from './texts';

export const go: Front = {
  example: GO_EXAMPLE,
  dialect: () => dialect,
  lower: lowerBlock,
  blocks: new Set(['block', 'source_file', 'statement_list', 'expression_case', 'default_case']),
  declarations: new Set([
    'function_declaration',
    'method_declaration',
    'type_declaration',
    'import_declaration',
    'const_declaration',
  ]),
  apart: new Set([
    'package_clause',
    'import_declaration',
    'function_declaration',
    'method_declaration',
    'type_declaration',
  ]),
  functions: new Set(['function_declaration', 'method_declaration']),
  isNoise: (type) => type === 'package_clause',
  declares: declared,
  check: (nodes) => {
    const init = nodes.find((one) => one.type === 'function_declaration' && field(one, 'name')?.text === 'init');
    if (init) throw new Unreadable(init, 'init runs before main, which is not followed: begin main with it');
  },
  entry: callMain,
  elsewhere,
};

const native = nativeDialect({
  natural: 'i64',
  wraps: () => true,
  library,
  kindsOf: (m, object) => {
    const { data } = target(m, object);
    return data.t === 'record' && !data.type ? [data.flavor] : [];
  },
  copied: new Set(['array']),
  iteratesCopies: true,
  numbersAreConditions: false,
  letters: { type: 'u8', runes: true },
  options: {
    restFlavor: 'slice',
    spreadIsRest: true,
    targetFirst: () => true,
    anyOrder: {
      binary: 'calls',
      compare: 'calls',
      index: 'calls',
      call: 'calls',
      assign: 'calls',
      sequence: 'calls',
    },
    aggregates: true,
    instanceFlavor: 'struct',
  },
});

const dialect: Dialect<Machine> = {
  ...native,
  iterate: (m, of, how, at) => {
    const { data } = target(m, of);
    return data.t === 'record' && isChannel(data) ? goneThrough({ m, at }, data) : native.iterate(m, of, how, at);
  },
  member: (m, object, name, at) => native.member(m, promoting(m, object, name, at) ?? object, name, at),
  cast: (m, type, box, at) => convertedText(m, type, box, at) ?? native.cast?.(m, type, box, at) ?? box,
};
