import assert from 'node:assert/strict';
import { readNarrative } from '../../../../src/readers/narrative';

const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});

/** A story, who has what at the end, the answers to its questions, and how many sentences are passed over. */
interface Told {
  text: string;
  end: Record<string, string>;
  answers?: string[];
  right?: string;
  unread?: number;
}

/** Written as people write, with the end worked out by hand. */
const STORIES: Told[] = [
  {
    text: `Ida, Jon, and Kim are at a picnic with friends. At the start of the picnic, they are each holding a sandwich: Ida has a ham sandwich, Jon has a cheese sandwich, and Kim has an egg sandwich.
As the picnic goes on, pairs of friends trade sandwiches. First, Ida and Kim swap sandwiches. Then, Kim and Jon swap sandwiches. At the end of the picnic, Kim has the
Options:
(A) ham sandwich
(B) cheese sandwich
(C) egg sandwich`,
    end: { Ida: 'egg sandwich', Jon: 'ham sandwich', Kim: 'cheese sandwich' },
    answers: ['cheese sandwich'],
    right: 'B',
    unread: 1,
  },
  {
    text: `Ida, Jon, and Kim are students who sometimes lend each other novels. At the start of the year, they each buy one new novel: Ida gets Dracula, Jon gets The Trial of the Century, and Kim gets Fahrenheit 451.
As the year proceeds, they start trading around the new novels. First, Jon and Kim swap novels. Finally, Ida and Kim swap novels. At the end of the year, Ida has
Options:
(A) Fahrenheit 451
(B) The Trial of the Century
(C) Dracula`,
    end: { Ida: 'The Trial of the Century', Jon: 'Fahrenheit 451', Kim: 'Dracula' },
    answers: ['The Trial of the Century'],
    right: 'B',
    unread: 1,
  },
  {
    text: `Ida, Jon, and Kim are dancers at a ball. At the start of a waltz, they each have a partner: Ida is dancing with Lou, Jon is dancing with Max, and Kim is dancing with Nell.
Throughout the waltz, the dancers often trade partners. First, Kim and Ida switch partners. Then, Jon and Ida switch partners. At the end of the dance, Jon is dancing with`,
    end: { Ida: 'Max', Jon: 'Nell', Kim: 'Lou' },
    answers: ['Nell'],
    unread: 1,
  },
  {
    text: `Ida, Jon, and Kim are on the same team in a water polo match. At the start of the match, they are each assigned to a position: Ida is playing left driver, Jon is playing goalkeeper, and Kim is playing point.
As the match progresses, pairs of players occasionally swap positions. First, Jon and Kim trade positions. Then, Ida and Kim trade positions. Who is playing left driver?`,
    end: { Ida: 'goalkeeper', Jon: 'point', Kim: 'left driver' },
    answers: ['Kim'],
    unread: 1,
  },
  {
    text: 'Anna has an apple. Ben has a banana. Clara has a carrot. On Monday Anna swaps with Ben. Without a word, Ben and Clara swap what they hold. Who has the apple?',
    end: { Anna: 'banana', Ben: 'carrot', Clara: 'apple' },
    answers: ['Clara'],
  },
  {
    text: 'Four cups stand in a row, numbered 1 to 4.\n1. Swap cups 1 and 2.\n2. The magician swaps cups 3 and 4.\n3. Cups 2 and 4 trade places.\nWhere does cup 1 end up?',
    end: { 'cup 1': 'place 2', 'cup 2': 'place 3', 'cup 3': 'place 4', 'cup 4': 'place 1' },
    answers: ['place 2'],
  },
  {
    text: 'At the school fair, four children each brought a toy. Mia brought a yo-yo, Noah brought a kite, Olivia brought a puzzle and Liam brought a drum. Mia traded her yo-yo for Noah’s kite. A little later Noah and Olivia traded toys. What does Olivia have now?',
    end: { Mia: 'kite', Noah: 'puzzle', Olivia: 'yo-yo', Liam: 'drum' },
    answers: ['yo-yo'],
  },
  {
    text: 'Maria de la Cruz, Ludwig van Beethoven and Jean each hold a letter. Maria de la Cruz swaps letters with Ludwig van Beethoven. Jean and Maria de la Cruz exchange letters.',
    end: {
      'Maria de la Cruz': "Jean's letter",
      'Ludwig van Beethoven': "Maria de la Cruz's letter",
      Jean: "Ludwig van Beethoven's letter",
    },
  },
  {
    text: 'alice, bob and carol each have a card. alice and bob swap cards. then bob and carol swap cards. what does alice have?',
    end: { alice: "bob's card", bob: "carol's card", carol: "alice's card" },
    answers: ["bob's card"],
  },
  {
    text: 'The striker has a red shirt, the goalkeeper has a green shirt and the defender has a blue one. The striker and the goalkeeper swap shirts. Then the defender swaps shirts with the striker.',
    end: { 'the striker': 'blue shirt', 'the goalkeeper': 'red shirt', 'the defender': 'green shirt' },
  },
  {
    text: 'Tom is holding a red balloon. Sue is holding a blue balloon. Raj is holding a green balloon.\nTom and Sue swap balloons, then Sue and Raj do likewise.\nWhat colour balloon is Tom holding?',
    end: { Tom: 'blue balloon', Sue: 'green balloon', Raj: 'red balloon' },
    answers: ['blue balloon'],
  },
  {
    text: "Kim's partner is Lee. Pat's partner is Max. Rob's partner is Zoe. On Tuesday Kim and Pat switch partners. On Wednesday, Pat and Rob switch partners. Who is Kim's partner?",
    end: { Kim: 'Max', Pat: 'Zoe', Rob: 'Lee' },
    answers: ['Max'],
  },
  {
    text: '- Ann has a red ball.\n- Ben has a blue ball.\n- Cal has a white ball.\n\n1) Ann and Ben swap.\n2) Ben and Cal swap.\n3) Ann and Cal swap twice.',
    end: { Ann: 'blue ball', Ben: 'white ball', Cal: 'red ball' },
  },
  {
    text: 'Ann has the guitar, Bea has the violin, Cal has the flute. "Let\'s trade!" says Ann. Ann and Bea trade instruments. Bea, with a smile, swaps with Cal.',
    end: { Ann: 'violin', Bea: 'flute', Cal: 'guitar' },
    unread: 1,
  },
  {
    text: 'Alice has a red hat. Bob has a blue hat. Carol has a green hat. The red hat is swapped with the blue hat. The green hat and the red hat are swapped.',
    end: { Alice: 'blue hat', Bob: 'green hat', Carol: 'red hat' },
  },
  { text: 'Ann ↔ Ben\nBen ↔ Cal', end: { Ann: "Ben's thing", Ben: "Cal's thing", Cal: "Ann's thing" } },
  {
    text: "Lena sits on chair 1, Max sits on chair 2 and Nils sits on chair 3. Lena and Max change chairs. Max takes Nils's chair and Nils takes Max's.",
    end: { Lena: 'chair 2', Max: 'chair 3', Nils: 'chair 1' },
  },
  {
    text: 'Five friends sit around a table: Ana, Bo, Cy, Di and Ed. Each of them has a coin. Everyone passes their coin to the left. Ana trades coins with the person on her right. Everyone moves one seat to the right. Who sits in Ana’s seat?',
    end: {
      Ana: "Di's coin",
      Bo: "Ana's coin",
      Cy: "Bo's coin",
      Di: "Cy's coin",
      Ed: "Ed's coin",
      "Ana's seat": 'Bo',
      "Bo's seat": 'Cy',
      "Cy's seat": 'Di',
      "Di's seat": 'Ed',
      "Ed's seat": 'Ana',
    },
    answers: ['Bo'],
  },
  {
    text: 'Sara has a book called Emma. Tim has Ulysses. Uma has "Pride and Prejudice". Sara and Tim swap books. Tim swaps with Uma. Uma has',
    end: { Sara: 'Ulysses', Tim: 'Pride and Prejudice', Uma: 'Emma' },
    answers: ['Emma'],
  },
  {
    text: 'Nell gets War and Peace and Otto gets The Hobbit. Nell trades War and Peace for Otto’s book.',
    end: { Nell: 'The Hobbit', Otto: 'War and Peace' },
  },
  {
    text: '小明 has a red ball and 小红 has a blue ball. 小明 swaps with 小红.',
    end: { 小明: 'blue ball', 小红: 'red ball' },
  },
  { text: 'Аня has a pear and Борис has a plum. Аня and Борис swap.', end: { Аня: 'plum', Борис: 'pear' } },
  {
    text: 'It was a warm day. The sun was shining. Nell has a kite and Otto has a ball. Birds sang. Nell and Otto swapped toys. The end.',
    end: { Nell: 'ball', Otto: 'kite' },
    unread: 4,
  },
  {
    text: 'Nell is in the kitchen, Otto is in the garden and Pam is in the attic. Nell and Otto swap places. Otto and Pam swap places. Where is Pam?',
    end: { Nell: 'garden', Otto: 'attic', Pam: 'kitchen' },
    answers: ['kitchen'],
  },
  {
    text: 'You swap ball 1 and ball 2; you swap ball 2 and ball 3. Where does ball 1 end up?',
    end: { 'ball 1': 'place 2', 'ball 2': 'place 3', 'ball 3': 'place 1' },
    answers: ['place 2'],
  },
  {
    text: 'Dr. Grey has the scalpel. Mr. Brown has the rope. Mrs. White has the pipe. Dr. Grey and Mr. Brown exchange. Mr. Brown hands Mrs. White what he holds and takes hers in return.',
    end: { 'Dr Grey': 'rope', 'Mr Brown': 'pipe', 'Mrs White': 'scalpel' },
  },
  {
    text: 'The red ball belongs to Nell and the blue ball belongs to Otto. After lunch, quietly, Nell makes a trade with Otto.',
    end: { Nell: 'blue ball', Otto: 'red ball' },
  },
  {
    text: 'Nell has white shoes and Otto has black boots. Nell and Otto swap. What is Otto wearing?',
    end: { Nell: 'black boots', Otto: 'white shoes' },
    answers: ['white shoes'],
  },
];

