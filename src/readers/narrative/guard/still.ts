import { formsOf } from '../language/inflect';
import { wordSet } from '../language/word-set';
import type { VerbGroup } from '../prose/grammar/item';

/**
 * Verbs that move nothing whatever stands with them, by what they tell. Verbs of company (`follow`, `join`, `meet`, `replace`),
 * of posture (`sit`, `stand`) and all that may bring somebody or something elsewhere are none of these.
 */
const CLASSES = {
  states:
    'be have own belong contain remain stay keep exist live seem appear matter cost weigh measure fit match suit differ resemble depend last lack deserve owe need require mean stink smell taste sound consist survive hurt ache itch stumble trip slip falter stagger',
  feelings:
    'like love hate dislike prefer enjoy adore loathe detest despise dread fear envy pity resent miss regret appreciate treasure cherish approve want wish hope care mind bother worry fret hesitate dither panic sulk brood mourn grieve rejoice despair marvel gloat brag boast crave yearn pine fancy admire trust distrust suspect doubt relax tire surprise amuse delight please annoy irritate upset anger scare frighten startle shock amaze astonish impress disappoint confuse puzzle interest excite exhaust bore disturb bear feel',
  thoughts:
    'think know understand believe realise realize remember recall forget wonder ponder consider reflect guess reckon suppose imagine dream expect anticipate predict foresee decide agree disagree learn notice plan intend estimate compute calculate solve count compare judge memorise memorize daydream reminisce hesitate',
  speech:
    'say tell show ask reply answer respond shout whisper cry yell scream murmur mutter mumble exclaim announce declare explain describe mention report discuss debate argue quarrel bicker squabble complain grumble groan moan protest whine nag plead beg promise warn threaten joke kid swear insist demand admit confess lie deny claim call phone chat talk speak gossip greet thank welcome congratulate praise compliment tease mock scold blame accuse forgive apologise apologize comfort console flatter thank curse stammer bellow chant recite translate interrupt introduce recommend advise suggest propose refuse decline accept object invite urge remind name order',
  senses:
    'see hear look watch listen stare glance gaze peer peek observe inspect examine study check test notice spot glimpse overhear eavesdrop touch monitor supervise oversee squint',
  gestures:
    'laugh smile grin nod shrug sigh cheer clap applaud giggle chuckle snicker wave bow blink wink frown blush yawn sneeze cough hum whistle sing weep sob pout gasp shiver shudder tremble sweat bleed gesture beckon salute snort sniff hiccup burp grimace wince flinch scratch rub pat stroke bump tickle hug kiss fidget whoop boo hiss applaud beam squeal squeak growl purr bark meow moo baa neigh bray croak quack chirp tweet roar howl snore breathe',
  waiting:
    'wait await pause delay rest sleep doze nap wake slumber oversleep linger dawdle dally loiter procrastinate daydream zone hibernate finish start begin stop continue end resume cease happen occur pass',
  makings:
    'cook bake fry boil stir peel chop slice eat drink sip chew swallow bite munch crunch nibble gobble slurp gulp feast dine brew simmer grill roast season garnish wash clean wipe dust scrub polish dry iron sweep mop rinse vacuum tidy mend repair adjust tune retune fix paint sketch doodle sew knit write read draw type photograph film sand varnish decorate water weed prune mow rehearse practise practice train exercise play dance compose improvise perform conduct win lose beat defeat outplay compete score vote bet gamble celebrate cheat guess work labour toil earn juggle serve mix tie button sign stamp',
  weather:
    'rain snow drizzle thunder hail storm shine glow glitter sparkle shimmer twinkle flicker dim darken brighten blow ring buzz beep chime toll tick crackle creak bang melt freeze thaw burn smoke grow bloom fade wilt warm cool heat improve worsen increase decrease rumble sound strike echo blare break fail dawn',
} satisfies Readonly<Record<string, string>>;

const STILL = wordSet(Object.values(CLASSES).join(' '));
/** Of verbs that the reader has no lemma of, as they stand. */
const STILL_FORMS = new Set(
  [...STILL].flatMap((lemma) => {
    const { third, past, participle, ing } = formsOf(lemma);
    return [third, past, participle, ing];
  }),
);

/** Whether a verb moves nothing whatever stands with it. */
export function isStillVerb({ lemma, isUnknown }: Pick<VerbGroup, 'lemma' | 'isUnknown'>): boolean {
  return STILL.has(lemma) || (isUnknown && STILL_FORMS.has(lemma));
}

/** States of having and being: what is said so after the first step is held against the state while it is read. */
export const HOLDING = wordSet('have hold own wear carry contain possess keep clutch grip');

/** Somebody who rises to do what comes next: `get up and swap`. */
export const RISING = wordSet('get stand rise jump sit');
