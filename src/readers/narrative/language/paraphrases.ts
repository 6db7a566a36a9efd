import { append } from '../../../lists/append';
import { finiteForms } from './inflect';
import { ACTS } from './acts';
import type { Segment } from './sentences';
import { endToken, type Token } from './tokens';

/**
 * Other ways to say what the readers know: what is said, as a regular expression over the words of a sentence parted by blanks (a
 * quotation is one word), and how else to say it. `<x>` stands for the words of the group `x`, `.` parts sentences. A rule for a
 * `whole` sentence leaves it as it is unless it fits from its beginning to its end.
 */
interface Paraphrase {
  said: string;
  as: string;
  isWhole?: boolean;
  /** Only before anything is exchanged: it tells how things are at first. */
  isFirst?: boolean;
}

/** Parts of expressions, by their names in braces. */
const PARTS: Readonly<Record<string, string>> = {
  name: String.raw`(?:(?:Mr|Mrs|Ms|Dr|Aunt|Uncle|Lady|Lord|Sir|Captain) )?(?!(?:The|A|An|Then|After|Before|Later|Next|Now|On|In|At|When|While|His|Her|Their|He|She|They|It|And|But|So|Everyone|Each|All|Both|Finally|First)\b)\p{Lu}[\p{L}\p{M}’'-]*(?<!['’]s)`,
  he: '(?:he|she|they|He|She|They)',
  noun: String.raw`(?:\p{Ll}[\p{L}-]*)`,
  swap: `(?:${finiteForms(ACTS.exchange.verbs).join('|')})`,
  times: '(?:one|two|three|four|five|1|2|3|4|5)',
  be: '(?:is|was|has|had|have|are|were)',
  feeling:
    '(?:cold|hungry|thirsty|angry|sick|ill|wet|mad|sad|sleepy|tired|bored|scared|worried|confused|excited|engaged|married|promoted|divorced|nervous|jealous|lonely|dizzy|better|worse)',
  spot: '(?:seat|chair|place|spot|desk|stool|bench|step|position|table)',
};
const expanded = (text: string) =>
  text.replace(/\{names\}/g, '{name}(?: , (?:and )?{name})*(?:(?: ,)? and {name})?').replace(/(?<!\\[pP])\{([a-z]+)\}/g, (_, part: string) => PARTS[part] ?? ''); // prettier-ignore