describe('stories as people write them', () => {
  for (const { text, end, answers = [], right, unread = 0 } of STORIES) {
    it(JSON.stringify(text.slice(0, 90)), async () => {
      const trace = await read(text);
      const now = Object.fromEntries(trace.slots.map((slot, k) => [slot, trace.objects[trace.final![k]!]!]));
      assert.deepEqual(now, end);
      assert.deepEqual((trace.questions ?? []).map(({ answer }) => answer), answers); // prettier-ignore
      assert.equal(trace.questions?.at(-1)?.right, right);
      assert.equal(trace.remarks?.length ?? 0, unread);
    });
  }
});

const BALLS = 'Ann has a red ball. Ben has a blue ball. Cal has a white ball. ';
const HATS = 'Ann, Ben and Cal each have a hat. ';

/** Readable at first sight, but they say something else, or leave open what happens: none may be read in silence. */
const AMBIGUOUS = [
  'Ann and Ben swap. The others swap too.',
  'If it rains, Ann swaps with Ben. Ann swaps with Cal.',
  'Before that, Ann swaps with Ben.',
  'In a dream, Ann swaps with Ben.',
  'It is not true that\nAnn swaps with Ben. Ann swaps with Ben.',
  'Ann and Ben swap balls\nonly if it rains.',
  'Ann and Ben swap. A thief takes both balls.',
  'Ann and Ben swap. Somebody steals everything.',
  'Ann swaps with a stranger.',
  'They swap.',
  'Ann and Ben swap. They often swap. Ann and Cal swap.',
  'Ann and Ben swap several times.',
  'Ann swaps with Ben or Cal.',
  'Ann swaps with neither Ben nor Cal. Ann swaps with Ben.',
  'Everyone swaps. Ann and Ben swap.',
  'Ann and Ben swap. The girls swap. Ann and Ben swap.',
  'Ann and Ben swap. A wind blows the balls away.',
  'Ann, not Ben, swaps with Cal.',
  'Ann and Ben swap. The swap is undone. Ann and Ben swap.',
  'Ann and Ben swap. Everything is as before. Ann and Cal swap.',
  'Ann and Ben swap. The game starts again. Ann and Cal swap.',
  'Ann and Ben swap. That was a lie. Ann and Cal swap.',
  'Ann and Ben swap in a game of pretend.',
  'Ann and Ben swap at most once. Ann and Cal swap.',
  'Ann and Ben swap during three rounds.',
  'In each round, Ann and Ben swap. Ann and Cal swap.',
  'Every day Ann and Ben swap.',
  'On odd days Ann and Ben swap.',
  "Ann's brother swaps with Ben. Ann and Cal swap.",
  'Ann and Ben swap. Where was Ann at first?',
  'Ann and Ben swap. What did Ann have before the swap?',
  'Ann and Ben swap. Who has the ball?',
  'Ann and Ben swap. Who has the green ball?',
  'Ann has a green ball. Ann and Ben swap.',
  'Ann is tired. Ann and Ben swap. Ann has gone home.',
  'Ann swaps with Ben and Cal.',
  'Ann and Ben swap. Cal too.',
  'Ann and Ben swap. Or so it seems. Ann and Cal swap.',
  'Ann and Ben swap. Just kidding. Ann and Cal swap.',
  'Ignore the next sentence. Ann and Ben swap.',
  'This is what did not happen. Ann and Ben swap.',
  'Ann and Ben swap. What did Ann have after the first swap?',
  'Ann and Ben swap. What would Ann have if Ben and Cal swapped?',
  'They sit in a circle. The direction changes. Everyone passes to the left.',
  'They sit in a circle. They face outwards. Everyone passes to the left.',
  'They sit in a circle. Dee joins them. Everyone passes to the left.',
];

