import { nativeDialect } from '../native/dialect';
import { kindsOf } from './kinds';
import { library } from './library';

/** What Java shares with other languages that are compiled. */
export const native = nativeDialect({
  natural: 'i32',
  wraps: () => true,
  library,
  kindsOf,
  copied: new Set(),
  numbersAreConditions: false,
  options: {},
});
