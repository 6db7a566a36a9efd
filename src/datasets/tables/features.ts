import { columnsOf, type ColumnType } from './columns';
import type { Plan } from '../plan/plan';

/** The columns of a data set as the card of Hugging Face declares them, so that no reader guesses types from rows. */
export function featuresOf(plan: Plan, isTyped: boolean): string[] {
  return fields(isTyped ? columnsOf(plan).map(({ name, type }) => [name, type]) : tableColumns(plan), '  ');
}

/** Of a table of plain values: what is nested stands in it as text. */
function tableColumns(plan: Plan): [name: string, type: ColumnType][] {
  if (plan.source.kind === 'word')
    return [
      ['seed', 'int64'],
      ['input', 'string'],
      ['target', 'string'],
    ];
  return columnsOf(plan).map(({ name, type }) => [name, typeof type === 'string' ? type : 'string']);
}

function fields(columns: readonly (readonly [name: string, type: ColumnType])[], indent: string): string[] {
  return columns.flatMap(([name, type]) => [`${indent}- name: ${name}`, ...feature(type, `${indent}  `)]);
}

/** Also versions before 4 know a list by `sequence`. */
function feature(type: ColumnType, indent: string): string[] {
  if (typeof type === 'string') return [`${indent}dtype: ${type}`];
  if ('struct' in type) return [`${indent}struct:`, ...fields(Object.entries(type.struct), indent)];
  const { list, length } = type;
  const fixed = length === undefined ? [] : [`${indent}length: ${length}`];
  if (typeof list === 'string') return [`${indent}sequence: ${list}`, ...fixed];
  if ('struct' in list) return [`${indent}list:`, ...fields(Object.entries(list.struct), indent), ...fixed];
  return [`${indent}sequence:`, ...feature(list, `${indent}  `), ...fixed];
}
