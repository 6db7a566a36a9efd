import { cycles, equal, inverse, isIdentity, type SlotMap } from '../algebra/maps';
import { Dice } from './dice';
import { checkWord, type Dressed, type Told } from './dressed';

const PEOPLE: readonly [name: string, own: string][] = [
  ['Alice', 'her'],
  ['Bob', 'his'],
  ['Carl', 'his'],
  ['Dan', 'his'],
  ['Emma', 'her'],
  ['Finn', 'his'],
  ['Gina', 'her'],
  ['Hugo', 'his'],
  ['Iris', 'her'],
  ['Jack', 'his'],
  ['Kate', 'her'],
  ['Leo', 'his'],
  ['Mona', 'her'],
  ['Nick', 'his'],
  ['Olga', 'her'],
  ['Paul', 'his'],
  ['Rosa', 'her'],
  ['Sam', 'his'],
  ['Tina', 'her'],
  ['Udo', 'his'],
  ['Vera', 'her'],
  ['Walt', 'his'],
];
const NOUNS = ['coin', 'hat', 'book', 'marble', 'postcard', 'key'];
const OPENINGS = ['', '', '', '', 'Then ', 'Next, ', 'After that, ', 'Later, ', 'Now '];

/** Sentences on one line of the text. */
const PER_PARAGRAPH = 5;

interface Person {
  name: string;
  own: string;
}

/**
 * The word as a story: people who each hold one thing, and a sentence for each element, which the reader takes for one
 * step; the seed picks things and phrases. Cycles of one element happen at once (`while`).
 *
 * @param told stands in lines of its own, which the reader leaves out, with the name of what each one has
 * @throws RangeError when the word's elements are not permutations of one degree from 2 to 22.
 */
export function encodeNarrative(word: readonly SlotMap[], seed: number, told?: Told): Dressed {
  const degree = checkWord(word);
  if (degree > PEOPLE.length) throw new RangeError(`a story has at most ${PEOPLE.length} people, not ${degree}`);
  const dice = new Dice(seed);
  const noun = dice.pick(NOUNS);
  const people = PEOPLE.slice(0, degree).map(([name, own]): Person => ({ name, own }));
  const head = `${listed(people)} each have a ${noun}. They sit in a circle in this order, clockwise, facing the middle.`;
  const elements = word.map((map, k) => {
    const said = sentence(map, people, noun, dice);
    const drawn = k === 0 ? '' : dice.pick(OPENINGS);
    // Behind `Alice and Bob swap`, `Alice hands Bob her coin and takes his` may only tell how.
    const isUndone = k > 0 && equal(map, inverse(word[k - 1] ?? map));
    const opening = drawn === '' && isUndone && !isIdentity(map) ? 'Then ' : drawn;
    const isName = people.some(({ name }) => said.startsWith(name));
    return `${opening}${opening === '' || isName ? said : said.charAt(0).toLowerCase() + said.slice(1)}.`;
  });
  if (told) return { dress: 'narrative', head, elements, text: withRemarks(told, people, noun, head, elements) };
  const paragraphs = [head];
  for (let k = 0; k < elements.length; k += PER_PARAGRAPH)
    paragraphs.push(elements.slice(k, k + PER_PARAGRAPH).join(' '));
  return { dress: 'narrative', head, elements, text: `${paragraphs.join('\n\n')}\n` };
}

/** What is told beside a story stands in lines that begin with `#`: `# Alice's coin is 'red', …`. */
function withRemarks(
  told: Told,
  people: readonly Person[],
  noun: string,
  head: string,
  elements: readonly string[],
): string {
  const remarks = (lines: readonly string[]) => lines.map((line) => `# ${line.replace(/[\r\n]+/g, ' ')}\n`).join('');
  const whose = people.map(({ name }, k) => `${name}'s ${noun} is ${told.objects[k] ?? ''}`).join(', ');
  const steps = elements.map((element, k) => `${remarks(told.steps[k] ?? [])}${element}\n`);
  return `${remarks([...told.head, `${whose}.`])}${head}\n\n${steps.join('')}`;
}

