import type { AskedQuestion } from '../../../trace/question';
import type { Token } from '../tokens';
import type { Noun } from './nouns';
import { Nouns } from './nouns';
import { spelledOut } from './spelled';
import type { Story } from './story';
import type { Shape } from './trace';
import { verbsOf } from './verbs';

type Asked = Pick<AskedQuestion, 'slot' | 'slots' | 'object' | 'holders' | 'empties' | 'isVacant' | 'carriers'>;

/** Words of questions that ask for something else than the state at the end. */
const OTHER = new Set(
  'first start beginning initially originally before previously how many why when not never want wants wanted need think did'.split(
    ' ',
  ),
);
const HAVING = new Set(['have', 'has', 'had', 'hold', 'holds', 'holding', 'held', 'carrying', 'wearing', 'reading', 'up', 'with', 'get', 'gets', 'own', 'owns', 'carries', 'wears', 'left', 'wear', 'carry', 'keep', 'keeps', 'got', 'drinking', 'drink', 'drinks', 'playing', 'play', 'plays', 'contain', 'contains', 'receive', 'dancing', 'going', 'went', 'goes']); // prettier-ignore

/** What a question asks of the last state; undefined when it is not understood. */
export function askedBy(tokens: readonly Token[], story: Story, shape: Shape): Asked | undefined {
  const said = spelledOut(tokens.filter(({ kind }) => kind !== 'end'));
  const lowers = said.map(({ lower }) => lower);
  const isEnd = /\b(?:at the end|in the end|end up|ends up|ended up|did .* end)\b/.test(lowers.join(' '));
  if (lowers.some((word) => OTHER.has(word) && !(word === 'did' && isEnd) && !(word === 'when'))) return undefined;
  const wh = lowers.find((word) => ['who', 'whom', 'what', 'which', 'where', 'whose'].includes(word));
  const nouns = mentions(said, story);
  const { world, references } = story;
  const ids = nouns.map((noun) =>
    references
      .all(noun)
      .filter((each) => each.length === 1)
      .flat(),
  );
  if (ids.some((each) => each.length !== 1)) return undefined;
  const [a, b, more] = ids.map((each) => each[0] ?? -1);
  const empties = shape.empties.length > 0 ? { empties: shape.empties } : {};
  const hasSeveral = new Set(shape.holders).size < shape.holders.length ? { holders: shape.holders } : {};
  if (a === undefined || more !== undefined) return undefined;
  const isHolder = (id: number) => shape.slotsOf(id).length > 0;
  const slots = (id: number) => {
    const all = shape.slotsOf(id);
    return all.length === 1 ? { slot: all[0] ?? -1, ...empties } : { slots: all, ...empties };
  };
  if (b !== undefined) {
    if (wh !== undefined) return undefined;
    const [thing, holder] = world.now.has(a) && isHolder(b) && world.is(b, 'place') ? [a, b] : [b, a];
    if (!world.now.has(thing) || !isHolder(holder)) return undefined;
    return { ...slots(holder), object: shape.objectOf(thing) };
  }
  const where = { object: shape.objectOf(a), ...hasSeveral };
  if (wh === 'where') {
    if (!world.now.has(a)) return undefined;
    return { ...where, carriers: shape.carriers };
  }
  const asksPlace = wh === 'which' || wh === 'what' ? nounBehind(lowers, story, wh) : undefined;
  if (wh === 'who' || wh === 'whom') {
    if (world.is(a, 'thing') && world.now.has(a)) return where;
    if (world.is(a, 'place') && isHolder(a)) return { ...slots(a), empties: [...shape.empties, ...shape.objects.flatMap((_, k) => (shape.people.includes(k) || shape.empties.includes(k) ? [] : [k]))] }; // prettier-ignore
    return undefined;
  }
  if (wh !== 'what' && wh !== 'which') return undefined;
  if (asksPlace && world.now.has(a)) return { ...where, ...(world.is(a, 'thing') && { carriers: shape.carriers }) };
  if (
    isHolder(a) &&
    !(world.now.has(a) && world.is(a, 'person') && world.held(a).length === 0) &&
    (lowers.some((word) => HAVING.has(word)) || world.is(a, 'place'))
  )
    return slots(a);
  return undefined;
}

/** Whether `which cup`, `what seat` asks for a place, or for somebody. */
function nounBehind(lowers: readonly string[], story: Story, wh: string): boolean {
  const noun = lowers[lowers.indexOf(wh) + 1] ?? '';
  const { world } = story;
  const isPlace = world.entities.some(
    ({ id, kind, words }) => kind === 'place' && words.at(-1) === noun && world.holders.has(id),
  );
  return (
    isPlace ||
    ['friend', 'person', 'child', 'player', 'kid', 'place'].includes(noun) ||
    (verbsOf(noun).length === 0 && ['seat', 'box', 'room'].includes(noun))
  );
}

/** The nouns of a question that mean something of the story. */
function mentions(tokens: readonly Token[], story: Story): Noun[] {
  const nouns = new Nouns(tokens, story.world);
  const found: Noun[] = [];
  for (let at = 0; at < tokens.length;) {
    const noun = nouns.at(at, at > 0);
    const isSaid = noun && noun.pronoun === undefined && story.knows(noun);
    if (isSaid) found.push(noun);
    at = noun && (isSaid || noun.kind !== 'bare') && noun.to > at ? noun.to : at + 1;
  }
  return found;
}
