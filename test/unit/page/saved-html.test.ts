import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { encode, encodedSize } from '../../../src/page/saved/encode';
import { savedPage, type PageAssets } from '../../../src/page/saved/html';
import { decode } from '../../../webview/saved/decode';

const check = { seed: 20261125, numRuns: 300 };

const ASSETS: PageAssets = {
  script: 'run("<b>");\r\n//# sourceMappingURL=main.js.map\n',
  standIn: 'stand("in")',
  style: 'p { color: red }\n/*# sourceMappingURL=main.css.map */\n',
  notices: 'MIT </script><script>alert(1)</script>',
};

const pageOf = (title: string, blocks: readonly string[], assets = ASSETS): string =>
  [...savedPage(title, assets, blocks)].join('');

/** Script and style elements as a browser's parser finds them: each ends at the first end tag. */
function elementsOf(html: string): { type: string | undefined; tag: string; text: string }[] {
  const found = html.matchAll(/<(script|style)([^>]*)>([\s\S]*?)<\/\1>/g);
  return [...found].map(([, tag = '', attributes = '', text = '']) => ({
    tag,
    text,
    type: /type="([^"]*)"/.exec(attributes)?.[1],
  }));
}

describe('blocks of a saved page', () => {
  it('come back as they were, typed arrays with every bit', () => {
    const value = {
      text: '</script><!-- <script> \u2028 "quoted" é',
      f32: Float32Array.of(NaN, -0, 1e-40, Infinity, 0.1),
      i32: Int32Array.of(-1, 2 ** 31 - 1),
      u32: Uint32Array.of(2 ** 32 - 1),
      i16: Int16Array.of(-2, 7),
      u8: Uint8Array.of(0, 1, 255),
      part: new Float32Array([1, 2, 3, 4]).subarray(1, 3),
      none: null,
      list: [new Uint8Array(), { deep: Int16Array.of(5) }],
    };
    assert.deepEqual(decode(encode(value)), value);
  });

  it('never hold what could end or begin an element', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.ok(!encode(value).includes('<'));
        assert.deepEqual(decode(encode(value)), JSON.parse(JSON.stringify(value)));
      }),
      check,
    );
    assert.equal(decode(encode('</script><script>')), '</script><script>');
  });

  it('take no object for an array, and no array that the page does not know', () => {
    assert.throws(() => encode({ array: 'f32', base64: 'AAAA' }), /looks like an encoded array/);
    assert.throws(() => encode(new Float64Array(2)), /Float64Array/);
  });

  it('have the size that is foretold', () => {
    for (const length of [0, 1, 2, 3, 100])
      assert.equal(encode(new Float32Array(length)).length, encodedSize(4 * length), `${length} values`);
  });
});

describe('the HTML of a saved page', () => {
  it('runs two scripts by their hashes and nothing else', () => {
    const html = pageOf('t', [encode({ probe: '</script><script>alert(1)</script>' })]);
    const elements = elementsOf(html);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const running = elements.filter(({ tag, type }) => tag === 'script' && type === undefined);
    assert.deepEqual(
      running.map(({ text }) => text.trim()),
      ['stand("in")', 'run("<b>");'],
    );
    const scripts = running.map(({ text }) => hash(text)).join(' ');
    const styles = elements.filter(({ tag }) => tag === 'style').map(({ text }) => hash(text));
    assert.equal(
      policy,
      `default-src 'none'; script-src ${scripts}; style-src ${styles.join(' ')} ${hash('')}; base-uri 'none'; form-action 'none'`,
    );
    assert.ok(!html.includes('sourceMappingURL') && !html.includes('\r'));
    assert.ok(!/\s(on\w+|src|href)=/.test(html.replace(/<script[\s\S]*?<\/script>/g, '')), 'loads nothing');
  });

  it('shows a hostile title as text', () => {
    const html = pageOf('</title><img src=x onerror=alert(1)>', []);
    assert.match(html, /<title>&#60;\/title&#62;&#60;img src=x onerror=alert\(1\)&#62; – State Probe<\/title>/);
  });

  it('refuses code that would end its element', () => {
    for (const script of ['"</script>"', "'</SCRIPT '", '"<!--<script>"', '"\0"'])
      assert.throws(() => pageOf('t', [], { ...ASSETS, script }), /cannot be put into HTML/);
    assert.throws(() => pageOf('t', [], { ...ASSETS, style: 'a::after { content: "</style>" }' }));
  });

  it('numbers its blocks', () => {
    const blocks = elementsOf(pageOf('t', ['1', '{"a":2}'])).filter(({ type }) => type === 'application/json');
    assert.deepEqual(
      blocks.map(({ text }) => JSON.parse(text) as unknown),
      [ASSETS.notices, 1, { a: 2 }],
    );
  });
});
