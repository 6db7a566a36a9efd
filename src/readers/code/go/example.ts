import type { ExampleForms } from '../example/example';
import { elementType, written } from '../example/forms';

const GO_TYPES = ['int64', 'int32', 'uint', 'float64', 'float32', 'string', 'rune', 'byte'];

export const GO_EXAMPLE: ExampleForms = {
  declare: (name, values, parameter) => {
    const type = written(parameter, GO_TYPES) ?? elementType(values, 'string', 'float64');
    return `${name} := []${type}{${values.join(', ')}}`;
  },
  hold: (name, value) => `${name} := ${value}`,
  pass: (name, parameter) => (/\*\s*\[\]/.test(parameter?.text ?? '') ? `&${name}` : name),
  end: '',
};
