import type { Span } from '../../syntax';
import type { Macros } from './macros';
import { tokens } from './tokens';

/** What stands in comments and texts is neither a directive nor a declaration. */
const PASSED = /\/\/(?:[^\n\\]|\\[^])*|\/\*[^]*?(?:\*\/|$)|R"([^()\\\s]{0,16})\([^]*?\)\1"|"(?:[^"\\\n]|\\[^])*"/g;

/** Where that stands, from the first to the last. */
export function passed(text: string): Span[] {
  return [...text.matchAll(PASSED)].map(({ 0: all, index }) => ({ start: index, end: index + all.length }));
}

/** Whether a place is in one of these. */
export function isWithin(places: readonly Span[], at: number): boolean {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.end ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return (places[low]?.start ?? Infinity) <= at;
}

/** `typedef unsigned char byte;`, `using byte = unsigned char;`, `using Row = std::vector<int>;` */
const ALIAS = /\btypedef\s+([\w:\s<>,*]+?)(?<=[\s>])\s*(\w+)\s*;|\busing\s+(\w+)\s*=\s*([\w:\s<>,*]+?)\s*;/g;

const WORDS: ReadonlySet<string> = new Set([
  ...['const', 'unsigned', 'signed', 'short', 'long', 'int', 'char', 'float', 'double', 'bool'],
  ...['size_t', 'ssize_t', 'ptrdiff_t', 'int8_t', 'int16_t', 'int32_t', 'int64_t'],
  ...['uint8_t', 'uint16_t', 'uint32_t', 'uint64_t'],
]);

/** A list, a map or the like of the library, whatever is in it. */
const TEMPLATE =
  /^(std::)?(vector|deque|list|array|stack|queue|priority_queue|pair|tuple|map|set|unordered_map|unordered_set) ?<.*>$/;

/** Another name for a type of numbers or of the library, known from the end of its declaration on. */
interface Alias {
  name: string;
  type: string;
  end: number;
}

function mayHaveAliases(text: string): boolean {
  return /\b(?:typedef|using)\b/.test(text);
}

/** The names that a text gives to types of numbers: how a number is reckoned with depends on its type. */
export function aliasesIn(text: string): Alias[] {
  if (!mayHaveAliases(text)) return [];
  const left = passed(text);
  const known = new Set<string>();
  return [...text.matchAll(ALIAS)].flatMap(({ 0: all, 1: old, 2: label, 3: other, 4: given, index }) => {
    const type = (old ?? given ?? '').replaceAll(/\s+/g, ' ').trim();
    const name = label ?? other ?? '';
    const isNumber = type.split(' ').every((word) => WORDS.has(word.replace(/^std::/, '')) || known.has(word));
    if ((!isNumber && !TEMPLATE.test(type)) || isWithin(left, index)) return [];
    known.add(name);
    return [{ name, type, end: index + all.length }];
  });
}

/** Makes an alias known, which is written out wherever it is used. */
export function learn(macros: Macros, { name, type }: Alias): void {
  macros.set(name, { parameters: undefined, body: tokens(type), isAlias: true });
}

/** What directives know: they are done before anything is declared. */
export function defined(macros: Macros): Macros {
  const own = [...macros].filter(([, { isAlias }]) => !isAlias);
  return own.length === macros.size ? macros : new Map(own);
}
