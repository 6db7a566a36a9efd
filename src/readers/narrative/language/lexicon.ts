import { ACTS, EXCHANGE_NOUNS } from './acts';
import { finiteForms, participles } from './inflect';
import { wordSet as words } from './word-set';
/** The words that the grammar knows. Whatever is not here is a name, a noun or not understood. */

/** Phrases as lists of words, the longest first, so that the first that fits is the one meant. */
const phrases = (list: readonly string[]): readonly (readonly string[])[] =>
  list.map((phrase) => phrase.split(' ')).sort((a, b) => b.length - a.length);

export const SWAP: ReadonlySet<string> = new Set(finiteForms(ACTS.exchange.verbs));
/** After `is`: `cups 1 and 2 are swapped`. */
export const SWAPPED: ReadonlySet<string> = new Set(participles(ACTS.exchange.verbs));
/** `Alice and Bob change places`: only with what is changed. */
export const CHANGE: ReadonlySet<string> = new Set(finiteForms('change'));
export const DEAL: ReadonlySet<string> = new Set(finiteForms('make do'));
export const GIVE: ReadonlySet<string> = new Set(finiteForms(ACTS.give.verbs));
/** Things are brought somewhere. */
export const PUT: ReadonlySet<string> = new Set([
  ...finiteForms(ACTS.put.verbs),
  ...finiteForms(ACTS.give.verbs),
  ...finiteForms('add take get pick leave sneak'),
]);
/** Without a word for where to, whoever does it has them then. */
export const TAKE_UP: ReadonlySet<string> = new Set(finiteForms(ACTS.take.verbs));
/** Without a word for where to, nobody has them then. */
export const DISCARD: ReadonlySet<string> = new Set(finiteForms('drop discard lose eat'));
export const EMPTY: ReadonlySet<string> = new Set(finiteForms('empty'));
/** After `is`: `the key is moved to box B`. */
export const PUT_PASSIVE: ReadonlySet<string> = new Set([
  ...participles(ACTS.put.verbs),
  ...participles(ACTS.give.verbs),
  ...participles('add take remove leave stow unload'),
]);
export const ROTATE: ReadonlySet<string> = new Set(finiteForms(ACTS.rotate.verbs));
export const MOVE: ReadonlySet<string> = new Set(finiteForms('move shift'));
/** Towards a place: `goes to Bob's seat`. */
export const GO: ReadonlySet<string> = new Set(finiteForms('go move switch'));
/** Ways of going somewhere. */
export const TRAVEL: ReadonlySet<string> = new Set([
  ...finiteForms(ACTS.go.verbs),
  ...finiteForms('journey swing stomp commute'),
]);
export const REACH: ReadonlySet<string> = new Set(finiteForms(ACTS.enter.verbs));
export const LEAVE: ReadonlySet<string> = new Set(finiteForms(ACTS.leave.verbs));
export const TAKE = words('take takes took');
/** What somebody does who then has something. */
export const HAVE = words(
  'have has had hold holds held own owns owned carry carries carried get gets got receive receives received buy buys bought ' +
    'order orders ordered wear wears wore bring brings brought pick picks picked choose chooses chose select selects selected play plays played',
);
/** After `is`: `is holding a ball`, `is dancing with Rhea`, `is playing left wing`. */
export const HAVING = words(
  'holding carrying wearing having playing dancing assigned given paired partnered sitting standing seated',
);
/** What boxes do. */
export const CONTAIN = words('contain contains contained hide hides hid conceal conceals concealed');
export const KEEP = words('keep keeps kept');
export const SIT = words('sit sits sat stand stands stood form forms formed');
export const BE = words('is are was were');

/** Words that change nothing about who gets what. */
export const ADVERBS = words(
  'quickly slowly quietly happily gladly secretly politely simply again back now also both all each once more too instead ' +
    'simultaneously respectively cheerfully carefully together just promptly silently calmly eagerly excitedly gracefully ' +
    'nervously proudly boldly gently suddenly immediately swiftly briskly kindly generously reluctantly playfully openly ' +
    'discreetly clumsily neatly smoothly solemnly shyly warmly merrily joyfully sadly angrily hastily patiently impatiently ' +
    'absentmindedly enthusiastically hurriedly nonchalantly casually loudly softly firmly finally eventually next later ' +
    'today tonight tomorrow soon afterwards afterward meanwhile thereafter directly instantly unexpectedly surprisingly ' +
    'accidentally deliberately willingly',
);
/** Words that begin a clause and only say that it comes next. */
export const CONNECTIVES = phrases([
  'then',
  'next',
  'now',
  'finally',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'firstly',
  'secondly',
  'thirdly',
  'later',
  'later on',
  'a little later',
  'a bit later',
  'afterwards',
  'afterward',
  'again',
  'meanwhile',
  'soon',
  'soon after',
  'soon afterwards',
  'shortly after',
  'shortly afterwards',
  'after that',
  'after this',
  'following that',
  'in the end',
  'at last',
  'at the end',
  'once more',
  'a moment later',
  'at the start',
  'at first',
  'initially',
  'originally',
  'in the beginning',
  'at the beginning',
  'to begin with',
  'to start',
  'to start with',
  'lastly',
  'last',
  'last of all',
  'first of all',
  'and',
  'and then',
  'so',
  'today',
  'tonight',
  'eventually',
]);