function sentence(map: SlotMap, people: readonly Person[], noun: string, dice: Dice): string {
  if (isIdentity(map)) return dice.pick(['Nothing changes hands', 'Nobody moves', `Everyone keeps their ${noun}`]);
  const around = passed(map);
  const choices = [
    () =>
      cycles(map)
        .map((cycle) => exchange(cycle, people, noun, dice))
        .join(' while '),
  ];
  if (around !== undefined) choices.push(() => pass(around, map.length, noun, dice));
  return dice.pick(choices)();
}

/** How many places clockwise everyone passes, if that is what the permutation does. */
function passed(map: SlotMap): number | undefined {
  const n = map.length;
  const by = (n - (map[0] ?? 0)) % n;
  return map.every((from, slot) => (from + by) % n === slot) ? by : undefined;
}

const COUNTS = ['', '', 'two places ', 'three places ', 'four places '];

function pass(by: number, n: number, noun: string, dice: Dice): string {
  const [count, side] = by <= n / 2 ? [by, 'left'] : [n - by, 'right'];
  const places = COUNTS[count] ?? `${count} places `;
  const who = dice.pick(['Everyone passes', 'They all pass', 'Everybody passes']);
  const direction = dice.pick([`to the ${side}`, side === 'left' ? 'clockwise' : 'counterclockwise']);
  return `${who} ${dice.pick(['', `their ${noun} `])}${places}${direction}`;
}

/** `cycle[k]` gets what `cycle[k + 1]` held: each gives to the one before. */
function exchange(cycle: readonly number[], people: readonly Person[], noun: string, dice: Dice): string {
  const [first, ...rest] = cycle;
  const givers = [first, ...rest.reverse()].flatMap((slot) => people[slot ?? -1] ?? []);
  const [a, b] = givers;
  if (!a || !b) throw new RangeError('a cycle has two members or more');
  return givers.length === 2 ? trade(a, b, noun, dice) : round(givers, noun, dice);
}

function trade(one: Person, other: Person, noun: string, dice: Dice): string {
  const [a, b] = dice.pick([
    [one, other],
    [other, one],
  ] as const);
  const verb = dice.pick(['trade', 'swap', 'exchange']);
  const verbs = `${verb}s`;
  return dice.pick([
    `${a.name} and ${b.name} ${verb} ${noun}s`,
    `${a.name} and ${b.name} ${verb} their ${noun}s`,
    `${a.name} ${verbs} with ${b.name}`,
    `${a.name} ${verbs} ${noun}s with ${b.name}`,
    `${a.name} ${verbs} ${a.own} ${noun} for ${b.name}'s`,
    `${a.name} gives ${b.name} ${a.own} ${noun} in exchange for ${absolute(b)}`,
    `${a.name} hands ${b.name} ${a.own} ${noun} and takes ${absolute(b)}`,
  ]);
}

/** Each gives to the next, the last to the first: said one by one, because `they rotate` leaves open which way. */
function round(givers: readonly Person[], noun: string, dice: Dice): string {
  const give = dice.pick(['gives', 'passes', 'hands']);
  const next = (k: number) => givers[(k + 1) % givers.length]?.name ?? '';
  const clauses = givers.map(
    ({ name, own }, k) => `${name} ${give} ${k === 0 ? `${own} ${noun}` : absolute({ name, own })} to ${next(k)}`,
  );
  const chain = givers.map((giver, k) => `${give} ${k === 0 ? `${giver.own} ${noun}` : absolute(giver)} to ${next(k)}`);
  return dice.pick([
    `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1) ?? ''}`,
    `${givers[0]?.name ?? ''} ${chain.join(', who ')}`,
  ]);
}

function absolute({ own }: Person): string {
  return own === 'her' ? 'hers' : own;
}

function listed(people: readonly Person[]): string {
  const names = people.map(({ name }) => name);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
