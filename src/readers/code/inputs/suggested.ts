import type { Parameter, Signature } from '../example/signature';
import { UNKNOWN } from '../example/example';

/** How values are written that are not the same in every language. */
interface Words {
  truth: { yes: string; no: string };
}

const WORDS: Readonly<Record<string, Words>> = { python: { truth: { yes: 'True', no: 'False' } } };
const USUAL: Words = { truth: { yes: 'true', no: 'false' } };

/** Five values that differ, in no order; a second list has others. */
const LISTS = [
  ['3', '1', '5', '2', '4'],
  ['8', '6', '10', '7', '9'],
];
const WORDS_LIST = ['"c"', '"a"', '"e"', '"b"', '"d"'];

type Kind = 'list' | 'texts' | 'text' | 'truth' | 'number' | 'function';

/**
 * A call that a function can be tried with, by the types and names of its parameters: five distinct values for a list,
 * five for how many they are. Parameters with a value of their own are left out.
 *
 * @param unknown elements of lists are left unknown
 * @param given values for some of its parameters, by name
 * @returns undefined where a function is asked for, of which there is no telling
 */
export function suggestedCall(
  signature: Signature,
  language: string,
  { unknown = false, given = {} }: { unknown?: boolean; given?: Readonly<Record<string, string>> } = {},
): string | undefined {
  const { name, owner } = signature;
  const needed = signature.parameters.filter(({ text }) => !hasDefault(text));
  const values = suggestions(needed, language, unknown, given);
  if (!values) return undefined;
  return `${calleeOf(name, owner, language)}(${values.join(', ')})`;
}

function calleeOf(name: string, owner: string | undefined, language: string): string {
  if (owner === undefined) return name;
  if (language === 'python') return `${owner}().${name}`;
  if (language === 'java') return `${owner}.${name}`;
  return language === 'rust' || language === 'cpp' ? `${owner}::${name}` : `new ${owner}().${name}`;
}

function hasDefault(text: string): boolean {
  return /[^=!<>]=[^=>]/.test(text) || text.startsWith('*') || text.startsWith('...');
}

function suggestions(
  parameters: readonly Parameter[],
  language: string,
  unknown: boolean,
  given: Readonly<Record<string, string>>,
): readonly string[] | undefined {
  const { truth } = WORDS[language] ?? USUAL;
  let lists = 0;
  // A pointer is to a list where something says how long that is.
  const sized = parameters.some(
    ({ name, text }) => /^(?:n|size|len|length|count|num)/i.test(name) && !text.includes('*'),
  );
  const values = parameters.map((parameter) => {
    const own = given[parameter.name];
    if (own !== undefined) return own;
    if (parameter.text.includes('*') && !sized && !isListName(parameter.name) && !/[<[]|char/.test(parameter.text))
      return undefined;
    switch (kindOf(parameter)) {
      case 'list': {
        const values = LISTS[lists++ % LISTS.length] ?? [];
        return `[${(unknown ? values.map(() => UNKNOWN) : values).join(', ')}]`;
      }
      case 'texts':
        return `[${(unknown ? WORDS_LIST.map(() => UNKNOWN) : WORDS_LIST).join(', ')}]`;
      case 'text':
        return '"abcde"';
      case 'truth':
        return truth.no;
      case 'number':
        return numberFor(parameter.name);
      case 'function':
        return undefined;
    }
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

function kindOf({ name, text }: Parameter): Kind {
  const type = typeOf(name, text);
  if (type !== '') {
    if (/\b(?:Callable|Function|fn|Fn|FnMut|func|Comparator|function)\b|=>/.test(type)) return 'function';
    if (
      /\[|\b(?:list|List|Sequence|MutableSequence|Iterable|Collection|ArrayList|LinkedList|vector|array|Array|Vec|Deque|span)\b/.test(
        type,
      )
    )
      return /\b(?:str|String|string)\b/.test(type) ? 'texts' : 'list';
    if (/\bchar\s*\*|\b(?:str|String|string)\b/.test(type)) return 'text';
    if (/\bbool(?:ean)?\b/.test(type)) return 'truth';
    if (/\*/.test(type)) return 'list';
    if (/\b(?:u?int\w*|i\d+|u\d+|usize|isize|size_t|long|short|double|float\w*|f\d+|number|unsigned)\b/.test(type))
      return 'number';
  }
  return kindOfName(name);
}

/** What stands with the name: `: list[int]`, `int row[]`. */
function typeOf(name: string, text: string): string {
  return text
    .replace(new RegExp(`(?<![\\p{L}\\p{N}_$])${name.replaceAll('$', '\\$')}(?![\\p{L}\\p{N}_$])`, 'u'), '')
    .replace(/\bmut\b/, '')
    .trim();
}

function kindOfName(name: string): Kind {
  if (/^(?:is|has|reverse|reversed|descending|ascending|verbose|debug|flag)(?:_|[A-Z]|$)/.test(name)) return 'truth';
  if (/^(?:key|cmp|compare|comparator|callback|func|fn|function|predicate)$/i.test(name)) return 'function';
  if (/^(?:n|m|size|len|length|count|k|i|j|l|r|x|lo|hi|num|target|pos|radius|class)$/.test(name)) return 'number';
  if (/(?:^|_)(?:s|str|string|text|word|sentence|pattern|message|phrase)\d?$/i.test(name)) return 'text';
  if (isListName(name)) return 'list';
  return /(?:[^s]s|Array|List|_list|_array)$/.test(name) ? 'list' : 'number';
}

function isListName(name: string): boolean {
  return /(?:^|_)(?:a|arr|array|list|lst|ls|row|seq|sequence|collection|xs|v|vec|vector|data|heap|stack|queue|unsorted|sorted)\d?$/i.test(
    name,
  );
}

function numberFor(name: string): string {
  if (/^(?:lo|low|left|l|start|begin|first|from|i|p)(?:_|[A-Z]|$)/.test(name)) return '0';
  if (/^(?:hi|high|right|r|end|last|to|j)(?:_|[A-Z]|$)/.test(name)) return '4';
  if (/^(?:k|shift|rotations|steps|pos|position|index|idx)$/.test(name)) return '2';
  if (/^(?:n|size|len|length|count|num)(?:_|[A-Z]|$)/.test(name)) return '5';
  return '3';
}