/** Prepositions of phrases that say when, where or how, and nothing about who gets what. */
export const WHEN_WHERE = words(
  'on at in during after near behind beside under throughout over across inside outside around by within',
);
/** Words that make such a phrase mean more than that: `in a dream`, `in return`, `in reverse order`, `on odd days`. */
export const NO_SETTING = words(
  'dream theory vain mind imagination exchange return success reverse order turn turns circle row ring line pairs pair ' +
    'left right case condition case event name favour favor secret clockwise fact reality principle plan story game ' +
    'hand hands place places seat seats chair chairs position positions spot spots total addition particular pretend most least alternate alternating odd even each every joke lie rehearsal film movie book',
);
/** `game` and `event` end many phrases that only say when: `at the end of the game`. */
export const SETTING = words('game event');
/** Said of several of them it happens several times; only `after two days` counts on. */
export const PLURAL_TIMES = words(
  'days weeks months years hours minutes rounds times turns occasions evenings mornings nights',
);
/** Words of sentences that may take back what happened. */
export const UNDOING = words(
  'undone undo cancelled canceled reversed restored restore restart restarts restarted again before lie lied false untrue pretend ' +
    'dream joke mistake mistaken everything all original originally back over wrong invalid void never happened happens',
);
/** Words of sentences about the story itself, which may turn it round. */
export const DOUBTS = words(
  'kidding joking seems seem seemed ignore disregard skip sentence sentences imagine suppose happen true real really ' +
    'pretend fiction wrong false lie dream reverse',
);
/** Questions about another time than the end. */
export const PAST = words('first start beginning initially originally before previously outset');
/** With or without one of these: how it is done. */
export const MANNERS = words(
  'smile nod word words laugh grin shrug wink sigh hurry care joy pleasure sound hesitation haste frown wave bow glance ' +
    'handshake blink fuss delight giggle curtsy hug flourish thought look noise delay comment warning ado pride enthusiasm',
);
/** Words without which `she never swaps` would read as its opposite; and words that turn the order of clauses round. */
export const NEGATIONS = words(
  "not no never nobody none nothing neither nor without hardly barely scarcely cannot don't doesn't didn't isn't aren't " +
    "wasn't weren't won't can't unless if until except instead almost nearly before previously formerly earlier",
);
/** What begins like this is done by nobody, or by hardly anybody: `few gave Ben the pen`. */
export const HARDLY = words('hardly barely scarcely few rarely seldom');
/** `nobody moves the key`, `no teacher gave Ben the pen` */
export const NO_ONE = new Set([...words('no nobody none nothing neither nor not never'), ...HARDLY]);
export const CALENDAR = words(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september ' +
    'october november december christmas easter halloween thanksgiving',
);
/** How often, not once: a habit, which is no step. */
export const OFTEN = words(
  'often occasionally sometimes frequently repeatedly usually regularly periodically constantly',
);

/**
 * Words that may tell of something that moves. A sentence with one of them that is not understood is an error, even when
 * it names nobody.
 */
