import type { ExampleForms } from './example';
import type { Parameter } from './signature';

/** Languages whose lists are written as the example writes them. */
export const LISTS_AS_WRITTEN: ExampleForms = {
  declare: (name, values) => `${name} = [${values.join(', ')}]`,
  hold: (name, value) => `${name} = ${value}`,
  pass: (name) => name,
  end: '',
  nests: true,
};

/** The type of the elements, by what is written in the example. */
export function elementType(values: readonly string[], text: string, real: string): string {
  if (values.some((value) => /^["']/.test(value))) return text;
  return values.some((value) => /^[-+.\d].*[.eE]|^\./.test(value)) ? real : 'int';
}

/** The first of some types that a parameter is written with. */
export function written(parameter: Parameter | undefined, types: readonly string[]): string | undefined {
  return types.find((type) => new RegExp(`\\b${type}\\b`).test(parameter?.text ?? ''));
}
