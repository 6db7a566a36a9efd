import type { ExampleForms } from '../example/example';
import { elementType, written } from '../example/forms';

const RUST_TYPES = ['usize', 'u64', 'u32', 'u8', 'i64', 'i8', 'f64', 'f32'];

export const RUST_EXAMPLE: ExampleForms = {
  declare: (name, values, parameter) => {
    const type = written(parameter, RUST_TYPES) ?? { int: 'i32', double: 'f64' }[elementType(values, '&str', 'double')];
    return `let mut ${name}: Vec<${type ?? '&str'}> = vec![${values.join(', ')}]`;
  },
  hold: (name, value, parameter) => {
    const type = written(parameter, [...RUST_TYPES, 'i32']);
    return `let mut ${name}${type === undefined ? '' : `: ${type}`} = ${value}`;
  },
  pass: (name, parameter) => {
    const text = parameter?.text.replace(/^[^:]*:/, '').trim() ?? '';
    if (text.startsWith('&')) return /^&\s*(?:'\w+\s+)?mut\b/.test(text) ? `&mut ${name}` : `&${name}`;
    return name;
  },
  end: ';',
};