export const CHANGING = words(
  'give gives gave given giving hand hands handed handing pass passes passed passing take takes took taken taking get gets got ' +
    'receive receives received grab grabs grabbed steal steals stole stolen borrow borrows borrowed return returns returned ' +
    'lend lends lent buy buys bought sell sells sold bring brings brought carry carries carried send sends sent throw throws ' +
    'threw thrown toss tosses tossed drop drops dropped lose loses lost put puts place places placed move moves moved moving ' +
    'go goes went come comes leave leaves left walk walks walked step steps stepped slide slides slid shift shifts shifted ' +
    'push pushes pushed pull pulls pulled turn turns turned rotate rotates rotated rotating cycle cycles cycled flip flips ' +
    'flipped toggle toggles toggled mix mixes mixed shuffle shuffles shuffled shuffling reverse reverses reversed undo undoes ' +
    'undid repeat repeats repeated deal deals dealt collect collects collected distribute distributes distributed hide hides ' +
    'hid replace replaces replaced change changes changed changing keep keeps kept has have had hold holds held holding own ' +
    'swap swaps swapped swapping trade trades traded trading exchange exchanges exchanged exchanging switch switches switched ' +
    'switching interchange interchanges interchanged sit sits sat sitting stand stands stood join joins joined add adds added ' +
    'remove removes removed empty empties emptied fill fills filled pick picks picked swaps back',
);
export const EVENT_NOUNS: ReadonlySet<string> = new Set([
  ...EXCHANGE_NOUNS,
  ...words('change move turn hand place step deal mix pass pick cycle'),
]);
/** People of the story, without a name. */
export const SOMEBODY = words(
  'he she him her his hers they them their theirs everyone everybody each both all others other another another nobody none ' +
    'somebody someone anyone anybody two three four five six seven eight nine ten',
);

const EVERY = phrases([
  'everyone',
  'everybody',
  'each person',
  'every person',
  'each of them',
  'each one of them',
  'all of them',
  'they all',
  'each player',
  'every player',
  'all players',
  'the players',
  'all',
  'each',
  'each one',
  'they each',
  'each friend',
  'every friend',
  'each of the friends',
  'the friends',
  'all the friends',
]);
export const EVERYONE = EVERY;
export const NOBODY = phrases(['nobody', 'no one', 'nothing', 'none of them']);
export const HAPPENS: ReadonlySet<string> = new Set(finiteForms('happen move change trade swap pass'));

export const POSSESSIVES = words('her his their its');
export const ABSOLUTES = words('hers his theirs');
export const SHE = words('she her hers');
export const HE = words('he his him');
export const PRONOUNS = words('he she him her they them');
/** Those who act from outside of the world. */
export const SPEECH = words(
  'says said asks asked replies replied shouts shouted whispers whispered cries cried answers answered laughs laughed adds added ' +
    'exclaims exclaimed announces announced suggests suggested',
);
export const OUTSIDERS = words(
  'dealer magician host teacher referee coach waiter man woman boy girl performer conjurer player narrator judge assistant ' +
    'leader captain trickster croupier game master operator scientist',
);

/** What somebody feels or does that moves nothing. */
export const IDLE = words(
  'feel feels felt smile smiles smiled laugh laughs laughed nod nods nodded wait waits waited think thinks thought sleep sleeps slept ' +
    'look looks looked watch watches watched notice notices noticed sigh sighs sighed cheer cheers cheered clap claps clapped sing ' +
    'sings sang like likes liked love loves loved agree agrees agreed thank thanks thanked know knows knew wonder wonders wondered ' +
    'chat chats chatted talk talks talked rest rests rested yawn yawns yawned giggle giggles giggled dislike dislikes disliked ' +
    'feed feeds fed pet pets petted polish polishes polished clean cleans cleaned admire admires admired inspect inspects inspected ' +
    'wave waves waved dance dances danced applaud applauds applauded hum hums hummed stretch stretches stretched shrug shrugs shrugged ' +
    'blush blushes blushed stare stares stared bow bows bowed stay stays stayed remain remains remained hesitate hesitates hesitated ' +
    'disagree disagrees disagreed celebrate celebrates celebrated whistle whistles whistled hug hugs hugged greet greets greeted ' +
    'meet meets met sulk sulks sulked arrive arrives arrived chuckle chuckles chuckled complain complains complained ' +
    'praise praises praised examine examines examined use uses used',
);
/** Works switches, doors and coins. */
export const TURNS = words(
  'flip flips flipped toggle toggles toggled reverse reverses reversed invert inverts inverted flick flicks flicked press presses ' +
    'pressed push pushes pushed hit hits pull pulls pulled turn turns turned switch switches switched set sets open opens opened ' +
    'close closes closed shut shuts lock locks locked unlock unlocks unlocked raise raises raised lower lowers lowered activate ' +
    'arm arms armed disarm disarms disarmed ' +
    'activates activated deactivate deactivates deactivated enable enables enabled disable disables disabled',
);
/** What somebody is who does nothing. */
export const FEELINGS = words(
  'happy glad pleased sad tired sick hungry thirsty excited bored angry surprised content satisfied delighted nervous curious ' +
    'jealous proud upset disappointed thrilled cold warm late ready busy quiet',
);

