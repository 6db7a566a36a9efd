import { wordSet } from './word-set';
/** The forms of an English verb: `gives`, `gave`, `given`, `giving`. */
export interface Forms {
  third: string;
  past: string;
  participle: string;
  ing: string;
}

/** Past and participle of verbs that do not add `-ed`; a second form is the participle. */
const IRREGULAR: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'be:was/been give:gave/given take:took/taken get:got/got put:put/put set:set/set lay:laid/laid lie:lay/lain sit:sat/sat stand:stood/stood ' +
    'hang:hung/hung hold:held/held keep:kept/kept leave:left/left bring:brought/brought buy:bought/bought sell:sold/sold ' +
    'send:sent/sent lend:lent/lent steal:stole/stolen throw:threw/thrown fling:flung/flung slide:slid/slid hide:hid/hidden ' +
    'stick:stuck/stuck go:went/gone come:came/come run:ran/run fly:flew/flown drive:drove/driven ride:rode/ridden swim:swam/swum ' +
    'creep:crept/crept sweep:swept/swept choose:chose/chosen find:found/found win:won/won wear:wore/worn bear:bore/borne draw:drew/drawn ' +
    'catch:caught/caught make:made/made let:let/let tell:told/told say:said/said think:thought/thought know:knew/known ' +
    'see:saw/seen hear:heard/heard feel:felt/felt fall:fell/fallen rise:rose/risen begin:began/begun sing:sang/sung ring:rang/rung ' +
    'blow:blew/blown eat:ate/eaten drink:drank/drunk sleep:slept/slept read:read/read write:wrote/written speak:spoke/spoken ' +
    'break:broke/broken forget:forgot/forgotten lose:lost/lost meet:met/met pay:paid/paid burst:burst/burst shut:shut/shut ' +
    'cut:cut/cut hit:hit/hit hurt:hurt/hurt beat:beat/beaten grow:grew/grown become:became/become understand:understood/understood ' +
    'spend:spent/spent strike:struck/struck shake:shook/shaken show:showed/shown shine:shone/shone wake:woke/woken spin:spun/spun ' +
    'swing:swung/swung stink:stank/stunk light:lit/lit do:did/done have:had/had start:started/started teach:taught/taught ' +
    'bend:bent/bent build:built/built sink:sank/sunk spring:sprang/sprung tear:tore/torn weep:wept/wept mean:meant/meant ' +
    'spread:spread/spread deal:dealt/dealt stow:stowed/stowed bite:bit/bitten bet:bet/bet seek:sought/sought swear:swore/sworn ' +
    'dig:dug/dug lead:led/led wind:wound/wound cling:clung/clung sling:slung/slung string:strung/strung split:split/split spit:spat/spat shed:shed/shed bid:bid/bid rid:rid/rid cast:cast/cast cost:cost/cost thrust:thrust/thrust speed:sped/sped flee:fled/fled kneel:knelt/knelt grind:ground/ground arise:arose/arisen sew:sewed/sewn overtake:overtook/overtaken mistake:mistook/mistaken undertake:undertook/undertaken withdraw:withdrew/withdrawn rehang:rehung/rehung overhear:overheard/overheard oversee:oversaw/overseen foresee:foresaw/foreseen upset:upset/upset undo:undid/undone slay:slew/slain forbid:forbade/forbidden tread:trod/trodden wring:wrung/wrung outrun:outran/outrun sting:stung/stung shrink:shrank/shrunk awake:awoke/awoken shoot:shot/shot sweep:swept/swept rethrow:rethrew/rethrown retake:retook/retaken hew:hewed/hewn ' +
    'bind:bound/bound feed:fed/fed fight:fought/fought forgive:forgave/forgiven freeze:froze/frozen quit:quit/quit weave:wove/woven'
  )
    .split(' ')
    .map((entry) => entry.split(':') as [string, string]),
);

/** Verbs of more than one syllable that are stressed on the last: they double its letter. */
const DOUBLING: ReadonlySet<string> = wordSet(
  'transfer admit prefer refer regret begin forget commit permit compel travel marvel unwrap quarrel shovel',
);

export function formsOf(lemma: string): Forms {
  const doubles =
    DOUBLING.has(lemma) || (/^[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]$/.test(lemma) && !/^(?:bus|gas)$/.test(lemma));
  const stem = doubles ? lemma + lemma.slice(-1) : lemma.replace(/(?<=[^eoy])e$/, '');
  const [past, participle] = (IRREGULAR[lemma] ?? '').split('/');
  const regular = /[^aeiou]y$/.test(lemma)
    ? `${lemma.slice(0, -1)}ied`
    : lemma.endsWith('e')
      ? `${lemma}d`
      : `${stem}ed`;
  const third = /[^aeiou]y$/.test(lemma)
    ? `${lemma.slice(0, -1)}ies`
    : /(?:s|x|z|ch|sh|[^aeiou]o)$/.test(lemma)
      ? `${lemma}es`
      : `${lemma}s`;
  return {
    third: lemma === 'have' ? 'has' : third,
    past: past || regular,
    participle: participle || regular,
    ing: lemma.endsWith('ie') ? `${lemma.slice(0, -2)}ying` : `${stem}ing`,
  };
}

/** Second forms of some. */
export const SECOND_FORMS: readonly (readonly [word: string, lemma: string])[] =
  'leapt:leap traveled:travel snuck:sneak dove:dive spilt:spill dreamt:dream learnt:learn burnt:burn leant:lean kneeled:kneel swum:swim pled:plead knitted:knit hanged:hang lighted:light spelt:spell spoilt:spoil'
    .split(' ')
    .map((entry) => entry.split(':') as [string, string]);

/** Present and past of verbs: `swap swaps swapped`. */
export const finiteForms = (lemmas: string): string[] =>
  lemmas.split(' ').flatMap((lemma) => {
    const { third, past } = formsOf(lemma);
    return [lemma, third, past, ...SECOND_FORMS.flatMap(([word, of]) => (of === lemma ? [word] : []))];
  });

/** `swapped`, `given` */
export const participles = (lemmas: string): string[] => lemmas.split(' ').map((lemma) => formsOf(lemma).participle);
