import { Lines } from '../../../../trace/lines';
import type { Files } from '../../../reader';
import { LIMITS } from '../../core/limits';
import { Rewritten } from '../../rewritten';
import { located, Unreadable, type Span } from '../../syntax';
import { includedFile } from '../includes';
import { aliasesIn, defined, isWithin, learn, passed } from './aliases';
import { holds } from './conditions';
import { definition, expanded, type Macros } from './macros';
import { tokens } from './tokens';

/** A directive with the lines that it goes on in. */
const DIRECTIVE = /^[^\S\n]*#(?:\\\r?\n|\/\*[^]*?\*\/|[^\n\\]|\\)*/gm;

/** What the usual compilers on a 64-bit Unix define of their own. */
const PREDEFINED: Readonly<Record<'c' | 'cpp', readonly string[]>> = {
  c: ['__STDC__ 1', '__STDC_VERSION__ 201710L', '__GNUC__ 12', '__linux__ 1', '__unix__ 1', '__x86_64__ 1'],
  cpp: ['__cplusplus 201703L', '__GNUC__ 12', '__linux__ 1', '__unix__ 1', '__x86_64__ 1'],
};

/** A branch of `#if`: whether it is read, and whether one of its kin has been. */
interface Branch {
  isRead: boolean;
  isDone: boolean;
}

/**
 * The text as C's preprocessor hands it on: the branches of `#if` that hold, with macros expanded. Of files that it
 * includes from its own project only the macros are taken over: their `#include` stays where it is.
 *
 * @returns undefined where there is nothing to do
 * @throws Unreadable, `elsewhere` by its path from the text where it is about a file that this includes
 */
export function preprocessed(text: string, language: 'c' | 'cpp', files?: Files): Rewritten | undefined {
  const macros: Macros = new Map(PREDEFINED[language].flatMap((one) => known(definition(one))));
  const predefined = macros.size;
  const includes = files && new Includes(macros, files);
  const mayAsk = /^[^\S\n]*#[^\S\n]*(define|if)/m.test(text) || aliasesIn(text).length > 0;
  if (!mayAsk && !includes) return undefined;
  const out = new Rewritten();
  const branches: Branch[] = [];
  const isRead = (): boolean => branches.every((one) => one.isRead);
  // Directives are far between: what stands between two of them is expanded as a whole.
  let from = 0;
  const flush = (to: number): void => {
    if (isRead() && to > from) write(out, text.slice(from, to), from, macros);
  };
  for (const at of directives(text)) {
    flush(at.start);
    from = at.end;
    const written = text.slice(at.start, at.end);
    if (directive(written, at, branches, macros) || !isRead()) continue;
    includes?.take(written, at, '');
    from = at.start;
  }
  flush(text.length);
  return mayAsk || macros.size > predefined ? out : undefined;
}

/** Files that one text includes, each as often as it does, and how deep. */
const MOST_INCLUDED = 1000;
const DEEPEST = 100;

/** Takes over the macros of files that a text includes. */
class Includes {
  private count = 0;
  /** Files that are to be included once, and have been. */
  private readonly once = new Set<string>();

  constructor(
    private readonly macros: Macros,
    private readonly files: Files,
  ) {}