/** Verbs of clauses that have no subject of their own. */
export const VERBS: ReadonlySet<string> = new Set(
  [
    SWAP,
    CHANGE,
    DEAL,
    GIVE,
    PUT,
    TAKE_UP,
    DISCARD,
    EMPTY,
    ROTATE,
    MOVE,
    TRAVEL,
    REACH,
    LEAVE,
    HAVE,
    KEEP,
    TURNS,
    IDLE,
    BE,
  ].flatMap((verbs) => [...verbs]),
);

/** Nouns for things of several kinds: `a kite` and `a ball` are toys. */
export const HYPERNYMS = words(
  'toy instrument fruit vegetable drink snack food meal tool prize treat pet animal vehicle job role post office duty task garment outfit ' +
    'flower plant bird book shape number letter token piece prize pizza utensil document ' +
    'accessory weapon souvenir sweet candy dessert lunch dish prop costume trinket treasure card colour color',
);
/** Nouns that mean whatever is held. */
export const GENERIC = words('item thing gift present object possession belonging stuff one content');
/** Nouns that mean where someone is. */
export const PLACES = words('place seat position spot chair');
/** Words within a name: `Ludwig van Beethoven`. */
export const PARTICLES = words('van von de la der den di da del du al el bin ibn ten ter le');
/** Words within a title: `Hound of the Baskervilles`. */
export const TITLE_WORDS = words('of the and a an in to for on at with from');

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ORDINALS = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

export function numberOf(word: string): number | undefined {
  const value = NUMBER_WORDS.indexOf(word);
  if (value >= 0) return value;
  return /^[0-9]{1,4}$/.test(word) ? Number(word) : undefined;
}

export function ordinal(number: number): string {
  return ORDINALS[number] ?? String(number);
}

export function ordinalOf(word: string): number | undefined {
  const value = ORDINALS.indexOf(word);
  return value > 0 ? value : undefined;
}

/** Plurals that no rule makes. */
export const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  boxes: 'box',
  dice: 'die',
  knives: 'knife',
  wives: 'wife',
  lives: 'life',
  scarves: 'scarf',
  wolves: 'wolf',
  loaves: 'loaf',
  leaves: 'leaf',
  shelves: 'shelf',
  halves: 'half',
  calves: 'calf',
  thieves: 'thief',
  elves: 'elf',
  mice: 'mouse',
  geese: 'goose',
  men: 'man',
  women: 'woman',
  teeth: 'tooth',
  feet: 'foot',
};

export function singular(noun: string): string {
  if (Object.hasOwn(IRREGULAR, noun)) return IRREGULAR[noun] ?? noun;
  if (noun.endsWith('ies') && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss)es$/.test(noun)) return noun.slice(0, -2);
  return noun.endsWith('s') && !noun.endsWith('ss') ? noun.slice(0, -1) : noun;
}

/** Words that are never a noun or a name, so that a phrase ends before them. */
const CLOSED = words(
  'a an the and or but to with for from of in on at by as who whom whose while whereas when if so do does did not never except ' +
    'that which this these those same every each all both everyone everybody nobody nothing then her his their its he she it ' +
    'they them hers theirs what where how left right clockwise counterclockwise anticlockwise around between back again there ' +
    'here another before after until unless because since once than over along forward backward up down across during throughout i you we ' +
    'into onto inside out off away under beneath behind within shows showed lies lay starts started begins began my your our me us twice thrice called titled named entitled nicknamed belongs belong belonged',
);

export function isClosed(word: string): boolean {
  return (
    CLOSED.has(word) ||
    [SWAP, GIVE, ROTATE, MOVE, HAVE, BE, SIT, KEEP, DEAL, CHANGE, CONTAIN].some((set) => set.has(word))
  );
}

export const SIDES = words('left right left-hand right-hand');
export const NEIGHBOURS = words(
  'person neighbour neighbor player friend one side guest place seat position spot chair',
);
export const COUNTERCLOCKWISE = words('counterclockwise anticlockwise counter-clockwise anti-clockwise');
export const ORDERS = phrases(['in that order', 'in this order', 'in the order named', 'in order']);

/** What begins a command, at the head of a sentence. */
export const COMMANDS = words(
  'Put Move Place Take Remove Empty Flip Toggle Turn Press Push Pull Open Close Shut Lock Unlock Drop Carry Bring Transfer Add ' +
    'Insert Hide Set Pick Grab Shift Slide Reverse Invert Give Hand Pass Throw Toss Return Raise Lower Activate Deactivate Hit Flick',
);
export const DETERMINERS = words('the a an it everything all his her their its up out on off over both every each');
