import { wordSet } from './word-set';
import { lemmasOf } from './acts';
import { formsOf, SECOND_FORMS } from './inflect';

/**
 * What a verb tells.
 *
 * - `carry`: somebody brings a thing to somebody or somewhere; `take`: somebody gets it
 * - `exchange`: two trade
 * - `go`: who or what is the subject comes to be somewhere else
 * - `leave`: somebody leaves a place, or a thing somewhere
 * - `have`: a state of having; `acquire`: having from now on
 * - `be`: to be somewhere; `stay`: the same of `sits`, which may be a going, too
 * - `ask`: somebody wants another to do something; `cause`: and the other does it
 * - `want`: wants to do it; `manage`: and does
 * - `quiet`: moves nothing
 * - `say`: what follows is somebody's words
 */
export type Sense =
  | 'carry'
  | 'take'
  | 'exchange'
  | 'go'
  | 'leave'
  | 'have'
  | 'acquire'
  | 'be'
  | 'stay'
  | 'keep'
  | 'remove'
  | 'ask'
  | 'cause'
  | 'want'
  | 'manage'
  | 'do'
  | 'say'
  | 'turn'
  | 'quiet';

const SENSES: Readonly<Record<Sense, string>> = {
  carry: lemmasOf('give', 'put').join(' '),
  take: lemmasOf('take').join(' '),
  exchange: lemmasOf('exchange').join(' '),
  go: lemmasOf('go').join(' '),
  leave: lemmasOf('leave').join(' '),
  have: 'have hold carry own wear possess bear clutch sport grip play sing read drink eat ride drive use contain house dance cradle brandish cover smell inspect wield conceal hug balance shelter guard paint contain bat man hide partner pair assign',
  acquire:
    'get receive choose pick buy order wrap knit sew build carve prepare bake craft fold draw bring take draw grab unwrap open win find make bake borrow collect select fetch catch adopt rent wear carry don keep cook inherit',
  be: 'be',
  stay: 'sit stand lie hang rest live sleep wait remain stay lean perch park work camp nap doze hide dwell reside stand line check lodge',
  keep: 'keep retain',
  remove: lemmasOf('remove').join(' '),
  ask: 'ask tell beg order urge command instruct want invite beckon wish expect remind encourage challenge advise request allow permit',
  cause: 'make let have help persuade convince talk get cause force coax trick lead send bully',
  want: 'use want wish hope try plan refuse promise offer intend attempt need like love hate prefer threaten pretend fail forget consider think start prepare consent dare long mean expect aim vow demand propose suggest',
  manage: 'manage decide begin go proceed continue happen agree turn choose come stop hasten rush hurry',
  do: 'do',
  say: 'say tell ask reply shout whisper cry answer add exclaim announce suggest think hope believe imagine claim wonder dream know call yell joke remark mutter murmur complain explain promise warn lie pretend insist swear agree',
  turn: lemmasOf('turn').join(' '),
  quiet:
    'beat defeat outplay laugh smile look watch listen grin nod shrug sigh cheer clap applaud giggle chuckle wave bow blink wink stare glance frown ' +
    'blush yawn sneeze cough hum whistle sing dance chat talk speak gossip argue quarrel complain grumble groan moan protest cry weep ' +
    'sob sulk pout fume rage worry fret hesitate pause wait think ponder wonder consider reflect remember recall forget realise realize notice ' +
    'observe see hear feel smell taste touch admire inspect examine study check test try rest relax sleep wake doze snore dream breathe ' +
    'gasp whisper murmur mutter mumble shout yell scream exclaim announce declare reply respond answer ask enquire inquire question explain ' +
    'thank greet welcome congratulate praise compliment tease mock scold blame accuse forgive apologise apologize comfort console hug kiss pat ' +
    'stroke tickle poke nudge point gesture beckon salute shiver tremble sweat bleed limp stretch bend kneel crouch lean exercise practise practice train ' +
    'play win lose compete cheat guess bet gamble celebrate enjoy like love hate dislike prefer want need wish hope fear trust believe doubt ' +
    'know understand learn teach read write draw paint sketch sew knit cook bake fry boil stir peel chop slice eat drink sip chew swallow bite ' +
    'taste wash clean wipe dust scrub polish dry iron sweep mop rinse rain snow drizzle thunder shine glow flicker dim darken brighten begin ' +
    'start end finish stop continue last arrive happen occur rise set ring buzz beep chime strike tick bark meow purr growl howl chirp tweet ' +
    'roar blow howl crackle creak slam bang crash break crack snap burst explode spill leak drip melt freeze burn smoke grow bloom fade wilt ' +
    'open close shut lock unlock knock enter arrive gather meet join chase follow hunt search seek look wander stroll ramble jog skate ski ride ' +
    'seem appear sound become turn prove remain stay belong matter cost weigh measure count add calculate decide agree disagree accept refuse decline deny ' +
    'admit confess lie promise swear warn threaten joke kid pretend act behave perform rehearse applaud clap bore surprise amuse delight please annoy irritate ' +
    'upset anger scare frighten startle shock amaze astonish impress disappoint confuse puzzle interest excite tire exhaust distract disturb bother ' +
    'control operate need require deserve owe afford depend differ resemble match fit suit hurt ache itch heal recover suffer die survive live exist work labour toil earn spend ' +
    'phone call text email post announce report describe mention discuss debate plan prepare organise organize arrange expect hope await ' +
    'shake tremble wobble sway swing spin twirl whirl bounce skip juggle balance trip stumble fall tumble slip slump collapse faint duck dodge ' +
    'photograph film record sign stamp tie untie zip wrap fasten loosen tighten fix mend repair adjust tune light extinguish whisper plug burp hiccup snort sniff ' +
    'name label number mark colour mix stand sit lie rise stir pour boil mind care bother dare blow rush hurry dawdle linger busy sniff curse beam squeal squeak shriek bellow stammer gulp tap drum rub scratch pace fidget lick squint peek peer gaze peep reckon suppose insist demand cooperate manage vote judge score kick-off chant rejoice marvel gloat brag boast show explain claim settle change tidy' +
    ' share flatter praise outwit fool tease envy admire follow obey ignore interrupt introduce visit join meet greet recognise recognize spot glimpse overhear eavesdrop gasp applaud whoop boo hiss giggle snicker chortle grimace wince flinch shudder doodle daydream zone yawn nibble munch crunch gobble slurp gulp guzzle feast dine snack brew simmer grill roast toast season garnish water weed prune mow harvest dust vacuum mop scrub rinse hammer sand varnish plaster tile wallpaper decorate rewind type click scroll browse google tweet blog stream download upload program code debug compute solve guess estimate check double-check verify confirm explore discover investigate research survey patrol monitor supervise coach mentor tutor quiz grade assess evaluate rank rate compare contrast translate interpret summarise summarize memorise memorize recite rhyme improvise compose conduct tune strum busk juggle tumble somersault cartwheel backflip sprain twist graze scratch bruise bandage vaccinate diagnose treat cure recuperate hibernate hatch moult graze nest peck cluck moo baa neigh bray squawk hoot croak quack squeal chirrup buzz sting sweat perspire thirst hunger starve fast diet surf ski sledge snowball picnic barbecue toast cheers eavesdrop fidget slumber oversleep reminisce mourn grieve rejoice despair panic fret fuss grumble whine nag plead sulk brood apologise bicker squabble tussle spar box fence duel joust gamble wager haggle bargain negotiate compromise reconcile befriend distrust suspect doubt fear dread loathe despise detest adore idolise idolize cherish fancy crave yearn pine hanker anticipate predict foresee plot scheme conspire rehearse schedule postpone delay cancel resume pause dawdle dally loiter linger procrastinate hesitate waver dither teeter stumble collapse faint revive improve worsen deteriorate decline increase decrease expand shrink swell inflate deflate puncture leak drip ooze gush flood drown sizzle sputter crackle fizz bang clatter jingle jangle clang clink chink tinkle chime toll peal blare rumble thunder drizzle hail sleet thaw defrost curdle rot mould wither shrivel ripen blossom sprout germinate erupt quake shatter splinter crumble topple tilt slope curve zigzag rustle drift pass tremble glitter sparkle shimmer twinkle flash rumble echo hum drone toast cheer envy pity resent miss regret appreciate treasure cherish approve object warm cool heat chill count shuffle announce welcome serve host gesture mean dream toot honk handle cast appoint elect nominate manage tend oversee seal',
};