/** Refused; a question may be left without an answer, which is said. */
async function assertDeclined(text: string): Promise<void> {
  const trace = text.endsWith('?') ? await read(text).catch(() => undefined) : undefined;
  if (!trace) return assert.rejects(read(text), { name: 'SourceError' });
  assert.equal(trace.questions, undefined);
  assert.match(trace.remarks?.at(-1)?.text ?? '', /^not answered, because /);
}

describe('stories that only look readable', () => {
  for (const text of AMBIGUOUS) {
    it(`refuses ${JSON.stringify(text)}`, async () => {
      await assertDeclined(BALLS + text);
      if (!/ball/.test(text)) await assertDeclined(HATS + text);
    });
  }

  it('do not say whether the third cup is cup 3 or stands in the third place, once these differ', async () => {
    const cups = 'Three cups stand in a row, numbered 1 to 3. The first and third cups swap.';
    assert.equal((await read(cups)).steps.length, 1);
    await assert.rejects(
      read(`${cups} The first and second cups swap.`),
      /this may be cup 1, or .* cup 3: write which/,
    );
  });

  it('tell seats from what is played', async () => {
    const band = 'Ann plays the piano, Ben plays the flute and Cal plays the harp.';
    assert.deepEqual((await read(`${band} Ann and Ben swap seats.`)).objects, ['Ann', 'Ben', 'Cal']);
    assert.deepEqual((await read(`${band} Ann and Ben swap instruments.`)).objects, ['piano', 'flute', 'harp']);
  });

  it('are refused at their place, with a sentence that would be read', async () => {
    await assert.rejects(
      read(`${BALLS}Ann and Ben swap.\nAnn frobs Ben.`),
      /^SourceError: a.txt:2:5: error: 'frobs' is not understood here \(this would be: 'Ann swaps with Ben.'/,
    );
  });

  it('are told apart from quotations, which tell of nothing', async () => {
    const trace = await read(`${HATS}"Ann and Cal swap hats," says Ben. Ann and Ben swap.`);
    assert.equal(trace.steps.length, 1);
    assert.deepEqual(trace.remarks!.map(({ text }) => text), ['not read, because it moves nothing: "Ann and Cal swap hats," says Ben']); // prettier-ignore
  });
});
