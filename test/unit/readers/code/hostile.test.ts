import assert from 'node:assert/strict';
import { errorOf, lines, read, story } from './read';

const SWAP = 'a[0], a[1] = a[1], a[0]';

describe('code that is hard to read', () => {
  const refused: [what: string, language: string, text: string, message: RegExp][] = [
    ['a bracket never closed', 'python', 'x = 1\na = [1, 2\nb = a', /^test:2:5: error: '\[' is never closed/],
    ['a million moves', 'python', `${SWAP}\n`.repeat(1_000_000), /^test:41667:17: error: the text is longer/],
    ['a loop that does not end', 'python', 'while True:\n    x = 1', /^test:2:5: error: more than 100000 statements/],
    [
      'a list that grows under its loop',
      'python',
      'a = [1]\nfor x in a:\n    a.append(x)',
      /error: more than 100000 statements/,
    ],
    [
      'a recursion without an end',
      'python',
      'def f(n):\n    return f(n + 1)\nf(0)',
      /^test:2:\d+: error: (?:calls nest more than 1000|this nests too deeply)/,
    ],
    [
      'brackets nested deep',
      'python',
      `x = ${'('.repeat(5000)}1${')'.repeat(5000)}`,
      /error: nested more than 400 deep/,
    ],
    ['brackets opened only', 'javascript', '{'.repeat(100_000), /^test:1:100000: error: '\{' is never closed/],
    [
      'a number that grows',
      'python',
      'x = 2\nwhile True:\n    x = x * x',
      /^test:3:9: error: this number is too large/,
    ],
    ['a text that grows', 'python', 's = "a"\nwhile True:\n    s = s + s', /^test:3:9: error: this text is too long/],
    ['an array of a billion', 'c', 'int main() { int a[1000000000]; a[0] = a[1]; }', /error: this array is too long/],
    ['a statement that breaks off', 'python', `${SWAP}; q = @`, /^test:1:26: error: a syntax error near 'q = @'/],
    ['a control character', 'python', 'a = [1, 2]\u0000\u0001', /^test:1:11: error: a syntax error/],
    [
      'a line with too many blanks',
      'python',
      `${SWAP}\n  ${SWAP}`,
      /^test:2:3: error: .* indented .*: 2 in place of 0/,
    ],
    ['a line with too few', 'python', `if x:\n    ${SWAP}\n  ${SWAP}`, /^test:3:3: error: .* 2 in place of 0/],
    ['tabs among spaces', 'python', `if x:\n    ${SWAP}\n\t${SWAP}`, /error: .* tabs and spaces are mixed/],
    ['else out of line', 'python', `if x:\n  ${SWAP}\n else:\n  ${SWAP}`, /^test:3:2: error: .* 1 in place of 0/],
    [
      'a block without statements',
      'python',
      `if x:\n  # none\n${SWAP}`,
      /^test:1:1: error: an indented block is missing/,
    ],
    ['nothing at all', 'python', ' \n\n', /error: there is nothing here to read/],
    ['only a comment', 'python', '# hello', /error: there are no statements here/],
  ];
  for (const [what, language, text, message] of refused) {
    it(`refuses ${what} at its place`, async () => {
      assert.match(await errorOf(language, text), message);
    }).timeout(60_000);
  }

  it('counts columns in UTF-16 units, and a byte order mark not at all', async () => {
    const emoji = await read('javascript', 'let s = "😀😀"; [a[0], a[1]] = [a[1], a[0]];');
    assert.deepEqual(emoji.steps[0]?.range?.start, { line: 0, character: 16 });
    const mark = await read('python', `\uFEFF${SWAP}\r\n`);
    assert.deepEqual(mark.steps[0]?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 23 } });
    assert.match(await errorOf('python', '\uFEFFa = [1]\r\n\r\na[i] = 1'), /^test:3:1: error: the value of i/);
    const letters = await read('python', 'if True:\r\n\t𝒳, ñ = ñ, 𝒳\r\n');
    assert.deepEqual(letters.slots, ['𝒳', 'ñ']);
    assert.deepEqual(letters.steps[0]?.range?.start, { line: 1, character: 1 });
  });

  it('takes lines that go on, and blanks that mean nothing, as Python does', async () => {
    const text = [
      'a = [1, \\',
      '  2]; b = [3,',
      '      4]',
      'if a[0]: a[0], a[1] = \\',
      ' a[1], a[0]; \\',
      '  b[0], b[1] = b[1], b[0]',
      'else:',
      '  pass',
      '    # far in',
      '\fa[0], b[0] = b[0], a[0]',
    ];
    assert.equal((await read('python', text.join('\n'))).steps.length, 3);
    const inside = await read('python', `  ${SWAP}\n  ${SWAP}`);
    assert.equal(inside.steps.length, 2);
  });

  it('takes names for names, also those that objects have by birth', async () => {
    const trace = await read(
      'javascript',
      'const o = { __proto__x: 1, constructor: 2 }; [o.__proto__x, o.constructor] = [o.constructor, o.__proto__x];',
    );
    assert.deepEqual(story(trace), ['1 2', '2 1']);
    assert.match(
      await errorOf('javascript', 'const a = [1]; a.hasOwnProperty(0);'),
      /hasOwnProperty .* is not known here/,
    );
  });

  it('reads a list that holds itself', async () => {
    const trace = await read('python', 'a = [1]\na.append(a)\na[0], a[1] = a[1], a[0]');
    assert.ok(trace.steps.length > 0);
  });

  it('shares equal maps', async () => {
    const trace = await read('python', `a = [1, 2]\nfor i in range(500):\n    ${SWAP}`);
    assert.equal(trace.steps.length, 500);
    assert.equal(new Set(trace.steps.map(({ map }) => map)).size, 1);
  });
});

