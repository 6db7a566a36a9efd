import { call } from '../core/calls';
import type { Dialect } from '../core/dialect';
import type { Machine } from '../core/machine';
import { remove } from './deleting';
import { element } from './elements';
import { makeMembers, memberByValue } from './enums';
import { catches, exception, outOfGenerator, thrown, uncaught } from './exceptions';
import { iterate } from './iteration';
import { library } from './library';
import { knownClassOf, member } from './members';
import { madeByClass, makeTupleClass } from './named-tuples';
import { binary, inPlace, truthy, unary } from './operators';
import { compare } from './relations';
import { cellName, show } from './show';
import { slice } from './slices';
import { specialMethod } from './special';
import { text } from './texts';

export const pythonDialect: Dialect<Machine> = {
  builtin: (name) => library.names.get(name),
  apply: library.apply,
  truthy,
  unary,
  binary,
  compare,
  inPlace,
  element,
  slice,
  member,
  remove,
  iterate,
  entries: (_m, { data }) => (data.t === 'record' && data.flavor === 'dict' ? [...data.entries.values()] : undefined),
  show,
  cellName,
  text,
  absent: { t: 'nothing', name: 'None' },
  constructors: () => ['__init__'],
  instanceFlavor: 'instance',
  logicalGivesOperand: true,
  restFlavor: 'tuple',
  starFlavor: 'list',
  namesFlavor: 'dict',
  looseArguments: false,
  defaultsOnce: true,
  known: knownClassOf,
  called: (m, callee, args, at) => {
    const method = specialMethod(callee.data, '__call__');
    return method && call(m, m.fresh({ ...method, self: callee }), args, at);
  },
  classMade: (m, type, at) => {
    makeMembers(m, type, at);
    makeTupleClass(m, type, at);
  },
  make: (m, type, args, at) => memberByValue(m, type, args, at) ?? madeByClass(m, type, args, at),
  outOfGenerator,
  thrown,
  exception,
  catches,
  uncaught,
};
