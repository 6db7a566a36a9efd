import { append } from '../../../../lists/append';
import { wordSet } from '../../language/word-set';
import type { Token } from '../../language/tokens';
import { Nouns } from './nouns/nouns';
import type { Known, Noun } from './nouns/noun';
import { has, verbsOf } from '../../language/verbs';
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
  if (colon < 1) return behindWith(tokens, known) ?? inverted(tokens, known) ?? [...tokens];
  return record(tokens, colon, known) ?? listBehind(tokens, colon, known) ?? [...tokens];
}

/** `They all change at once: Ann takes …`, `Each passes her card on: Ann to Ben, …`: what is told behind the colon. */
export function toldAtOnce(tokens: readonly Token[], known: Known): Token[] | undefined {
  const colon = tokens.findIndex(({ text }) => text === ':');
  const lead = tokens.slice(0, Math.max(0, colon));
  const text = lead.map(({ lower }) => lower).join(' ');
  const isAll = /\b(?:everyone|everybody|each|all|both|at once|simultaneously|at the same time)\b/.test(text);
  const moves = lead.some(({ lower }) =>
    verbsOf(lower).some(({ lemma }) => ['exchange', 'carry', 'take'].some((sense) => has(lemma, sense as 'take'))),
  );
  if (colon < 1 || !isAll || !moves) return undefined;
  const rest = tokens.slice(colon + 1);
  const mark = tokens[colon] as Token;
  const said = partsOf(rest, known);
  if (!said?.every(({ at }) => rest[at]?.lower === 'to')) return hasVerb(rest, known) ? rest : undefined;
  return said.flatMap(({ noun, at, to }, k) => {
    const who = rest.slice(noun.from, noun.to);
    const join = k === 0 ? [] : [wordAt(mark, ',', 'mark')];
    return [
      ...join,
      ...who,
      ...['gives', 'what'].map((word) => wordAt(mark, word)),
      ...who,
      wordAt(mark, 'has'),
      ...rest.slice(at, to),
    ];
  });
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
  return [
    ...tokens.slice(0, colon),
    ...[...made, ...article].map((word) => wordAt(colonToken, word)),
    ...tokens.slice(colon + 1),
  ];
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

/** The parts of a list without verbs; undefined when it is none. */
function partsOf(tokens: readonly Token[], known: Known, from = 0): Part[] | undefined {
  const nouns = new Nouns(tokens, known);
  const parts: Part[] = [];
  for (let at = from; at < tokens.length;) {
    while ([',', 'and', ';', 'then', 'while'].includes(tokens[at]?.lower ?? '')) at++;
    const noun = nouns.at(at, true);
    const isShown = STATES.test(`${tokens[(noun?.to ?? 0) - 1]?.lower ?? ''} ${tokens[noun?.to ?? 0]?.lower ?? ''}`);
    const said = (noun?.to ?? at) - (isShown ? 1 : 0);
    const word = tokens[said]?.lower ?? '';
    if (!noun) return undefined;
    // `up front`
    if (word === 'up' && tokens[said + 1]?.lower === 'front') {
      parts.push({ noun, at: said, to: said + 2 });
      at = said + 2;
      continue;
    }
    const place = words.PREPOSITIONS.has(word)
      ? nouns.at(said + (tokens[said + 1]?.lower === 'of' ? 2 : 1), true)
      : undefined;
    const state = STATES.test(`${word} ${tokens[said + 1]?.lower ?? ''}`)
      ? 2
      : /^(?:on|off)$/.test(word) && !place
        ? 1
        : 0;
    const to = state > 0 ? said + state : (place?.to ?? (ORDINAL.has(word) ? said + 1 : said));
    if (to === said) return undefined;
    const rest = afterTail(tokens, to);
    if (rest === undefined) return undefined;
    parts.push({ noun, at: said, to: rest });
    at = rest;
  }
  return parts.length > 1 ? parts : undefined;
}

function listBehind(tokens: readonly Token[], colon: number, known: Known): Token[] | undefined {
  const parts = partsOf(tokens, known, colon + 1);
  if (!parts) return undefined;
  const before = tokens.slice(0, colon);
  const carrying = before.find(({ lower }) =>
    verbsOf(lower).some(({ lemma }) => ['give', 'pass', 'deal', 'hand', 'send'].includes(lemma)),
  );
  const isTo = parts.every(({ at }) => tokens[at]?.lower === 'to');
  const isDealt = carrying !== undefined && before.some(({ lower }) => words.BE.has(lower));
  if (isTo && !isDealt) return undefined;
  // `Cards are dealt: the ace to Ann`: it is with her then
  const said = (at: number, to: number) =>
    isTo ? [wordAt(tokens[at] as Token, 'with'), ...tokens.slice(at + 1, to)] : tokens.slice(at, to);
  return [...tokens.slice(0, colon + 1), ...withIs(tokens, parts, said)];
}

/** `Dele is in goal, Finn is in defence` */
function withIs(
  tokens: readonly Token[],
  parts: readonly Part[],
  said: (at: number, to: number) => Token[] = (at, to) => tokens.slice(at, to),
): Token[] {
  return parts.flatMap(({ noun, at, to }, k) => {
    const mark = tokens[at] as Token;
    const join = k === 0 ? [] : [wordAt(mark, ',', 'mark')];
    return [...join, ...tokens.slice(noun.from, Math.min(noun.to, at)), wordAt(mark, 'is'), ...said(at, to)];
  });
}

/** `We lined up with Dele in goal, Finn in defence and Yuki up front`: there they are. */
function behindWith(tokens: readonly Token[], known: Known): Token[] | undefined {
  const at = tokens.findIndex(({ lower }) => lower === 'with');
  if (at < 2) return undefined;
  const lead = tokens.slice(0, at);
  const parts = partsOf(tokens, known, at + 1);
  const moves = lead.some(({ lower }) =>
    verbsOf(lower).some(
      ({ lemma }) => !has(lemma, 'stay') && ['exchange', 'carry', 'take'].some((sense) => has(lemma, sense as 'take')),
    ),
  );
  const areHere = parts?.every(
    ({ noun, at: said }) =>
      (noun.kind === 'name' || noun.kind === 'indefinite') &&
      (words.PLACING.has(tokens[said]?.lower ?? '') || ['at', 'up'].includes(tokens[said]?.lower ?? '')),
  );
  if (!parts || !areHere || moves || !lead.some(({ lower }) => verbsOf(lower).length > 0 || words.BE.has(lower)))
    return undefined;
  const mark = tokens[at] as Token;
  const comma = lead.at(-1)?.text === ',' ? lead.slice(0, -1) : lead;
  return [...comma, wordAt(mark, ':', 'mark'), ...withIs(tokens, parts)];
}

/** `At table one sits Ada, at table two sits Ben`: each before the verb. */
function inverted(tokens: readonly Token[], known: Known): Token[] | undefined {
  const nouns = new Nouns(tokens, known);
  const made: Token[] = [];
  for (let at = 0; at < tokens.length;) {
    const from = at;
    while ([',', 'and'].includes(tokens[at]?.lower ?? '')) at++;
    const joins = tokens.slice(from, at);
    const isPlace = words.PLACING.has(tokens[at]?.lower ?? '') || tokens[at]?.lower === 'at';
    const place = isPlace ? nouns.at(at + 1, true) : undefined;
    const verb = tokens[place?.to ?? -1];
    const isStay = verbsOf(verb?.lower ?? '').some(
      ({ lemma, form }) => (form === 'third' || form === 'past') && has(lemma, 'stay') && lemma !== 'leave',
    );
    const who = place && verb && (isStay || words.BE.has(verb.lower)) ? nouns.at(place.to + 1, true) : undefined;
    if (!place || !verb || who?.kind !== 'name' || who.owner) return undefined;
    const into = tokens[at] as Token;
    append(made, [
      ...joins,
      ...tokens.slice(who.from, who.to),
      verb,
      { ...into, text: into.lower },
      ...tokens.slice(at + 1, place.to),
    ]);
    at = who.to;
  }
  return made;
}

/** Where a part ends: at a comma, at `and` or at the end of all; undefined when more is said in it. */
function afterTail(tokens: readonly Token[], at: number): number | undefined {
  const next = tokens[at];
  return next === undefined || [',', 'and', ';', 'while'].includes(next.lower) ? at : undefined;
}

function hasVerb(tokens: readonly Token[], known: Known): boolean {
  return tokens.some(({ lower, kind }) => {
    if (kind !== 'word' || known.isNoun(words.singularOf(lower))) return false;
    return (
      words.BE.has(lower) ||
      words.HAVE.has(lower) ||
      verbsOf(lower).some(({ form }) => form === 'third' || form === 'past')
    );
  });
}

function wordAt({ start, end }: Token, text: string, kind: Token['kind'] = 'word'): Token {
  return { kind, text, lower: text, possessive: false, startsLine: false, startsParagraph: false, start, end };
}

/** `heads up` */
const STATES = /^(?:heads|tails|face) (?:up|down)$/;
const ORDINAL = wordSet('first second third fourth fifth sixth seventh eighth ninth tenth last');
