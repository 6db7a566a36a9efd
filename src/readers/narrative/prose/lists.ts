import type { Token } from '../tokens';
import { Nouns, type Known, type Noun } from './nouns';
import { verbsOf } from './verbs';
import * as words from './words';

/** A part of a list: who or what, and what is said of it behind a preposition or a colon. */
interface Part {
  noun: Noun;
  /** Where what is said begins: at a preposition, or at an ordinal. */
  at: number;
  to: number;
}

/**
 * Tokens of a sentence whose list leaves its verb out, with a verb in each part:
 * `They took their places: Jens at the bow, Kwame at the stern`, `Cards are dealt: the ace to Ann`, `Vase: Room 3`.
 */
export function withVerbsInLists(tokens: readonly Token[], known: Known): Token[] {
  const colon = tokens.findIndex(({ text }) => text === ':');
  if (colon < 1) return [...tokens];
  return record(tokens, colon, known) ?? listBehind(tokens, colon, known) ?? [...tokens];
}

/** `Hana: comic book` */
function record(tokens: readonly Token[], colon: number, known: Known): Token[] | undefined {
  const nouns = new Nouns(tokens, known);
  const [who, what] = [nouns.at(0, true), nouns.at(colon + 1, true)];
  if (who?.to !== colon || !what) return undefined;
  const all = items(tokens, colon + 1, nouns);
  if (!all || hasVerb(tokens.slice(colon + 1), known)) return undefined;
  const isPlace = what.kind === 'name' || words.SPOTS.has(what.words.at(-1) ?? '') || /\d$/.test(what.shown);
  const colonToken = tokens[colon] as Token;
  const made = isPlace ? ['is', 'in'] : ['has'];
  const article = what.kind === 'bare' && !isPlace && !what.isPlural ? ['a'] : [];
  return [...tokens.slice(0, colon), ...[...made, ...article].map((word) => wordAt(colonToken, word)), ...tokens.slice(colon + 1)]; // prettier-ignore
}

/** The nouns of a plain list; undefined when it is none. */
function items(tokens: readonly Token[], from: number, nouns: Nouns): Noun[] | undefined {
  const found: Noun[] = [];
  for (let at = from; at < tokens.length;) {
    const noun = nouns.at(at, true);
    if (!noun) return undefined;
    found.push(noun);
    at = noun.to;
    while ([',', 'and'].includes(tokens[at]?.lower ?? '')) at++;
  }
  return found;
}

function listBehind(tokens: readonly Token[], colon: number, known: Known): Token[] | undefined {
  const nouns = new Nouns(tokens, known);
  const parts: Part[] = [];
  for (let at = colon + 1; at < tokens.length;) {
    while ([',', 'and', ';', 'then', 'while'].includes(tokens[at]?.lower ?? '')) at++;
    const noun = nouns.at(at, true);
    const said = noun?.to ?? at;
    const word = tokens[said]?.lower ?? '';
    if (!noun) return undefined;
    const place = words.PREPOSITIONS.has(word) ? nouns.at(said + (tokens[said + 1]?.lower === 'of' ? 2 : 1), true) : undefined; // prettier-ignore
    const to = place?.to ?? (ORDINAL.has(word) ? said + 1 : said);
    if (to === said) return undefined;
    const rest = afterTail(tokens, to);
    if (rest === undefined) return undefined;
    parts.push({ noun, at: said, to: rest });
    at = rest;
  }
  if (parts.length < 2) return undefined;
  const before = tokens.slice(0, colon);
  const carrying = before.find(({ lower }) => verbsOf(lower).some(({ lemma }) => ['give', 'pass', 'deal', 'hand', 'send'].includes(lemma))); // prettier-ignore
  const isTo = parts.every(({ at }) => tokens[at]?.lower === 'to');
  const isDealt = carrying !== undefined && before.some(({ lower }) => words.BE.has(lower));
  if (isTo && !isDealt) return undefined;
  const verb = isTo ? 'belongs' : 'is';
  const made = parts.flatMap(({ noun, at, to }, k) => {
    const mark = tokens[at] as Token;
    const join = k === 0 ? [] : [wordAt(mark, ',', 'mark')];
    return [...join, ...tokens.slice(noun.from, noun.to), wordAt(mark, verb), ...tokens.slice(at, to)]; // prettier-ignore
  });
  return [...tokens.slice(0, colon + 1), ...made];
}

/** Where a part ends: at a comma, at `and` or at the end of all; undefined when more is said in it. */
function afterTail(tokens: readonly Token[], at: number): number | undefined {
  const next = tokens[at];
  return next === undefined || [',', 'and', ';', 'while'].includes(next.lower) ? at : undefined;
}

function hasVerb(tokens: readonly Token[], known: Known): boolean {
  return tokens.some(({ lower, kind }) => {
    if (kind !== 'word' || known.isNoun(words.singularOf(lower))) return false;
    return words.BE.has(lower) || words.HAVE.has(lower) || verbsOf(lower).some(({ form }) => form === 'third' || form === 'past'); // prettier-ignore
  });
}

function wordAt({ start, end }: Token, text: string, kind: Token['kind'] = 'word'): Token {
  return { kind, text, lower: text, possessive: false, startsLine: false, startsParagraph: false, start, end };
}

const ORDINAL = new Set('first second third fourth fifth sixth seventh eighth ninth tenth last'.split(' '));