describe('a selection of code', () => {
  const text = [
    'def f(a, b):',
    '    t = a',
    '    a = b',
    '    b = t',
    '',
    'x, y = y, x',
    'z = [',
    '    1, 2]',
    'broken = (',
  ].join('\n');

  it('may lie inside of a function: what it does not define are its inputs', async () => {
    const trace = await read('python', text, lines(2, 4));
    assert.deepEqual(story(trace), ['a b', 'b a']);
    assert.deepEqual(trace.steps[0]?.range, { start: { line: 1, character: 4 }, end: { line: 3, character: 9 } });
  });

  it('knows the functions of the whole file, and what stands above it makes of its names', async () => {
    const file = 'def swap(l):\n    l[0], l[1] = l[1], l[0]\n\na = [5, 6]\nswap(a)\n';
    assert.deepEqual(story(await read('python', file, lines(4, 5))), ['5 6', '6 5']);
    const below = await read('python', 'a = [5, 6]\na[0], a[1] = a[1], a[0]\na = 1\n', lines(2, 2));
    assert.deepEqual(story(below), ['5 6', '6 5']);
    assert.deepEqual(
      below.assumed?.map((one) => one.text),
      ["a: what 'a = [5, 6]' above makes of it"],
    );
  });

  it('cannot cut a statement in two', async () => {
    assert.match(await errorOf('python', text, lines(7, 7)), /cuts this statement in two|is never closed|syntax error/);
    const cut = { start: { line: 5, character: 0 }, end: { line: 5, character: 4 } };
    assert.match(
      await errorOf('python', 'a = 1\nb = 2\n\n\n\nx, y = y, x', cut),
      /^test:6:1: error: the selection cuts this statement in two/,
    );
  });

  it('may leave out the semicolon', async () => {
    const part = { start: { line: 1, character: 2 }, end: { line: 1, character: 29 } };
    const trace = await read('javascript', 'function f() {\n  [a[0], a[1]] = [a[1], a[0]];\n}', part);
    assert.equal(trace.steps.length, 1);
  });
});

describe('the world that is asked for', () => {
  it('is made of variables and cells', async () => {
    const text = 'a = [1, 2, 3]\nx = 9\na[0], x = x, a[0]\na[1], a[2] = a[2], a[1]';
    const only = await read('python', text, undefined, { track: ['a[1]', 'a[2]'] });
    assert.deepEqual(only.slots, ['a[1]', 'a[2]']);
    assert.equal(only.steps.length, 1);
    assert.match(
      await errorOf('python', text, undefined, { track: ['nobody'] }),
      /there is no variable called 'nobody'/,
    );
    const swap = await read('python', 'x = 1\ny = 2\nt = x\nx = y\ny = t', undefined, { track: ['x', 'y', 't'] });
    assert.equal(swap.steps.length, 3);
  });
});
