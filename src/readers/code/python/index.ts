import { LISTS_AS_WRITTEN } from '../example/forms';
import type { Front } from '../front';
import { constant } from './constants';
import { pythonDialect } from './dialect';
import { checkIndentation } from './indentation';
import { lowerBlock } from './lower';

export const python: Front = {
  example: LISTS_AS_WRITTEN,
  dialect: () => pythonDialect,
  lower: lowerBlock,
  check: checkIndentation,
  blocks: new Set(['block', 'module']),
  declarations: new Set([
    'function_definition',
    'class_definition',
    'decorated_definition',
    'import_statement',
    'import_from_statement',
  ]),
  apart: new Set([
    'import_statement',
    'import_from_statement',
    'function_definition',
    'class_definition',
    'decorated_definition',
    'type_alias_statement',
  ]),
  functions: new Set(['function_definition']),
  constant,
  isNoise: () => false,
  declares: () => [],
};
