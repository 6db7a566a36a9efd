import type { Parameter } from '../example/signature';

/** What a parameter is likely to take. */
export type Kind =
  | 'list'
  | 'texts'
  | 'text'
  | 'truth'
  | 'number'
  | 'function'
  | 'table'
  | 'mapping'
  | 'chain'
  | 'tree'
  | 'unknown';

/**
 * What a parameter takes by the type that it is written with, else by what its function does with it, else by its name.
 *
 * @param body the text of the function
 */
export function kindOf({ name, text }: Parameter, body: string): Kind {
  const type = typeOf(name, text);
  return ofType(type) ?? ofUse(name, body) ?? ofName(name);
}

const LISTS =
  '(?:list|List|Sequence|MutableSequence|Iterable|Collection|ArrayList|LinkedList|vector|array|Array|Vec|Deque|span|tuple|Tuple)';

function ofType(type: string): Kind | undefined {
  if (type === '') return undefined;
  if (/\b(?:Callable|Function|fn|Fn|FnMut|func|Comparator|function)\b|=>/.test(type)) return 'function';
  if (/^:?\s*(?:dict|Dict|Mapping|defaultdict|MutableMapping)\b/.test(type)) return 'mapping';
  if (new RegExp(`\\b${LISTS}\\s*[[<]\\s*${LISTS}\\b|\\[\\s*\\]\\s*\\[\\s*\\]|\\[\\]\\[\\]`).test(type)) return 'table';
  if (new RegExp(`\\[|\\b${LISTS}\\b`).test(type)) return /\b(?:str|String|string)\b/.test(type) ? 'texts' : 'list';
  if (/\bchar\s*\*|\b(?:str|String|string)\b/.test(type)) return 'text';
  if (/\bbool(?:ean)?\b/.test(type)) return 'truth';
  if (/\*/.test(type)) return 'list';
  if (/\b(?:u?int\w*|i\d+|u\d+|usize|isize|size_t|long|short|double|float\w*|f\d+|number|unsigned)\b/.test(type))
    return 'number';
  return undefined;
}

/** What stands with the name: `: list[int]`, `int row[]`. */
function typeOf(name: string, text: string): string {
  return text
    .replace(new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replaceAll('$', '\\$')}(?![\\p{L}\\p{N}_$])`, 'u'), '')
    .replace(/\bmut\b/, '')
    .trim();
}

/** What only one kind of values takes. `NAME` stands for the parameter. */
const USES: readonly [use: string, kind: Kind][] = [
  [String.raw`NAME\[[^\]\n]+\]\s*\[|len\(NAME\[0\]\)|NAME\[\w+\]\.length\b`, 'table'],
  [String.raw`NAME\.(?:next|nxt|next_node)\b`, 'chain'],
  [String.raw`NAME\.(?:left|right)\b`, 'tree'],
  [
    String.raw`NAME\.(?:split|lower|upper|strip|isdigit|isalpha|isalnum|replace|toLowerCase|toUpperCase|charAt)\(`,
    'text',
  ],
  [String.raw`NAME\.(?:keys|values|items|get)\(`, 'mapping'],
  [
    String.raw`NAME\.(?:append|sort|pop|insert|extend|remove|reverse|copy|push|slice|splice|map|filter)\(|\bNAME\s*\[|\blen\(NAME\)|\b(?:in|enumerate\(|sorted\(|sum\(|reversed\(|min\(|max\()\s*NAME\b(?!\s*[.(])|NAME\.length\b|\bof NAME\b`,
    'list',
  ],
  [
    String.raw`(?<![\w\])]\s*)\[\s*NAME\s*\]|range\([^)\n]*\bNAME\b|NAME\s*[-*/%]|[-*/%]\s*NAME\b|\bNAME\s*(?:[<>]=?|[+-])\s*\d`,
    'number',
  ],
];

function ofUse(name: string, body: string): Kind | undefined {
  const escaped = name.replaceAll('$', '\\$');
  const hit = USES.find(([use]) => new RegExp(use.replaceAll('NAME', `(?<![\\w.$])${escaped}`)).test(body));
  if (hit?.[1] === 'list' && ofName(name) === 'text') return 'text';
  return hit?.[1];
}

function ofName(name: string): Kind {
  if (/^(?:is|has|reverse|reversed|descending|ascending|verbose|debug|flag)(?:_|[A-Z]|$)/.test(name)) return 'truth';
  if (/^(?:key|cmp|compare|comparator|callback|func|fn|function|predicate)$/i.test(name)) return 'function';
  if (/^(?:n|m|size|len|length|count|k|i|j|l|r|x|lo|hi|num|target|pos|radius|class)$/.test(name)) return 'number';
  if (/^(?:matrix|mat|grid|board|table|image|maze)(?:_?[a-z\d])?$/i.test(name)) return 'table';
  if (/(?:^|_)(?:s|str|string|text|word|sentence|pattern|message|phrase|char|ch|letter)\d?$/i.test(name)) return 'text';
  if (isListName(name)) return 'list';
  return /(?:[^s]s|Array|List|_list|_array)$/.test(name) ? 'list' : 'unknown';
}

export function isListName(name: string): boolean {
  return /(?:^|_)(?:a|arr|array|list|lst|ls|row|seq|sequence|collection|xs|v|vec|vector|data|heap|stack|queue|unsorted|sorted)\d?$/i.test(
    name,
  );
}
