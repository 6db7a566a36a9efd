import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bare, clip, literal } from '../../../../src/extension/workbench/markdown';

/** What the entities of `literal` stand for. */
function decoded(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('literal text in Markdown', () => {
  it('keeps nothing that mark-up, HTML, links or autolinks are made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bare = literal(text).replace(/&#\d+;/g, '');
        assert.match(bare, /^[^!-/:-@[-`{-~\n\r\u202e]*$/);
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it('is the text itself when it is shown', () => {
    for (const text of [
      'a[0] = *b* <img src=x onerror=alert(1)>',
      'https://example.com a@b.c',
      '| `x` | [y](z) $(zap)',
    ]) {
      assert.equal(decoded(literal(text)), text);
    }
  });

  it('is at most as long as its limit, before escaping, and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const clipped = clip(text, limit);
        assert.ok(clipped.length <= limit);
        assert.doesNotMatch(clipped, /[\ud800-\udbff](?![\udc00-\udfff])/);
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it('shows overrides of the writing direction instead of obeying them', () => {
    assert.equal(clip('a\u202eb\u0000c\nd', 10), 'a\ufffdb\ufffdc d');
  });
});

describe('text in notifications and lists', () => {
  it('makes neither links nor icons', () => {
    assert.equal(bare('[quit](command:quit) $(flame) f(x)[0]', 100), '[quit] (command:quit) $ (flame) f(x)[0]');
    assert.equal(bare('a'.repeat(20), 10).length, 10);
  });
});