  /**
   * @param at where this directive stands
   * @param from the file in which it does, by its path from the text
   * @throws Unreadable where a bound is passed: what is told behind it would not hold
   */
  take(written: string, at: Span, from: string, depth = 0): void {
    const name = /^\s*#\s*include\s*"([^"\n]+)"/.exec(written)?.[1];
    const path = name === undefined ? undefined : includedFile(name, from, this.files);
    // A file that includes itself does so without end where nothing guards it: what it says is known by then.
    if (path === undefined || this.once.has(path) || depth >= DEEPEST) return;
    if (this.count++ >= MOST_INCLUDED)
      throw new Unreadable(at, `files are included more than ${MOST_INCLUDED} times`, 'bounds');
    const text = this.files.text(path) ?? '';
    if (/^[^\S\n]*#[^\S\n]*pragma[^\S\n]+once\b/m.test(text)) this.once.add(path);
    const branches: Branch[] = [];
    try {
      let from = 0;
      const take = (to: number): void => {
        if (branches.every((one) => one.isRead))
          for (const one of aliasesIn(text.slice(from, to))) learn(this.macros, one);
      };
      for (const place of directives(text)) {
        take(place.start);
        from = place.end;
        const inner = text.slice(place.start, place.end);
        const isDone = directive(inner, place, branches, this.macros);
        if (!isDone && branches.every((one) => one.isRead)) this.take(inner, place, path, depth + 1);
      }
      take(text.length);
    } catch (error) {
      if (!(error instanceof Unreadable) || error.elsewhere) throw error;
      const { start, end } = error.at;
      throw located(error, { uri: path, range: new Lines(text).range(start, end) });
    }
  }
}

function known<T>(one: T | undefined): T[] {
  return one === undefined ? [] : [one];
}

function directives(text: string): Span[] {
  const left = passed(text);
  return [...text.matchAll(DIRECTIVE)].flatMap(({ 0: all, index }) =>
    isWithin(left, index) ? [] : [{ start: index, end: index + all.length }],
  );
}

/** Names of types are known from where they are declared. */
function write(out: Rewritten, text: string, start: number, macros: Macros): void {
  let from = 0;
  for (const one of aliasesIn(text)) {
    // Declared once more, it is not what it was in its own declaration.
    if (macros.get(one.name)?.isAlias) macros.delete(one.name);
    writeExpanded(out, text.slice(from, one.end), start + from, macros);
    learn(macros, one);
    from = one.end;
  }
  writeExpanded(out, text.slice(from), start + from, macros);
}

function writeExpanded(out: Rewritten, text: string, start: number, macros: Macros): void {
  for (const { text: token, from, made } of expanded(tokens(text, start), macros)) out.add(token, from, !made);
  if (out.length > LIMITS.text)
    throw new Unreadable({ start, end: start + text.length }, 'macros make too much of this text', 'bounds');
}

/** Does what a directive says; false for those that stay in the text. */
function directive(written: string, at: Span, branches: Branch[], macros: Macros): boolean {
  const plain = written.replaceAll(/\\\r?\n/g, ' ').replaceAll(/\/\*[^]*?\*\/|\/\/.*$/g, ' ');
  const [, word = '', rest = ''] = /^\s*#\s*(\w+)([^]*)$/.exec(plain) ?? [];
  const about = rest.trim();
  const isRead = branches.every((one) => one.isRead);
  const decide = (): boolean =>
    holds(about, defined(macros)) ??
    fail(at, 'what this #if asks cannot be told: leave the branch that is meant, and take the others out');
  const last = branches.at(-1);
  switch (word) {
    case 'if':
    case 'ifdef':
    case 'ifndef': {
      // Within what is left out nothing is asked.
      const taken = isRead && (word === 'if' ? decide() : defined(macros).has(about) === (word === 'ifdef'));
      branches.push({ isRead: taken, isDone: taken });
      return true;
    }
    case 'elif': {
      if (!last) return fail(at, 'there is no #if that this belongs to');
      const isAround = branches.slice(0, -1).every((one) => one.isRead);
      last.isRead = isAround && !last.isDone && decide();
      last.isDone ||= last.isRead;
      return true;
    }
    case 'else':
      if (!last) return fail(at, 'there is no #if that this belongs to');
      last.isRead = !last.isDone;
      last.isDone = true;
      return true;
    case 'endif':
      if (!branches.pop()) return fail(at, 'there is no #if that this belongs to');
      return true;
    case 'define': {
      const made = isRead ? definition(about) : undefined;
      if (made) macros.set(made[0], made[1]);
      return true;
    }
    case 'undef':
      if (isRead && !macros.get(about)?.isAlias) macros.delete(about);
      return true;
    case 'error':
      if (isRead) fail(at, `the program is not meant to be compiled so: ${about}`);
      return true;
    default:
      return false;
  }
}

function fail(at: Span, reason: string): never {
  throw new Unreadable(at, reason);
}
