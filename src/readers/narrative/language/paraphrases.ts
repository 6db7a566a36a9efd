import { append } from '../../../lists/append';
import { finiteForms } from './inflect';
import { ACTS } from './acts';
import type { Segment } from './sentences';
import { RULES } from './paraphrase-rules';
import { endToken, type Token } from './tokens';

/** What is longer than this, in words, is no sentence of everyday: a bound on the time. */
const LONGEST = 150;
/** More often no rule is applied to a sentence. */
const MOST = 30;
const EACH_HAS =
  /\b(?:[Ee]ach|[Aa]ll|[Ee]veryone|[Ee]verybody) (?:of (?:them|us) )?(?:picked|picks|pick|draws|draw|drew|got|gets|get|has|had|have|hold|holds|held|take|took|choose|chose|bought|buys) (?:a|an|one) (?<it>\p{Ll}[\p{L}-]*)(?: (?:at|in|on|for|from) [^,]*)?$/u;
const RANKS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** Sentences, told as the readers know them: one may become several. */
export function paraphrased(segments: readonly Segment[]): Segment[] {
  let it: string | undefined;
  let events = 0;
  const changed = new Set(
    segments.flatMap(({ tokens }) =>
      tokens.flatMap(({ lower }, k) =>
        tokens.slice(Math.max(0, k - 3), k).some((token) => EXCHANGES.has(token.lower)) ? [lower] : [],
      ),
    ),
  );
  const changes = (nouns: ReadonlySet<string>) => [...nouns].some((noun) => changed.has(noun));
  return segments.flatMap((segment) => {
    if (segment.tokens.length > LONGEST || !segment.tokens.some(({ kind }) => kind === 'word')) return [segment];
    it = EACH_HAS.exec(rendered(segment.tokens).text.trim())?.groups?.it ?? it;
    let all = [segment];
    for (const rule of RULES) {
      if ((rule.as.includes('{it}') && it === undefined) || (rule.as.startsWith('At first') && events !== 1)) continue;
      if (
        (rule.isFirst && events > 0) ||
        (rule.isOfRoles && !changes(ROLES)) ||
        (rule.isOfPartners && !changes(PARTNERS))
      )
        continue;
      let left = MOST;
      for (let at = 0; at < all.length && left > 0; left--) {
        const told = applied(all[at] as Segment, rule, it ?? '');
        if (told) all = [...all.slice(0, at), ...told, ...all.slice(at + 1)];
        else at++;
      }
    }
    events += all.filter(({ tokens }) => tokens.some(({ lower }) => EXCHANGES.has(lower))).length;
    return all;
  });
}

const ROLES: ReadonlySet<string> = new Set([
  'roles',
  'parts',
  'voices',
  'jobs',
  'positions',
  'characters',
  'duties',
  'classes',
  'costumes',
]);
const PARTNERS: ReadonlySet<string> = new Set(['partners', 'partner', 'pairs', 'teammates']);
const EXCHANGES: ReadonlySet<string> = new Set(finiteForms(ACTS.exchange.verbs));

/** What a sentence is by a rule; undefined where it does not fit. */
function applied(segment: Segment, { pattern, as }: (typeof RULES)[number], it: string): Segment[] | undefined {
  const tokens = segment.tokens.filter(({ kind }) => kind !== 'end');
  const { text, starts } = rendered(tokens);
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [from, to] = match.indices?.[0] ?? [0, 0];
  const inside = ([start, end]: readonly [number, number]) =>
    tokens.flatMap((token, k): Token[] => {
      const at = starts[k] ?? 0;
      if (at < start || at >= end) return [];
      // Only the name of `Ann's`, and what is counted of `shells`
      const word = token.text.slice(0, end - at);
      const isCut = token.kind === 'word' && at + token.text.length >= end;
      return [isCut ? { ...token, text: word, lower: word.toLowerCase(), possessive: false } : token];
    });
  const whole = (range: readonly [number, number]) =>
    tokens.filter((_, k) => (starts[k] ?? 0) >= range[0] && (starts[k] ?? 0) < range[1]);
  const [first] = whole([from, to]);
  if (!first) return undefined;
  // What is put in stands for all of it; words that change their order, too.
  const all = { start: first.start, end: whole([from, to]).at(-1)?.end ?? first.end };
  const groups = [...as.matchAll(/<(\w+)(?:'s)?>/g)]
    .map(([, name = '']) => match.indices?.groups?.[name]?.[0] ?? -1)
    .filter((start) => start >= 0);
  const areInOrder = groups.every((start, k) => start >= (groups[k - 1] ?? 0));
  const sentences: Token[][] = [whole([0, from])];
  const add = (said: string) => {
    const word = said.replace(/'s$/, '');
    sentences.at(-1)?.push({
      ...first,
      ...all,
      kind: word === ',' || word === ':' ? 'mark' : 'word',
      text: word,
      lower: word.toLowerCase(),
      possessive: word !== said,
    });
  };
  const put = (words: readonly Token[]) => {
    for (const token of words)
      sentences
        .at(-1)
        ?.push({ ...token, ...(!areInOrder && all), ...(token.kind === 'quote' && { kind: 'word' as const }) });
  };
  const group = (name: string) => match.indices?.groups?.[name];
  for (const word of `<lead> ${as}`.split(' ')) {
    const [, name, of] = /^<(\w+)('s)?>$/.exec(word) ?? [];
    if (word === '') continue;
    if (word === '.') sentences.push([]);
    else if (word === '{it}') add(it);
    else if (word === '{ranks}') {
      const names = inside(group('who') ?? [0, 0])
        .concat(inside(group('rest') ?? [0, 0]))
        .filter(({ text: each }) => each !== ',' && each !== 'and');
      if (names.length > RANKS.length) return undefined;
      for (const [k, each] of names.entries()) {
        if (k > 0) add(',');
        put([each]);
        for (const said of ['is', RANKS[k] ?? '', ...(k === 0 ? ['in', 'line'] : [])]) add(said);
      }
    } else if (name === undefined) add(word);
    else {
      put(inside(group(name) ?? [0, 0]));
      const last = sentences.at(-1)?.at(-1);
      if (of !== undefined && last) sentences.at(-1)?.splice(-1, 1, { ...last, possessive: true });
    }
  }
  append(sentences.at(-1) ?? [], whole([to, text.length]));
  return sentences
    .filter((words) => words.length > 0 && words.at(-1)?.text !== ':')
    .map((words) => ({ tokens: [...words, endToken(words.at(-1)?.end ?? all.end)], mark: segment.mark }));
}

/** The words parted by blanks, and where each begins. */
function rendered(tokens: readonly Token[]): { text: string; starts: number[] } {
  const starts: number[] = [];
  let text = '';
  for (const { kind, text: word, possessive } of tokens) {
    if (text !== '') text += ' ';
    starts.push(text.length);
    text += kind === 'quote' ? `"${word.replace(/\s/g, '_')}"` : possessive ? `${word}'s` : word;
  }
  return { text, starts };
}
