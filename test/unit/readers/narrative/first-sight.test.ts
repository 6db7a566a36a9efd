import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readNarrative } from '../../../../src/readers/narrative';
import { isTarget } from '../../../../src/readers/stories/read';
import { SourceError } from '../../../../src/trace/source';

/**
 * Sets of stories with a question and its answer, each written before the reader was tried on it. Of six sets of 60, five by
 * people who had not looked at the reader, at first sight 15, 27, 29, 21, 3 (4 with the answer's form mended: `in the coat` is
 * `the coat`) and 15 (20) were answered right; `refused` are those that still are not read. The 109 of the seventh we wrote
 * ourselves, each tried once before the reader was changed for it: 54 were answered right then, and 4 wrong. Of the 60 of the
 * eighth, by somebody who had not looked either, 26 were answered right and none wrong. Of the 60 of the ninth, by another
 * such, 12 were answered right and 2 wrong; what it showed was mended by kinds. After that the tenth, by a third, was tried:
 * of 60 8 were answered right and 2 wrong, one of them in its form alone (`in the garage (in the glove in the suitcase)` is
 * `the garage` here), and the reader was changed only for these two then. The 40 of
 * the eleventh we wrote ourselves, of mixed kinds, and tried each once: 20 were answered right then, and 4 wrong, one of them in its
 * form alone (a sock in a bag in `the locker`); so were two answers of the tenth that are read since: the
 * newspaper in `the lost property office`, and `the sport pages`. Of the 61 of the twelfth, ours as well, 31 were answered right at
 * first sight and 3 wrong; of the 40 of the thirteenth, ours and of other kinds, 21 and 1. The 40 first of
 * the fourteenth, ours, twist the language so that a part of a sentence may be taken for all of it: 17 were answered right
 * before a reader had to account for every clause and 4 wrong, 15 and none since; three more, by somebody who had not looked,
 * were read wrong in part and are refused. Of the 12 of the fifteenth,
 * written after it, 2 were answered right and 1 wrong at first sight. Of the 60 of the sixteenth, ours, 27 were answered right at first
 * sight and 2 wrong, one of them in its form alone; of the 30 of the seventeenth, tried after what the sixteenth had shown was mended,
 * 13 and none. Of both those are kept that are read. The 60 of the eighteenth were written as a teacher, a psychologist, a child, a clerk
 * of a warehouse and a game master would tell them, before the reader was looked at: 25 were answered right then, and one wrong in its
 * form alone (`the printer` is `new printer`). Of the 30 of the nineteenth, written and tried after the changes for these, 19 were
 * answered right at first sight and none wrong, but five traces said something wrong beside the answer, as did some of the eighteenth.
 * The 60 of the twentieth were written in six voices before the reader was looked at: 31 were answered right, 2 wrong and 3 in form
 * alone (`the yellow ones` are yellow boots). The 30 of the twenty-first, in six others, were tried when sentences were parsed as
 * wholes, too: 16 were right, and one wrong beside its answer.
 */
const STORIES = JSON.parse(readFileSync(path.join(__dirname, 'first-sight.json'), 'utf8')) as {
  set: number;
  story: string;
  answer: string;
  refused?: true;
}[];

/** What a refusal says beside what was not understood: what would be, or what is missing. */
const HELPS =
  /this would be: '|not certain|nothing was said|was said to|is not one of those|write|does not say|say first|number \d+ of what|are meant|has nothing|was not said|story is about|nobody was said|with nothing|takes? along|holds things itself|does not have|now, not|nothing changes hands|this story follows|is between two|is not read|is with|said to hold|is not a verb|are followed together|name each one|already|has to do with|is in .* now/;

describe('stories with a question, as they are read at first sight', () => {
  for (const set of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21])
    it(`set ${set}: those that are read are answered right, and the others refused with what is missing`, async () => {
      for (const { story, answer, refused } of STORIES.filter((each) => each.set === set)) {
        const read = readNarrative({ uri: 'a.txt', language: 'narrative', text: story }, {});
        if (refused) {
          const left = await read.catch(() => undefined);
          if (left) {
            assert.equal(left.questions, undefined, story);
            assert.match(left.remarks?.at(-1)?.text ?? '', /^not answered, because /, story);
          } else await assert.rejects(read, (error) => error instanceof SourceError && HELPS.test(error.reason), story);
          continue;
        }
        const question = (await read).questions?.at(-1);
        assert.ok(question && isTarget(answer, question), `${story}\n${question?.answer ?? 'nothing'}, not ${answer}`);
      }
    });

  it('are 1082, of which at least 812 are read', () => {
    assert.equal(STORIES.length, 1082);
    assert.ok(STORIES.filter(({ refused }) => !refused).length >= 812);
  });

  for (const [set, least] of [
    [8, 50],
    [12, 50],
    [18, 50],
    [19, 24],
    [20, 50],
    [21, 20],
  ] as const)
    it(`set ${set}: at least ${least} are answered`, () =>
      assert.ok(STORIES.filter((each) => each.set === set && !each.refused).length >= least));
});
