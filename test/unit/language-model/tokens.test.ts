import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastTouching, placesOf } from '../../../src/inference/language-model/places';
import { Reach } from '../../../src/inference/language-model/reach';
import { TextTokenizer } from '../../../src/inference/language-model/tokenizer';
import { decisions } from '../../../src/inference/language-model/tree';
import { temporaryFolder } from '../models/tiny-models';

const NO_RULES = { single_word: false, lstrip: false, rstrip: false, normalized: false };

describe('the tokens of a text', () => {
  const folder = temporaryFolder();

  it('are found in it again, whichever way they are spelled', () => {
    // Ġ is a space and Ċ ends a line; é is two bytes, in two tokens, which both end behind it.
    assert.deepEqual(placesOf('a é\nb', ['a', 'Ġ', 'Ã', '©', 'Ċ', 'b']), [1, 2, 3, 3, 4, 5]);
    // SentencePiece puts a space before the text, and writes unknown characters byte by byte.
    assert.deepEqual(placesOf('a b\n', ['▁a', '▁b', '<0x0A>']), [1, 3, 4]);
    assert.deepEqual(placesOf('😀x', ['<0xF0>', '<0x9F>', '<0x98>', '<0x80>', 'x']), [2, 2, 2, 2, 3]);
    // Words without the blanks between them.
    assert.deepEqual(placesOf('swap  1 2\n', ['swap', '1', '2']), [4, 7, 9]);
    assert.equal(placesOf('Swap', ['swap']), undefined);
    assert.equal(placesOf('swap 1', ['swap']), undefined);
  });

  it('are those of its characters where it spells out a token that stands for no text', async () => {
    const vocab = Object.fromEntries(['[UNK]', '<', 'eos', '>', 'swap'].map((token, id) => [token, id]));
    const marks = ['<bos>', '<eos>'].map((content, k) => ({ id: 5 + k, content, special: true, ...NO_RULES }));
    const template = (id: string) => ({ [id === '<bos>' ? 'SpecialToken' : 'Sequence']: { id, type_id: 0 } });
    const single = [template('<bos>'), template('A'), { SpecialToken: { id: '<eos>', type_id: 0 } }];
    const ids = Object.fromEntries(
      marks.map(({ id, content }) => [content, { id: content, ids: [id], tokens: [content] }]),
    );
    writeFileSync(
      join(folder.path, 'tokenizer.json'),
      JSON.stringify({
        ...{ version: '1.0', added_tokens: marks, normalizer: null },
        pre_tokenizer: { type: 'Split', pattern: { Regex: '<|>|\\w+' }, behavior: 'Isolated', invert: false },
        post_processor: { type: 'TemplateProcessing', single, pair: single, special_tokens: ids },
        ...{ decoder: null, model: { type: 'WordLevel', vocab, unk_token: '[UNK]' } },
      }),
    );
    const tokenizer = await TextTokenizer.open(join(folder.path, 'tokenizer.json'));
    const { ids: read, ends } = tokenizer.read('swap<eos>');
    // The mark that starts every text stays, that which ends it is left out, and the one in the text is three tokens.
    assert.deepEqual(
      [[...read], [...ends]],
      [
        [5, 4, 1, 2, 3],
        [0, 4, 5, 8, 9],
      ],
    );
    assert.deepEqual([...tokenizer.ids('<eos>')], [5, 1, 2, 3]);
    assert.deepEqual([...tokenizer.ids('')], []);
  });

  it('can be as many as a file reads, which is found by running it as far as is wanted', async () => {
    for (const limit of [1, 2, 7, 64, 100]) {
      const tried: number[] = [];
      const reach = new Reach(({ length }) => {
        tried.push(length);
        return length <= limit ? Promise.resolve() : Promise.reject(new Error(`no ${length}`));
      });
      for (const wanted of [1, 5, 40, 90, 3, 1000])
        assert.equal(await reach.within(new Int32Array(wanted)), Math.min(wanted, limit), `${wanted} of ${limit}`);
      assert.equal(reach.fault?.most, limit);
      // A run for each step of a bisection, and none for what is known already.
      assert.ok(tried.length <= 5 + Math.ceil(Math.log2(1000)), tried.join(' '));
      assert.equal(new Set(tried).size, tried.length);
    }
    await assert.rejects(new Reach(() => Promise.reject(new Error('broken'))).within(new Int32Array(9)), /broken/);
  });

  it('touch a part of it up to the first that ends at its end, or behind', () => {
    const ends = [1, 3, 3, 7];
    assert.deepEqual(
      [1, 2, 3, 5, 7, 8].map((end) => lastTouching(ends, end)),
      [0, 1, 1, 3, 3, -1],
    );
  });

  it('tell candidates apart as a tree does: each counts up to where no other goes on', () => {
    // " the | coin ." and " the | hat ." part at the third token, " no thing" at the second.
    const found = decisions([Int32Array.of(9, 1, 2, 0), Int32Array.of(9, 1, 3, 0), Int32Array.of(9, 4, 5, 0)]);
    assert.deepEqual(found?.terms, [
      [
        { row: 0, at: 1, token: 1 },
        { row: 0, at: 2, token: 2 },
      ],
      [
        { row: 0, at: 1, token: 1 },
        { row: 0, at: 2, token: 3 },
      ],
      [{ row: 0, at: 1, token: 4 }],
    ]);
    // One row answers both, since one is the beginning of the other.
    assert.deepEqual(found.rows, [Int32Array.of(9, 1)]);
    assert.equal(decisions([Int32Array.of(9, 1), Int32Array.of(9, 1, 2)]), undefined);
    assert.deepEqual(decisions([Int32Array.of(9, 1)]), { rows: [], terms: [[]] });
  });
});
