import type { Parameter, Signature } from '../example/signature';
import { UNKNOWN } from '../example/example';
import { isListName, kindOf, type Kind } from './kinds';
import { classWith, constructorOf, fillingOf, wordsOf } from './objects';

/** Five values that differ, in no order; a second list has others. */
const LISTS = [
  ['3', '1', '5', '2', '4'],
  ['8', '6', '10', '7', '9'],
];
const WORDS_LIST = ['"c"', '"a"', '"e"', '"b"', '"d"'];
const TABLE = ['[1, 2, 3]', '[4, 5, 6]', '[7, 8, 9]'];

/** What an object is filled with before one of its methods is called. */
const FILLED = ['3', '1', '5'];

/** The text that the functions are of. */
export interface Context {
  language: string;
  text: string;
  known: readonly Signature[];
}

interface Wanted {
  /** Elements of lists are left unknown. */
  unknown?: boolean;
  /** Values for some of its parameters, by name. */
  given?: Readonly<Record<string, string>>;
  /** Whether the object is filled whose method it is. */
  fill?: boolean;
  /** What a parameter is that nothing tells of. */
  guess?: Kind;
}

/**
 * A call that a function can be tried with, by the types, uses and names of its parameters: five distinct values for a list,
 * five for how many they are. Parameters with a value of their own are left out. The object of a method is made as its class
 * wants it, and filled where the class has a method for that.
 *
 * @returns undefined where a function is asked for, of which there is no telling
 */
export function suggestedCall(signature: Signature, context: Context, wanted: Wanted = {}): string | undefined {
  const suggestion = new Suggestion(context, wanted);
  const values = suggestion.values(signature);
  const callee = values && suggestion.calleeOf(signature);
  if (!values || callee === undefined) return undefined;
  return [...suggestion.before, `${callee}(${values.join(', ')})`].join('; ');
}

/** Several calls to try one after the other, the likeliest first. */
export function suggestedCalls(signature: Signature, context: Context): string[] {
  const tried = [{}, { fill: false }, { guess: 'list' }, { guess: 'text' }] as const;
  const calls = tried.map((wanted) => suggestedCall(signature, context, wanted));
  return [...new Set(calls.filter((call) => call !== undefined))];
}

class Suggestion {
  /** Statements that make what the call needs. */
  readonly before: string[] = [];
  private lists = 0;

  constructor(
    private readonly context: Context,
    private readonly wanted: Wanted,
  ) {}

