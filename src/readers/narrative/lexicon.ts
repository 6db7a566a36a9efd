/** The words that the grammar knows. Whatever is not here is a name, a noun or not understood. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Phrases as lists of words, the longest first, so that the first that fits is the one meant. */
const phrases = (list: readonly string[]): readonly (readonly string[])[] =>
  list.map((phrase) => phrase.split(' ')).sort((a, b) => b.length - a.length);

export const SWAP = words(
  'swap swaps swapped trade trades traded exchange exchanges exchanged switch switches switched interchange interchanges interchanged',
);
export const GIVE = words('give gives gave hand hands handed pass passes passed');
export const ROTATE = words('rotate rotates rotated cycle cycles cycled');
export const MOVE = words('move moves moved shift shifts shifted');
export const HAVE = words('have has had hold holds held own owns owned carry carries carried');
export const KEEP = words('keep keeps kept');
export const SIT = words('sit sits sat stand stands stood form forms formed');
export const BE = words('is are was were');

/** Words that change nothing about who gets what. */
export const ADVERBS = words(
  'quickly slowly quietly quietly happily gladly secretly politely simply again back now also both all each once more too instead simultaneously respectively cheerfully carefully then together',
);
export const CONNECTIVES = phrases([
  'then',
  'next',
  'now',
  'finally',
  'first',
  'second',
  'third',
  'later',
  'afterwards',
  'afterward',
  'again',
  'meanwhile',
  'soon',
  'after that',
  'in the end',
  'at last',
  'once more',
  'a moment later',
  'at the start',
  'at first',
  'in the beginning',
  'lastly',
  'last',
]);

export const EVERYONE = phrases([
  'everyone',
  'everybody',
  'each person',
  'every person',
  'each of them',
  'all of them',
  'they all',
  'each player',
  'every player',
  'all',
  'each',
  'each one',
  'they each',
  'each friend',
  'every friend',
]);
export const NOBODY = phrases(['nobody', 'no one', 'nothing', 'none of them']);
export const HAPPENS = words(
  'happens happened moves moved move changes changed change trades traded swaps swapped passes passed',
);

export const POSSESSIVES = words('her his their its');
export const ABSOLUTES = words('hers his theirs');
export const SHE = words('she her hers');
export const HE = words('he his him');
export const PRONOUNS = words('he she him her they them');

/** Nouns that mean whatever is held. */
export const GENERIC = words('item thing gift present object possession belonging stuff one content');
/** Nouns that mean where someone is. */
export const PLACES = words('place seat position spot chair');

const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ORDINALS = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');

export function numberOf(word: string): number | undefined {
  const value = NUMBER_WORDS.indexOf(word);
  if (value >= 0) return value;
  return /^[0-9]{1,4}$/.test(word) ? Number(word) : undefined;
}

export function ordinalOf(word: string): number | undefined {
  const value = ORDINALS.indexOf(word);
  return value > 0 ? value : undefined;
}

const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  children: 'child',
  boxes: 'box',
  dice: 'die',
  knives: 'knife',
};

export function singular(noun: string): string {
  if (Object.hasOwn(IRREGULAR, noun)) return IRREGULAR[noun] ?? noun;
  if (noun.endsWith('ies') && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(?:ch|sh|x|ss)es$/.test(noun)) return noun.slice(0, -2);
  return noun.endsWith('s') && !noun.endsWith('ss') ? noun.slice(0, -1) : noun;
}

/** Words that are never a noun or a name, so that a phrase ends before them. */
const CLOSED = words(
  'a an the and or but to with for from of in on at by as who while whereas when if so do does did not never except that which ' +
    'this these those same every each all both everyone everybody nobody nothing then her his their its he she they him them ' +
    'hers theirs it what left right clockwise counterclockwise anticlockwise around between back again there here another ' +
    'before after until unless because since once than over along forward backward',
);

export function isClosed(word: string): boolean {
  return (
    CLOSED.has(word) ||
    SWAP.has(word) ||
    GIVE.has(word) ||
    ROTATE.has(word) ||
    MOVE.has(word) ||
    HAVE.has(word) ||
    BE.has(word) ||
    SIT.has(word) ||
    KEEP.has(word)
  );
}
