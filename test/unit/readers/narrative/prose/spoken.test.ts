import assert from 'node:assert/strict';
import { readNarrative } from '../../../../../src/readers/narrative';
import { SourceError } from '../../../../../src/trace/source';

const read = (text: string) => readNarrative({ uri: 'a.txt', language: 'narrative', text }, {});
const answer = async (text: string) => (await read(text)).questions?.at(-1)?.answer;

/** Who has the ball after a sentence, at a table of three. */
const at = (told: string) =>
  `Ann has a ball, Ben has a pen and Cy has a cup. ${told} Cy gives Ben the cup. Who has the ball?`;

/** Sentences, and who has the ball then; a pattern for why they are refused. */
function told(cases: readonly (readonly [string, string | RegExp])[]): void {
  for (const [sentence, wanted] of cases)
    it(`${typeof wanted === 'string' ? wanted : 'refused'}: ${sentence}`, async () => {
      if (typeof wanted === 'string') assert.equal(await answer(at(sentence)), wanted);
      else
        await assert.rejects(read(at(sentence)), (error) => error instanceof SourceError && wanted.test(error.reason));
    });
}

describe('what a sentence only stresses', () => {
  told([
    ['Ann did nothing but give the ball to Ben.', 'Ben'],
    ['Ann does nothing but give Ben the ball.', 'Ben'],
    ['Ann did nothing except give the ball to Ben.', 'Ben'],
    ['All Ann did was give the ball to Ben.', 'Ben'],
    ['What Ann did then was to give the ball to Ben.', 'Ben'],
    ['The only thing Ann did was give the ball to Ben.', 'Ben'],
    ['Then what Ann did was swap with Ben.', 'Ben'],
    ['What Ann almost did was give the ball to Ben.', 'Ann'],
    ['What Ann did not do was give the ball to Ben.', 'Ann'],
    ["Ann's plan was to give the ball to Ben.", 'Ann'],
    ['If Ann did nothing but give the ball to Ben, all was fine.', 'Ann'],
    ['Ann said she did nothing but give the ball to Ben.', 'Ann'],
    ['Ann could do nothing but give the ball to Ben.', /./],
    ['Ann did everything but give the ball to Ben.', /./],
    ['Ann did not do anything but give the ball to Ben.', /./],
    ['All Ann had to do was give the ball to Ben.', /whether what had to be done is done/],
    ['All Ann could do was give the ball to Ben.', /whether what had to be done is done/],
    ["Ann's first move was to give the ball to Ben.", /./],
  ]);
});

describe('what somebody says in quotation marks', () => {
  told([
    ['"I gave the ball to Ben," said Ann.', 'Ben'],
    ['Ann said: "I just gave my ball to Ben."', 'Ben'],
    ['"I took the ball from Ann," Ben explained.', 'Ben'],
    ['"Did I give the ball to Ben?" asked Ann.', 'Ann'],
    ['"I did not give the ball to Ben," said Ann.', 'Ann'],
    ['"I will give the ball to Ben," said Ann.', 'Ann'],
    ['"I nearly gave the ball to Ben," said Ann.', 'Ann'],
    ['"I wanted to give the ball to Ben," said Ann.', 'Ann'],
    ['"I wish I had given the ball to Ben," said Ann.', 'Ann'],
    ['"Suppose I gave the ball to Ben," said Ann.', 'Ann'],
    ['"Yesterday I gave the ball to Ben," said Ann.', /whether what is said here was done/],
    ['"When I was young I gave the ball to Ben," said Ann.', /whether what is said here was done/],
    ['"I had given the ball to Ben," said Ann.', /whether what is said here was done/],
    ['Nobody said "I gave the ball to Ben".', /whether what is said here was done/],
    ['"I gave the ball to Ben," Ann did not say.', /whether what is said here was done/],
    ['"I gave the ball to Ben," thought Ann.', /whether what is said here was done/],
    ['"I gave the ball to Ben," lied Ann.', /whether what is said here was done/],
    ['"I gave the ball to Ben," joked Ann.', /whether what is said here was done/],
    ['"I gave the ball to Ben," Ann pretended.', /whether what is said here was done/],
    ['"Ann gave the ball to Ben," said Cy.', /whether what is said here was done/],
    ['"She gave the ball to Ben," said Cy.', /whether what is said here was done/],
    ['"I gave the ball to Ben." Nobody knew who spoke.', /whether what is said here was done/],
    ['"I gave the ball to Ben," said Ann. But that was a lie.', /./],
    [
      '"Cy, give me the cup; Ann, give Ben the ball," said Ben, and they obeyed.',
      /whether what was (?:offered|asked for here) is done/,
    ],
  ]);

  it('is told in a remark', async () => {
    const { remarks } = await read(at('"I gave the ball to Ben," said Ann.'));
    assert.equal(remarks?.[0]?.text, 'what somebody says they did is taken as done');
  });

  it('tells where a thing went that only a question names', async () => {
    const story =
      '"Who has the remote?" asked Dad. "I had it, but I gave it to Suki," said Remy. "I put it on the shelf," said Suki. ';
    assert.equal(await answer(`${story}Where is the remote?`), 'the shelf');
  });
});

describe('goods that are counted', () => {
  const REASON = /no state that a permutation changes: name each one for itself/;
  for (const story of [
    'Leo has 5 marbles and Nina has 3 marbles. Leo gives Nina 2 marbles. How many marbles does Nina have?',
    'Tina has two coins and Ugo has one coin. Tina gives Ugo one of her coins. Who has more coins?',
    'There are five apples in the basket. Tom takes two apples. How many apples are in the basket?',
    'Ann has three apples. Ann gives two apples to Ben. Who has the apples?',
    'Mia has 10 euros and Wim has 4 euros. Mia pays Wim 3 euros. How many euros does Wim have?',
  ])
    it(`are refused: ${story}`, async () =>
      assert.rejects(read(story), (error) => error instanceof SourceError && REASON.test(error.reason)));

  it('go together where all of them go', async () => {
    assert.equal(await answer('Ann has two keys and Ben has a pen. Ann gives the two keys to Ben. Who has the keys?'), 'Ben');
    assert.equal(await answer('The seal is in pool 2. At nine the seal was moved to pool 3. Where is the seal?'), 'pool 3');
  }); // prettier-ignore

  it('are not compared', async () => {
    const { questions } = await read('Ann has two keys and Ben has a pen. Ann swaps with Ben. Who has the most keys?').catch(
      () => ({ questions: undefined }),
    );
    assert.equal(questions, undefined);
  }); // prettier-ignore
});
