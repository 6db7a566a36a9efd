import type { ExampleForms } from './example';
import type { Parameter } from './signature';

/** Languages whose lists are written as the example writes them. */
export const LISTS_AS_WRITTEN: ExampleForms = {
  declare: (name, values) => `${name} = [${values.join(', ')}]`,
  pass: (name) => name,
  end: '',
};

export const JAVASCRIPT_EXAMPLE: ExampleForms = {
  ...LISTS_AS_WRITTEN,
  declare: (name, values) => `let ${name} = [${values.join(', ')}]`,
  end: ';',
};

/** The type of the elements, by what is written in the example. */
function elementType(values: readonly string[], text: string, real: string): string {
  if (values.some((value) => /^["']/.test(value))) return text;
  return values.some((value) => /[.eE]/.test(value)) ? real : 'int';
}

/** The first of some types that a parameter is written with. */
function written(parameter: Parameter | undefined, types: readonly string[]): string | undefined {
  return types.find((type) => new RegExp(`\\b${type}\\b`).test(parameter?.text ?? ''));
}

const C_TYPES = ['double', 'float', 'char', 'long', 'short', 'unsigned'];

export const C_EXAMPLE: ExampleForms = {
  declare: (name, values, parameter) => {
    const type = written(parameter, C_TYPES) ?? elementType(values, 'char', 'double');
    return `${type} ${name}[] = {${values.join(', ')}}`;
  },
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
  pass: (name, parameter) =>
    parameter && isVector(parameter) && />\s*(?:const\s*)?\*/.test(parameter.text) ? `&${name}` : name,
  end: ';',
};

function isVector({ text }: Parameter): boolean {
  return /\bvector\s*</.test(text);
}

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
  pass: (name) => name,
  end: ';',
};

const GO_TYPES = ['int64', 'int32', 'uint', 'float64', 'float32', 'string', 'rune', 'byte'];

export const GO_EXAMPLE: ExampleForms = {
  declare: (name, values, parameter) => {
    const type = written(parameter, GO_TYPES) ?? elementType(values, 'string', 'float64');
    return `${name} := []${type}{${values.join(', ')}}`;
  },
  pass: (name, parameter) => (/\*\s*\[\]/.test(parameter?.text ?? '') ? `&${name}` : name),
  end: '',
};

const RUST_TYPES = ['usize', 'u64', 'u32', 'u8', 'i64', 'i8', 'f64', 'f32'];

export const RUST_EXAMPLE: ExampleForms = {
  declare: (name, values, parameter) => {
    const type = written(parameter, RUST_TYPES) ?? { int: 'i32', double: 'f64' }[elementType(values, '&str', 'double')];
    return `let mut ${name}: Vec<${type ?? '&str'}> = vec![${values.join(', ')}]`;
  },
  pass: (name, parameter) => {
    const text = parameter?.text.replace(/^[^:]*:/, '').trim() ?? '';
    if (text.startsWith('&')) return /^&\s*(?:'\w+\s+)?mut\b/.test(text) ? `&mut ${name}` : `&${name}`;
    return name;
  },
  end: ';',
};
