import type { ExampleForms } from '../example/example';
import { elementType, written } from '../example/forms';
import type { Parameter } from '../example/signature';

const C_TYPES = ['double', 'float', 'char', 'long', 'short', 'unsigned'];

export const C_EXAMPLE: ExampleForms = {
  declare: (name, values, parameter) => {
    const type = written(parameter, C_TYPES) ?? elementType(values, 'char', 'double');
    return `${type} ${name}[] = {${values.join(', ')}}`;
  },
  hold: (name, value, parameter) =>
    value.startsWith('"')
      ? `char ${name}[] = ${value}`
      : `${written(parameter, C_TYPES) ?? elementType([value], 'char', 'double')} ${name} = ${value}`,
  pass: (name) => name,
  end: ';',
};

export const CPP_EXAMPLE: ExampleForms = {
  declare: (name, values, parameter) => {
    const type = written(parameter, C_TYPES) ?? elementType(values, 'char', 'double');
    const array = /(?:std\s*::\s*)?array\s*</.test(parameter?.text ?? '');
    if (array) return `std::array<${type}, ${values.length}> ${name} = {${values.join(', ')}}`;
    const plain = parameter !== undefined && !isVector(parameter) && /[*\]]/.test(parameter.text);
    return plain ? C_EXAMPLE.declare(name, values, parameter) : `std::vector<${type}> ${name} = {${values.join(', ')}}`;
  },
  hold: (name, value, parameter) =>
    value.startsWith('"') ? `std::string ${name} = ${value}` : C_EXAMPLE.hold(name, value, parameter),
  pass: (name, parameter) =>
    parameter && isVector(parameter) && />\s*(?:const\s*)?\*/.test(parameter.text) ? `&${name}` : name,
  end: ';',
};

function isVector({ text }: Parameter): boolean {
  return /\bvector\s*</.test(text);
}