  values({ parameters, within }: Signature): readonly string[] | undefined {
    const needed = parameters.filter(({ text }) => !hasDefault(text));
    // A pointer is to a list where something says how long that is.
    const sized = needed.some(
      ({ name, text }) => /^(?:n|size|len|length|count|num)/i.test(name) && !text.includes('*'),
    );
    const body = this.context.text.slice(within.start, within.end);
    const values = needed.map((parameter) => {
      const own = this.wanted.given?.[parameter.name];
      if (own !== undefined) return own;
      const isPointer = parameter.text.includes('*') && !/[<[]|char/.test(parameter.text);
      return isPointer && !sized && !isListName(parameter.name) ? undefined : this.value(parameter, body);
    });
    return values.every((value): value is string => value !== undefined) ? values : undefined;
  }

  private value(parameter: Parameter, body: string): string | undefined {
    const { language } = this.context;
    const { unknown = false, guess = 'number' } = this.wanted;
    const kind = kindOf(parameter, body);
    const nests = wordsOf(language) !== undefined && language !== 'java';
    switch (kind === 'unknown' ? guess : kind) {
      case 'table':
        return nests ? `[${TABLE.join(', ')}]` : undefined;
      case 'list': {
        const values = LISTS[this.lists++ % LISTS.length] ?? [];
        return `[${(unknown ? values.map(() => UNKNOWN) : values).join(', ')}]`;
      }
      case 'texts':
        return `[${(unknown ? WORDS_LIST.map(() => UNKNOWN) : WORDS_LIST).join(', ')}]`;
      case 'text':
        return '"abcde"';
      case 'truth':
        return language === 'python' ? 'False' : 'false';
      case 'mapping':
        return nests ? '{"a": 1, "b": 2, "c": 3}' : undefined;
      case 'chain':
        return this.chain(parameter.name);
      case 'tree':
        return this.tree(parameter.name);
      case 'function':
        return undefined;
      default:
        return numberFor(parameter.name);
    }
  }

  /** The first of three nodes, each of which has the next. */
  private chain(name: string): string | undefined {
    const field = /\b(?:self|this)\.(next(?:_node|_ptr)?|nxt)\s*(?::[^=\n]+)?=/;
    return this.nodes(name, field, (node) => {
      const next = field.exec(node.text)?.[1] ?? 'next';
      return ['', `.${next}`, `.${next}.${next}`];
    });
  }

  private tree(name: string): string | undefined {
    return this.nodes(name, /\b(?:self|this)\.left\s*(?::[^=\n]+)?=/, () => ['', '.left', '.right']);
  }

  private nodes(
    name: string,
    field: RegExp,
    places: (node: { text: string }) => readonly string[],
  ): string | undefined {
    const { language, known, text } = this.context;
    const words = wordsOf(language);
    const node = words && classWith(field, known, text, words);
    if (!words || node?.owner === undefined) return undefined;
    const own = text.slice(node.within.start, node.within.end);
    const takes = node.parameters.filter((one) => !hasDefault(one.text)).length > 0 || node.parameters.length > 0;
    const free = this.freeName(name);
    places({ text: own }).forEach((place, index) => {
      const made = words.make(node.owner ?? '', takes ? (FILLED[index] ?? '') : '');
      this.before.push(place === '' ? words.keep(free, node.owner ?? '', made) : `${free}${place} = ${made}`);
    });
    return free;
  }

  private freeName(wanted: string): string {
    let name = wanted;
    while (this.before.some((one) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(one)))
      name += '_';
    return name;
  }

  calleeOf(signature: Signature): string | undefined {
    const { name, owner } = signature;
    const { language, known } = this.context;
    if (owner === undefined) return name;
    if (language === 'rust' || language === 'cpp') return `${owner}::${name}`;
    const words = wordsOf(language);
    if (!words) return `new ${owner}().${name}`;
    // What makes an object is called by making one.
    if (words.constructors(owner).includes(name)) return words.make(owner, '').replace(/\(\)$/, '');
    if (signature.fixed) return `${owner}.${name}`;
    // Python hides these from who is not of the class.
    if (language === 'python' && /^__.*(?<!__)$/.test(name)) return undefined;
    const constructor = constructorOf(owner, known, words);
    const args = constructor ? this.values(constructor) : [];
    if (!args) return undefined;
    const made = words.make(owner, args.join(', '));
    const filling = this.wanted.fill === false || this.wanted.unknown ? [] : this.filling(signature, owner);
    // What makes the object is no part of what the method does.
    if (filling.length === 0 && !constructor) return `${made}.${name}`;
    const it = this.freeName(/^[A-Z]?[a-z]*$/.test(owner) && owner.length < 12 ? owner.toLowerCase() : 'it');
    if (it === owner) return `${made}.${name}`;
    this.before.push(words.keep(it, owner, made));
    for (const statement of filling) this.before.push(`${it}.${statement}`);
    return `${it}.${name}`;
  }

  /** Calls that put some values into an object. */
  private filling(signature: Signature, owner: string): string[] {
    const method = fillingOf(owner, this.context.known);
    if (!method) return [];
    const needed = method.parameters.filter(({ text }) => !hasDefault(text));
    const wanted = needed.length > 0 ? needed : method.parameters.slice(0, 1);
    const body = this.context.text.slice(method.within.start, method.within.end);
    const isSame = method.name === signature.name;
    return FILLED.slice(0, isSame ? 2 : 3).flatMap((value) => {
      const args = wanted.map((parameter) => {
        if (/^(?:pos|position|index|idx|i|at|nth)$/i.test(parameter.name)) return '0';
        const kind = kindOf(parameter, body);
        return kind === 'number' || kind === 'unknown' || kind === 'list' ? value : this.value(parameter, body);
      });
      return args.every((one) => one !== undefined) ? [`${method.name}(${args.join(', ')})`] : [];
    });
  }
}

function hasDefault(text: string): boolean {
  return /[^=!<>]=[^=>]/.test(text) || text.startsWith('*') || text.startsWith('...');
}

function numberFor(name: string): string {
  if (/^(?:lo|low|left|l|start|begin|first|from|i|p)(?:_|[A-Z]|$)/.test(name)) return '0';
  if (/^(?:hi|high|right|r|end|last|to|j)(?:_|[A-Z]|$)/.test(name)) return '4';
  if (/^(?:k|shift|rotations|steps|pos|position|index|idx)$/.test(name)) return '2';
  if (/^(?:n|size|len|length|count|num)(?:_|[A-Z]|$)/.test(name)) return '5';
  if (/^(?:limit|capacity|max(?:_?size)?)(?:_|[A-Z]|$)/.test(name)) return '8';
  return '3';
}
