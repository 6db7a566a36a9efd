import type { ExampleForms } from '../example/example';
import { elementType, written } from '../example/forms';

const JAVA_PLAIN = ['int', 'long', 'double', 'float', 'char', 'short', 'byte', 'boolean'];
const JAVA_BOXES: Readonly<Record<string, string>> = { int: 'Integer', double: 'Double', String: 'String' };

export const JAVA_EXAMPLE: ExampleForms = {
  declare: (name, values, parameter) => {
    const text = parameter?.text ?? '';
    const type = elementType(values, 'String', 'double');
    if (/\b(?:List|ArrayList|LinkedList|Collection|Iterable|Deque)\b/.test(text)) {
      const list = /\bLinkedList\b/.test(text) ? 'LinkedList' : 'ArrayList';
      return `${list}<${JAVA_BOXES[type] ?? 'Object'}> ${name} = new ${list}<>(Arrays.asList(${values.join(', ')}))`;
    }
    // An array of a type parameter, or of boxes, holds boxes.
    const plain = written(parameter, JAVA_PLAIN);
    const boxed = parameter !== undefined && !plain;
    return `${boxed ? (JAVA_BOXES[type] ?? type) : (plain ?? type)}[] ${name} = {${values.join(', ')}}`;
  },
  hold: (name, value, parameter) => {
    const type = written(parameter, [...JAVA_PLAIN, 'String']) ?? elementType([value], 'String', 'double');
    return `${type} ${name} = ${value}`;
  },
  pass: (name) => name,
  end: ';',
};
