import { Lines } from '../../../trace/lines';
import type { Range } from '../../../trace/source';
import { Unreadable, type Span } from '../syntax';
import { parseCall, type Call } from './call';
import type { Parameter, Signature } from './signature';

/** How a language writes an example: a variable that holds a list, the list where a parameter wants it, its new value. */
export interface ExampleForms {
  /** A statement that makes a variable of a list for a parameter (undefined where the function is not known). */
  declare: (name: string, values: readonly string[], parameter: Parameter | undefined) => string;
  /** The variable as an argument. */
  pass: (name: string, parameter: Parameter | undefined) => string;
  /** A statement that makes a variable of a plain value. */
  hold: (name: string, value: string, parameter: Parameter | undefined) => string;
  /** What ends a statement. */
  end: string;
  /** Whether lists within lists are written as the example writes them. */
  nests?: boolean;
}

/** A text with a call of one of its functions after it. */
export interface Example {
  /** The whole text, the statements of the call last. */
  text: string;
  /** Where those stand. */
  at: Span;
  /** Where the statements stand that run before. */
  before: Span | undefined;
  /** Variables that hold the lists of the call, and the object that it is a method of. */
  lists: readonly string[];
  /** Where the function's name stands, which is shown where there is something to say of the call itself. */
  shown: Span;
  /** Names in it that stand for elements of which nothing is known, and how these are called. */
  unknowns: ReadonlyMap<string, string>;
}

/** Readings of a call: its lists before it, what the function gives back in the place of the first list, or left alone. */
export interface Examples {
  untouched: Example;
  givingBack: Example | undefined;
  inPlace: Example;
  called: string;
}

/** The elements of a list, `?` among them as names of their own. */
export function withUnknowns(name: string, values: readonly string[], unknowns: Map<string, string>): string[] {
  return values.map((value, index) => {
    if (value !== UNKNOWN) return value;
    const mark = `unknown_${name}_${index}_`;
    unknowns.set(mark, `${name}[${index}]`);
    return mark;
  });
}

/** An element of which nothing is known. */
export const UNKNOWN = '?';

/** @throws Unreadable when the call cannot be read, or calls nothing that is here. */
export function examplesOf(text: string, call: string, known: readonly Signature[], forms: ExampleForms): Examples {
  const read = parseCall(call);
  if ('reason' in read) {
    const { reason, kind } = read;
    throw new Unreadable({ start: 0, end: 0 }, `in the example '${call}': ${reason}`, kind);
  }
  const called = known.filter(({ name }) => name === read.name);
  const signature = called.find(({ parameters }) => parameters.length === read.args.length) ?? called[0];
  if (!signature) throw new Unreadable({ start: 0, end: 0 }, unknown(read.name, known), 'not-there');
  const nested = read.args.some((one) => 'list' in one && one.list.some((element) => element.startsWith('[')));
  if (nested && !forms.nests)
    throw new Unreadable(
      { start: 0, end: 0 },
      `in the example '${call}': lists within lists are not taken as examples`,
      'unsupported',
    );
  const lists: string[] = [];
  const declared: string[] = [];
  const unknowns = new Map<string, string>();
  const taken = read.before.flatMap((one) => one.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? []);
  const passed = read.args.map((argument, index) => {
    if ('text' in argument) return argument.text;
    const parameter = signature.parameters[index];
    const name = freeName(parameter?.name ?? 'list', [...lists, ...taken, read.name]);
    lists.push(name);
    declared.push(forms.declare(name, withUnknowns(name, argument.list, unknowns), parameter));
    return forms.pass(name, parameter);
  });
  const expression = `${read.callee}(${passed.join(', ')})`;
  const shown = signature.at;
  const lines = (statements: readonly string[]): string => statements.map((one) => one + forms.end).join('\n');
  const start = text.length + 1;
  const before = read.before.length > 0 ? { start, end: start + lines(read.before).length } : undefined;
  const above = before ? `${text}\n${lines(read.before)}` : text;
  const receiver = receiverOf(read);
  const tracked = receiver === undefined ? lists : [receiver, ...lists];
  const made = (...statement: string[]): Example => {
    const added = lines([...declared, ...statement]);
    const start = above.length + 1;
    const at = { start, end: start + added.length };
    return { text: `${above}\n${added}\n`, at, before, lists: tracked, shown, unknowns };
  };
  const [first] = receiver === undefined ? lists : [];
  return {
    untouched: made(),
    givingBack: first === undefined ? undefined : made(`${first} = ${expression}`),
    inPlace: made(expression),
    called: shownCall(read),
  };
}

/** The variable made before the call whose method it calls. */
function receiverOf({ callee, before }: Call): string | undefined {
  const name = /^([\p{L}_$][\p{L}\p{N}_$]*)(?:\.|->)[\p{L}\p{N}_$]+$/u.exec(callee)?.[1];
  const makes = new RegExp(`(?:^|[\\s*&])${(name ?? '').replaceAll('$', '\\$')}\\s*:?=(?!=)`, 'u');
  return name !== undefined && before.some((one) => makes.test(one)) ? name : undefined;
}

function shownCall({ before, callee, args }: Call): string {
  const statements = before.map((one) => `${one}; `).join('');
  return `${statements}${callee}(${args.map((one) => ('list' in one ? `[${one.list.join(', ')}]` : one.text)).join(', ')})`;
}

const MOST_NAMED = 8;

function unknown(name: string, known: readonly Signature[]): string {
  const names = [...new Set(known.map((one) => one.name))];
  const some = names.slice(0, MOST_NAMED).join(', ') + (names.length > MOST_NAMED ? ', …' : '');
  const there = names.length === 0 ? 'and no function at all' : `there are ${some}`;
  return `there is no function called '${name}' here: ${there}`;
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(wanted) ? wanted : 'list';
  while (taken.includes(name)) name += '_';
  return name;
}

/** Places of a text; whatever stands in what was added from `from` on is shown elsewhere in it. */
export class LinesWithMore extends Lines {
  constructor(
    text: string,
    private readonly from: number,
    private readonly shown: Span,
  ) {
    super(text);
  }

  override range(start: number, end: number): Range {
    const { shown, from } = this;
    return start >= from ? super.range(shown.start, shown.end) : super.range(start, Math.min(end, from - 1));
  }
}
