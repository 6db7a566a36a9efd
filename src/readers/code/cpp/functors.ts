/** Functions that the library has objects for, by the operators that they are. */
export const FUNCTORS: Readonly<Record<string, string>> = {
  greater: '>',
  less: '<',
  greater_equal: '>=',
  less_equal: '<=',
  equal_to: '==',
  not_equal_to: '!=',
  plus: '+',
  minus: '-',
  multiplies: '*',
  divides: '/',
  modulus: '%',
};