/** Whoever brings somebody or something to a place in one of these ways goes there, too. */
export const GOES_ALONG = wordSet(
  'take bring carry walk lead drive escort accompany guide drag haul lug march usher chase ferry',
);

/** With a clause behind them: what somebody sees happens. */
export const SEES = wordSet('see notice find discover watch hear observe spot');

/** Verbs of several words, and the one verb that says the same; `a|b`: either word. */
export const PHRASAL: readonly { lemma: string; tail: readonly string[][]; as: string }[] = (
  'take charge|possession|custody|control|hold|delivery of:take,get|catch|grab hold of:take,lay|get hands on:take,make do with:take,help himself|herself|themselves|myself to:take,' +
  'make a present|gift of:give,make a swap|trade|exchange:swap,do a swap|trade|exchange:swap,make|do a straight|quick|fair|quick|fair|direct swap|trade|exchange:swap,make an exchange:swap,' +
  'have a swap:swap,take over from:replace,step in for:replace,stand in for:replace,fill in for:replace,keep hold of:keep,hang|hold on|onto to:keep,let go of:drop,get rid of:drop,' +
  'make off with:take,walk|run|go off with:take,run away with:take,come away with:take,end|wind up with:receive,come into possession of:take,be down|responsible|scheduled for:have,be in charge|possession of:have'
)
  .split(',')
  .flatMap((entry) => {
    const [said = '', as = ''] = entry.split(':');
    const [lemmas = '', ...tail] = said.split(' ');
    return lemmas.split('|').map((lemma) => ({ lemma, tail: tail.map((word) => word.split('|')), as }));
  });

