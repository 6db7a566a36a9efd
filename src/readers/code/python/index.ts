import { LISTS_AS_WRITTEN } from '../example/forms';
import { withoutPrompts } from '../../prompts';
import type { Front } from '../front';
import { Rewritten } from '../rewritten';
import { constant } from './constants';
import { pythonDialect } from './dialect';
import { elsewhere } from './elsewhere';
import { checkIndentation } from './indentation';
import { lowerBlock } from './lower';

function rewritten(text: string): Rewritten | undefined {
  const kept = withoutPrompts(text);
  if (!kept) return undefined;
  const left = new Rewritten();
  for (const part of kept) left.add(part.text, { start: part.from, end: part.from + part.text.length });
  return left;
}

export const python: Front = {
  example: LISTS_AS_WRITTEN,
  dialect: () => pythonDialect,
  lower: lowerBlock,
  rewrite: rewritten,
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
  elsewhere,
  handsOn: true,
};