const RULES: readonly (Paraphrase & { pattern: RegExp })[] = (
  [
    // `June's is long`, of straws that each one has
    { said: String.raw`(?<who>{name})'s (?:is|was) (?<adjective>{noun})(?= ,| and|$)`, as: '<who> has the <adjective> {it}', isFirst: true },
    { said: String.raw`Mine (?:is|was) (?<adjective>{noun})(?= ,| and|$)`, as: 'I have the <adjective> {it}', isFirst: true },
    // `Ella's seat is 4A, and Gwen's is 4C`
    { said: String.raw`(?<who>{name})'s (?<spot>{spot}) (?:is|was) (?:number )?(?<label>\d+[A-Z]?|[A-Z])(?= ,| and|$)`, as: '<who> is in <spot> <label>', isFirst: true },
    { said: String.raw`(?<=is in (?<spot>{spot}) \S+ (?:.* )?)(?<who>{name})'s (?:is|was) (?:number )?(?<label>\d+[A-Z]?|[A-Z])(?= ,| and|$)`, as: '<who> is in <spot> <label>', isFirst: true },
    // `works the night shift`, `is on the night shift`
    { said: String.raw`(?:is on|was on|(?:works|worked|covers|does)(?=.* , {name} the| the .* and {name} the)) (?<what>the {noun} shift)`, as: 'has <what>' },
    { said: String.raw`(?<!(?:works|worked) (?!the ){noun}.*)(?:works|worked|covers|does) (?<what>the {noun} shift)(?!.* (?:works|worked) (?!the ))`, as: 'has <what>', isFirst: true },
    { said: String.raw`(?<who>[Ww]ho)'s on (?<what>the {noun} shift)`, as: '<who> has <what>' },
    // `the jar labelled "tea"`
    { said: String.raw`(?<the>the|a|an|The|A) (?<noun>{noun}) (?:that is |which is )?(?:labelled|labeled|marked) (?<label>"[^"]*")`, as: '<the> <label> <noun>' },
    // `The blue jar has sugar in it, the red jar has flour`
    { said: String.raw`(?<what>(?:[Tt]he|{name}'s) (?:{noun} ){1,3}?)(?:has|had) (?<in>(?:{noun} ){1,4}?)(?:in|inside) it`, as: '<what> contains <in>', isFirst: true },
    { said: String.raw`(?<=contains (?:.* )?)(?<what>the (?:{noun} ){1,3}?)(?:has|had) (?<in>(?:(?!in ){noun} ?){1,3})(?= ,| and|$)`, as: '<what> contains <in>', isFirst: true },
    { said: String.raw`at a (?:round|circular) table(?: , in (?:that|this) order(?: clockwise)?)?(?= |$)`, as: 'in a circle' },
    { said: String.raw`Going clockwise , (?<who>{names}) (?:sit|stand|are seated|sat) .*`, as: '<who> sit in a circle', isWhole: true },
    { said: String.raw`(?<count>{times}) (?<spot>{spot}s?) on(?= (?:counter|anti)?clockwise| to the|$)`, as: '<count> <spot>' },
    { said: String.raw`In a circle (?:stand|sit|are) (?<who>{names})(?: ,)? clockwise`, as: '<who> sit in a circle', isWhole: true },
    { said: String.raw`^For the (?:(?:first|second|third|fourth|last|next|final) )?(?:song|round|game|act|encore|dance|set|race|photo|half|scene|match|show|verse|lesson|trip)(?: ,)?`, as: 'Later ,' },
    // `Ann and Ben have to swap hats, which they do`
    { said: String.raw`(?<who>{names}) (?:have|had|need|needed|want|wanted|decide|decided|agree|agreed|promise|promised|are told|were told|are asked|were asked) to (?<deed>{swap}(?: [\p{L}]+){0,4}) , (?:which|and(?: so)?|so) they (?:do|did)`, as: '<who> <deed>', isWhole: true },
    // `Cora got sick of it and swapped with Dino`
    { said: String.raw`(?<who>{name}|{he}) (?:got|gets|was|is|became|becomes|felt|feels|grew|grows) (?:tired|sick|bored|jealous|curious|greedy|cold|hungry|impatient|generous|nervous|scared|unhappy)(?: (?:of|about|with) (?:it|this|that))? and (?<deed>{swap} .*)`, as: '<who> <deed>' },
    // `falls in love with the cat and trades his parrot for it`
    { said: String.raw`(?<who>{name}|{he}) (?:falls? in love with|fell in love with|likes?|liked|loves?|loved|prefers?|preferred|envies|envied|spots|spotted|admires?|admired) (?<what>(?:the|{name}'s) {noun}(?: {noun})?)(?: (?:so much|more|better))?(?: and| , so (?:he|she)) (?<deed>{swap} (?:his|her) {noun}(?: {noun})?) for it`, as: '<who> <deed> for <what>', isWhole: true },
    // `"Swap with me," said Ann to Ben, and he did`
    { said: String.raw`"(?:[Pp]lease,?_)?(?:[Ss]wap|[Tt]rade|[Ss]witch)(?:_{noun})?_with_me[^"]*" (?:, )?(?:said|says|asked|asks|told|tells|begged|begs) (?<who>{name}) (?:to )?(?<other>{name}) , (?:and|so) {he} (?:did|does|agreed|agrees)`, as: '<who> swaps with <other>', isWhole: true },
    { said: String.raw`.*{swap}(?: things| them)? (?:like this|as follows|this way|in this order) : (?<one>{name}) (?:with|and|for) (?<other>{name})(?: , (?<rest>.*)| and (?<more>.*))?`, as: '<one> swaps with <other> . swap as follows : <rest> <more>', isWhole: true },
    // `The teacher asked Ann and Ben to change places, and they did`
    { said: String.raw`(?:The|My|Our|Their|His|Her) (?:{noun} ){1,2}(?:asked|asks|told|tells|begged|ordered|instructed) (?<who>{names}) to (?<deed>(?:{swap}|change)(?: \p{L}+){0,3}) , (?:which|and|so) (?:so )?they (?:did|do)`, as: '<who> <deed>', isWhole: true },
    // `was cast as the king, Cora as the jester`
    { said: String.raw`(?<who>{name}) (?:was|is) (?:cast|chosen|picked|dressed|booked) as the`, as: '<who> is the', isFirst: true },
    { said: String.raw`(?<=is the (?:.* )?)(?<who>{name}) as the`, as: '<who> the', isFirst: true },
    // `bought a ticket for Friday, Sue for Saturday`
    { said: String.raw`(?<who>{name}) (?:bought|got|won|drew|ordered) (?<a>an?) (?<noun>ticket|pass|card|coupon|voucher) (?<to>for|to)`, as: '<who> has <a> <noun> <to>', isFirst: true },
    { said: String.raw`(?<=has (?<a>an?|the) (?<noun>{noun}) (?<to>for|to) (?:.* )?)(?<who>{name}) \k<to>`, as: '<who> has <a> <noun> <to>', isFirst: true },
    // `is driving`, of those who change seats
    { said: String.raw`(?<who>{name}) is driving(?= ,.* seat)`, as: "<who> is in the driver's seat", isFirst: true },
    { said: String.raw`(?:We|They|{names}) (?:set|sets|left|drove|drive|are|were|went|start|started|travel|travelled)\b[^,]* with (?<who>{name}) (?:driving|at the wheel)(?: ,)? (?<rest>.*)`, as: "<who> is in the driver's seat , <rest>", isWhole: true, isFirst: true },
    { said: String.raw`(?<who>{name}) is riding shotgun`, as: '<who> is in the passenger seat', isFirst: true },
    // `Who sits where Cat sat at the start?`
    { said: String.raw`(?<who>[Ww]ho) (?:sits|is sitting|stands|is) (?:now )?where (?<other>{name}) (?:sat|was|stood|was sitting)(?: at the (?:start|beginning)| at first| before| originally)?$`, as: "<who> sits in <other's> seat" },
    // `Three shells lie on the table, left, middle and right`
    { said: String.raw`(?:Three|3) (?<noun>{noun}?)s (?:lie|stand|are|sit) on (?:the|a) {noun} , (?:a )?(?<a>left) , (?:a )?(?<b>middle) (?:, )?and (?:a )?(?<c>right)`, as: 'On the table stand the <a> <noun> , the <b> <noun> and the <c> <noun>', isWhole: true, isFirst: true },
    { said: String.raw`(?<head>(?:Our|The|My|Their|An?) {noun} (?:has|have) (?:two|three|four|five|six) {noun}) : one .*`, as: '<head>', isWhole: true, isFirst: true },
    // `Maike the second`, of appointments
    { said: String.raw`(?<=(?:has|have|had|holds|gets|got) the (?:first|second|early|earliest) (?<noun>{noun}) (?:.* )?)(?<who>{name}) (?:has )?the (?<rank>second|third|fourth|fifth|last|late|latest)(?= ,| and|$)`, as: '<who> has the <rank> <noun>', isFirst: true },
    // `Three cards lie face down: on the left the queen, in the middle the ten and on the right the ace`
    { said: String.raw`(?:(?:[Tt]hree|3) {noun} (?:lie|stand|are|sit|lay|stood|were)[^:]* : )?(?<in>[Oo]n|[Tt]o) the left (?:is |lies |stands |sits |was |lay )?(?<a>(?:the|a|an) [^,]*?) , in the (?:middle|centre|center) (?:is |lies |stands |sits |was |lay )?(?<b>(?:the|a|an) [^,]*?)(?: ,)?(?: and)? (?:on|to) the right (?:is |lies |stands |sits |was |lay )?(?<c>(?:the|a|an) [^,]*)`, as: '<a> is on the left , <b> is in the middle and <c> is on the right', isWhole: true, isFirst: true },
    // `We only have one charger in the house, and this morning Ella had it`
    { said: String.raw`We (?:only |just )?(?:have|had|own|owned|share|shared)(?: only| just)? (?:one|a single) (?<what>{noun}(?: {noun})??)(?: (?:in|at|on|for) (?:the|our|all) [^,]*?)? (?:, )?(?:and|but|so) (?<rest>.*)`, as: 'There is one <what> . <rest>', isWhole: true, isFirst: true },
    // `She slides the middle cup and the right cup past each other`
    { said: String.raw`(?:slides|slid|moves|moved|pushes|pushed|pulls|pulled) (?<what>the [^,]*?) past each other(?: (?:so that|so|until) they (?:trade|traded|swap|swapped|switch|switched|change|changed) places)?`, as: 'swaps <what>' },
    // `is nice enough to swap`
    { said: String.raw`(?<be>is|was|are|were) (?:so |very )?(?:kind|nice|good|generous|sweet|brave|clever|quick) enough to (?<deed>\p{Ll}+)`, as: 'does <deed>' },
    // `The waiter got it wrong and gave …`
    { said: String.raw`(?:got|gets) (?:it|them|everything|things|the orders?) (?:all )?(?:wrong|mixed up) and`, as: '' },
    // `carried it over to Mrs Lund, but nobody was home`: it stays with whoever carried it
    { said: String.raw`(?<who>.*?) (?:carried|carries|took|takes|brought|brings) (?:it|them|the {noun}|{name}'s {noun}) (?:over |round |around |back |up |down )*to (?:{name}|(?:the|her|his|their|my) {noun}) , but (?:nobody|no one|she|he|they) (?:was|were|is|are) (?:not )?(?:home|at home|in|there|out|away)`, as: '<who> waited', isWhole: true },
    // `turns the radio off and the heater on`
    { said: String.raw`(?<verb>turns?|turned|switch|switches|switched) (?<a>(?:the|his|her|their|my|our) (?:{noun} ){1,3}?)(?<one>on|off) (?:, )?and (?<b>(?:the|his|her|their|my|our) (?:{noun} ){1,3}?)(?<two>on|off)(?= ,| and| again|$)`, as: '<verb> <a> <one> and <verb> <b> <two>' },
    // `frees her`, who goes nowhere by it
    { said: String.raw`(?:frees|unties)(?= (?:her|him|them|the|{name}))`, as: 'greets' },
    { said: String.raw`(?<!{be} )(?:freed|untied)(?= (?:her|him|them|the|{name}))`, as: 'greeted' },
    // `gets cold`, which is nothing that one has
    { said: String.raw`gets (?<how>(?:very |so |too )?{feeling})(?= |$)`, as: 'feels <how>' },
    { said: String.raw`(?<!{be} )got (?<how>(?:very |so |too )?{feeling})(?= |$)`, as: 'felt <how>' },
    // `Furious, the bard trades …`
    { said: String.raw`(?:Furious|Angry|Delighted|Disappointed|Annoyed|Bored|Tired|Exhausted|Hungry|Thirsty|Curious|Excited|Relieved|Surprised|Confused|Embarrassed|Amused|Satisfied|Jealous|Nervous|Worried|Upset|Grateful|Smiling|Laughing|Sighing|Grinning|Happy|Sad|Unhappy|Impatient|Generous|Kind)(?: (?:and|but) {noun})?(?: (?:about|at|with|to) (?:this|that|it|see it|hear it))? ,(?= (?:the|he|she|they|{name}) )`, as: '' },
    { said: String.raw`(?:[Aa]nd )?last but not least(?: ,)?`, as: '' },
    // rows
    { said: String.raw`(?:There's|There (?:is|was)) a (?:queue|line)[^:]* : (?<rest>.*)`, as: '<rest>', isWhole: true },
    { said: String.raw`(?<who>{name}) is first , (?<other>{name}) is second(?= |$)`, as: '<who> is first in line , <other> is second' },
    { said: String.raw`(?<who>{name})(?<rest>(?: , {name})*(?: ,)? and {name}) (?:(?:stand|wait|stood|waited|are standing|are waiting|were standing|were waiting|are|were)) in (?:a )?(?:line|queue)(?: , (?:in (?:that|this) order|\k<who> (?:in front|first|at the front)))`, as: '{ranks}', isWhole: true },
    { said: String.raw`(?<who>{name}) lets? (?<other>{name}) (?:go|pass|stand|step|cut)(?: in)? (?:ahead|in front) of (?:him|her|them)`, as: '<other> moves ahead of <who>' },
    { said: String.raw`(?:cuts|cut|jumps|jumped|skips|skipped|sneaks|sneaked|pushes|pushed|dashes|dashed|moves up|moved up) to the (?:front|head)(?: of the (?:line|queue))?(?= |$)`, as: 'goes to the front of the line' },
    // `what was in the blue jar`
    { said: String.raw`(?<={swap} (?:.* )?)what (?:is|was) (?:in|on|inside) (?<where>the (?:{noun} ?){1,3}?)(?= with| and| for| ,|$)`, as: 'the contents of <where>' },
    { said: String.raw`(?<={swap} (?:.* )?)(?<where>the (?:{noun} ){0,2}{noun})'s contents with (?<there>the (?:{noun} ){0,2}{noun})'s(?= ,|$)`, as: 'the contents of <where> and <there>' },
    { said: String.raw`(?<={swap} )(?<what>the contents of the (?:{noun} ){1,3}?)with the contents of (?<where>the)`, as: '<what> and <where>' },
    { said: String.raw`(?<what>[Ww]hat) (?:position|role|part|post|instrument) (?<is>is|was) (?<who>{name}) (?<verb>playing)`, as: '<what> <is> <who> <verb>' },
    // `are in a spelling bee and wear numbers 7, 8 and 9`
    { said: String.raw`(?<who>{names}) (?:are|were) (?:in|at|on) (?:a|the) (?:{noun} ){1,3}and (?<deed>(?:wear|wore|have|had|hold|held|carry|carried) .*)`, as: '<who> <deed>', isWhole: true },
    // `Before, Ann had had the pen`, behind one exchange
    { said: String.raw`Before(?: that)? , (?<who>{name}) (?:had had|had|has) (?<rest>.*)`, as: 'At first <who> had <rest>', isWhole: true },
  ] as const satisfies readonly Paraphrase[]
).map((rule) => ({
  ...rule,
  pattern: new RegExp(
    'isWhole' in rule ? `^(?<lead>(?:(?:Then|Later|Next|So|Finally|Now|And|But|After that)(?: ,)? )?)${expanded(rule.said)}$` : `(?<![^ ])${expanded(rule.said)}`,
    'du',
  ),
})); // prettier-ignore

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
  return segments.flatMap((segment) => {
    if (segment.tokens.length > LONGEST || !segment.tokens.some(({ kind }) => kind === 'word')) return [segment];
    it = EACH_HAS.exec(rendered(segment.tokens).text.trim())?.groups?.it ?? it;
    let all = [segment];
    for (const rule of RULES) {
      if ((rule.as.includes('{it}') && it === undefined) || (rule.as.startsWith('At first') && events !== 1)) continue;
      if ('isFirst' in rule && events > 0) continue;
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
  const whole = (range: readonly [number, number]) => tokens.filter((_, k) => (starts[k] ?? 0) >= range[0] && (starts[k] ?? 0) < range[1]); // prettier-ignore
  const [first] = whole([from, to]);
  if (!first) return undefined;
  // What is put in stands for all of it; words that change their order, too.
  const all = { start: first.start, end: whole([from, to]).at(-1)?.end ?? first.end };
  const groups = [...as.matchAll(/<(\w+)(?:'s)?>/g)].map(([, name = '']) => match.indices?.groups?.[name]?.[0] ?? -1).filter((start) => start >= 0); // prettier-ignore
  const areInOrder = groups.every((start, k) => start >= (groups[k - 1] ?? 0));
  const sentences: Token[][] = [whole([0, from])];
  const add = (said: string) => {
    const word = said.replace(/'s$/, '');
    sentences.at(-1)?.push({ ...first, ...all, kind: word === ',' || word === ':' ? 'mark' : 'word', text: word, lower: word.toLowerCase(), possessive: word !== said }); // prettier-ignore
  };
  const put = (words: readonly Token[]) => {
    for (const token of words)
      sentences.at(-1)?.push({ ...token, ...(!areInOrder && all), ...(token.kind === 'quote' && { kind: 'word' as const }) }); // prettier-ignore
  };
  const group = (name: string) => match.indices?.groups?.[name];
  for (const word of `<lead> ${as}`.split(' ')) {
    const [, name, of] = /^<(\w+)('s)?>$/.exec(word) ?? [];
    if (word === '') continue;
    if (word === '.') sentences.push([]);
    else if (word === '{it}') add(it);
    else if (word === '{ranks}') {
      const names = inside(group('who') ?? [0, 0]).concat(inside(group('rest') ?? [0, 0])).filter(({ text: each }) => each !== ',' && each !== 'and'); // prettier-ignore
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