export type Form = 'base' | 'third' | 'past' | 'participle' | 'ing';

export interface Verb {
  lemma: string;
  form: Form;
}

const FORMS = new Map<string, Verb[]>();
const SENSES_OF = new Map<string, Set<Sense>>();

for (const [sense, lemmas] of Object.entries(SENSES) as [Sense, string][])
  for (const lemma of lemmas.split(' ')) {
    const known = SENSES_OF.get(lemma);
    if (known) known.add(sense);
    else {
      SENSES_OF.set(lemma, new Set([sense]));
      const { third, past, participle, ing } = formsOf(lemma);
      const add = (word: string, form: Form) => FORMS.set(word, [...(FORMS.get(word) ?? []), { lemma, form }]);
      add(lemma, 'base');
      add(third, 'third');
      add(past, 'past');
      add(participle, 'participle');
      add(ing, 'ing');
    }
  }

for (const [word, lemma] of SECOND_FORMS)
  for (const form of ['past', 'participle'] as const)
    if (SENSES_OF.has(lemma)) FORMS.set(word, [...(FORMS.get(word) ?? []), { lemma, form }]);

/** The verbs that a word in lower case may be a form of. */
export function verbsOf(word: string): readonly Verb[] {
  return FORMS.get(word) ?? [];
}

export function has(lemma: string, sense: Sense): boolean {
  return SENSES_OF.get(lemma)?.has(sense) === true;
}

/** Whether all that a verb can mean moves nothing. */
export function isQuiet(lemma: string): boolean {
  const senses = SENSES_OF.get(lemma);
  return senses?.has('quiet') === true;
}
