import assert from 'node:assert/strict';
import { readText } from '../../../../src/readers';
import { nextSets, nextWorld, symbolsText } from '../../../../src/trace/formal';
import { checkTrace } from '../../../../src/trace/schema';
import { states, type Trace } from '../../../../src/trace/trace';
import { firstSteps } from '../../../../src/trace/cut';
import { SourceError } from '../../../../src/trace/source';

const read = (text: string, formal?: string, language = 'formal'): Promise<Trace> =>
  readText({ uri: 'a.lang', language, text }, formal === undefined ? {} : { formal });

/** The symbols that may come next after each step, as the trace tells them. */
const told = (trace: Trace): string[] =>
  nextSets(trace)
    .slice(1)
    .map((set) => (trace.formal ? symbolsText(trace.formal, set) : '?'));

/** All words over some letters up to a length, the empty one left out. */
function words(letters: string, most: number): string[] {
  const all = [''];
  for (const word of all) if (word.length < most) all.push(...[...letters].map((letter) => word + letter));
  return all.slice(1);
}

/** What may come next by a test of whole words: a letter where some continuation is in the language. */
function nextBy(isMember: (word: string) => boolean, letters: string, word: string, ends: readonly string[]): string[] {
  const goesOn = (prefix: string): boolean => ends.some((end) => isMember(prefix + end));
  return [...[...letters].filter((letter) => goesOn(word + letter)), ...(isMember(word) ? ['⊣'] : [])];
}

describe('words of formal languages', () => {
  it('tell what may come next as JavaScript’s own regular expressions do, over all words to length 8', async () => {
    for (const [expression, letters, most] of [
      ['(0*10*1)*0*', '01', 8],
      ['(ab|c)*d', 'abcd', 4],
      ['a?b+(a|bb)*', 'ab', 8],
      ['(aa|b)*', 'ab', 8],
      ['(a|b)*abb', 'ab', 8],
    ] as const) {
      const own = new RegExp(`^(?:${expression})$`);
      const ends = ['', ...words(letters, 4)];
      for (const word of words(letters, most)) {
        const wanted: string[] = [];
        let fault: number | undefined;
        for (let at = 0; at < word.length && fault === undefined; at++) {
          const may = nextBy((one) => own.test(one), letters, word.slice(0, at), ends);
          if (!may.includes(word.charAt(at))) fault = at;
          wanted.push(nextBy((one) => own.test(one), letters, word.slice(0, at + 1), ends).join(' '));
        }
        const text = `# expression: ${expression}\n${word}`;
        if (fault === undefined) assert.deepEqual(told(await read(text)), wanted, text);
        else await assert.rejects(read(text), new RegExp(`^SourceError: a\\.lang:2:${fault + 1}: error: `), text);
      }
    }
  });

  it('tell brackets as a stack does', async () => {
    for (const [name, letters, depth, kinds] of [
      ['dyck-1', '()', Infinity, 1],
      ['bounded-dyck-2-3', '()[]', 3, 2],
    ] as const)
      for (const word of words(letters, kinds === 1 ? 8 : 5)) {
        const open: string[] = [];
        const wanted: string[] = [];
        let fault: number | undefined;
        for (const [at, letter] of [...word].entries()) {
          const opens = '(['.includes(letter);
          if (opens ? open.length === depth : open.at(-1) !== { ')': '(', ']': '[' }[letter]) {
            fault = at;
            break;
          }
          if (opens) open.push(letter);
          else open.pop();
          const closes = { '(': ')', '[': ']' }[open.at(-1) ?? ''];
          const may = Array.from(letters).filter((one) => ('(['.includes(one) ? open.length < depth : one === closes));
          wanted.push([...may, ...(open.length === 0 ? ['⊣'] : [])].join(' '));
        }
        const text = `# language: ${name}\n${word}`;
        if (fault !== undefined) {
          await assert.rejects(read(text), new RegExp(`a\\.lang:2:${fault + 1}: error: '`), text);
          continue;
        }
        const trace = await read(text);
        assert.deepEqual(told(trace), wanted, text);
        // The state of an automaton is called by what is open.
        const { cells, objects } = trace;
        const last = objects[states(trace).at(-1)?.[0] ?? -1];
        assert.equal(last, kinds === 1 ? String(open.length) : open.join('') || 'ε');
        assert.ok(cells?.['state']);
      }
  });

  it('count what comes in rows', async () => {
    const trace = await read('# language: anbncn\naabbcc');
    assert.deepEqual(told(trace), ['a b', 'a b', 'b', 'c', 'c', '⊣']);
    assert.match(trace.thisRunOnly ?? '', /^counters have no bound/);
    assert.equal(trace.verdict?.class, 'unknown');
    await assert.rejects(read('# language: anbncn\naabbbc'), /a\.lang:2:5: error: 'b' cannot come here.*only 'c' may/);
  });

  it('are traces like all others, which keep what they promise when they are cut', async () => {
    for (const text of [
      '# language: flip-flop\nw1i0r1w0r0',
      '# language: shuffle-dyck-2\n([)(])',
      '# state a (accepting): x -> b\n# state b: y -> a, x -> b\nx x y x y',
    ]) {
      const trace = await read(text);
      assert.deepEqual(checkTrace(JSON.parse(JSON.stringify(trace))), trace);
      checkTrace(JSON.parse(JSON.stringify(firstSteps(trace, 2))));
      const world = nextWorld(trace);
      assert.deepEqual(nextSets(world), nextSets(trace));
      const broken = { ...trace, formal: { ...trace.formal, symbols: [...(trace.formal?.symbols ?? [])].reverse() } };
      assert.throws(() => checkTrace(broken), /formal/);
    }
  });

  it('are told by tables of named states, from a selection, and as a person says', async () => {
    const turnstile =
      '# state locked (start, accepting): coin -> open, push -> locked\n# state open: coin -> open, push -> locked\npush coin push';
    const trace = await read(turnstile);
    assert.deepEqual(
      states(trace).map((state) => trace.objects[state?.[0] ?? -1]),
      ['locked', 'locked', 'open', 'locked'],
    );
    assert.deepEqual(told(trace), ['coin push ⊣', 'coin push', 'coin push ⊣']);
    const part = { start: { line: 2, character: 0 }, end: { line: 2, character: 9 } };
    const selected = await readText({ uri: 'a.lang', language: 'formal', text: turnstile, selection: part }, {});
    assert.deepEqual(
      selected.steps.map(({ text }) => text),
      ['push', 'coin'],
    );
    assert.equal(
      await read('say 0110', 'parity').catch(String),
      "SourceError: a.lang:1:1: error: 's' is no symbol of parity: 0 1",
    );
    assert.equal((await read('0110', '/(01|10)*/', 'narrative')).steps.length, 4);
    assert.equal((await read('# alphabet: abc\n# expression: a*\naa')).formal?.alphabet.join(''), 'abc⊣');
    // What elsewhere is a sign of expressions is a symbol where the alphabet names it.
    assert.equal((await read('# alphabet: []a\n# expression: ([a*])*\n[aa]')).formal?.alphabet.join(''), '[]a⊣');
  });

  it('are the brackets of a text, of code without those in strings and comments', async () => {
    const python = 'def f(a):\n    return [a[0], "(", (a[1])]  # ((\n';
    const trace = await read(python, 'brackets', 'python');
    assert.equal(trace.steps.map(({ text }) => text).join(''), '()[[]([])]');
    assert.equal(trace.formal?.name, 'Dyck(2, 3)');
    assert.deepEqual(trace.steps[1]?.range?.start, { line: 0, character: 7 });
    const plain = await read('{ a [b] }', 'brackets', 'narrative');
    assert.deepEqual(plain.formal?.symbols.map((symbol) => plain.formal?.alphabet[symbol]).join(''), '([])');
    assert.match(plain.remarks?.[0]?.text ?? '', /\{\} as \(\), \[\] as \[\]|\{\} as \(\)/);
    assert.equal((await read('f(g(x))', 'brackets', 'rust')).formal?.name, 'Dyck-1');
    assert.match((await read('`${a[(0)]}`', 'brackets', 'javascript')).formal?.name ?? '', /^Dyck\(3, 3\)$/);
    await assert.rejects(read('f(a]', 'brackets', 'narrative'), /a\.lang:1:4: error: ']' closes what '\(' has opened/);
    await assert.rejects(read('no', 'brackets', 'narrative'), /there is no bracket here/);
  });

  for (const [what, text, message] of [
    [
      'no language',
      '0110',
      "1:1: error: the text does not say of which language it is a word: say it in a line such as '# language: parity'",
    ],
    ['an unknown language', '# language: parities\n01', "1:13: error: 'parities' is not a language known here: parity"],
    ['two languages', '# language: parity\n# expression: a*\na', '2:15: error: the language was stated before'],
    ['a bad expression', '# expression: a(b\na', '1:16: error: this parenthesis is never closed'],
    [
      'what is no sign of an expression here',
      '# expression: a{3}\naaa',
      "1:16: error: '{' has no meaning in an expression here (symbols, |, *, +, ?, . and parentheses have)",
    ],
    ['a class in an expression', '# expression: [ab]*\nab', "1:15: error: '[' has no meaning in an expression here"],
    ['a blank in an expression', '# expression: a*b # c\nab', "1:18: error: ' ' has no meaning in an expression here"],
    [
      'a number that a family has not',
      '# language: mod-100\naa',
      "1:13: error: 'mod-100' is not a language known here: mod-1 to mod-99, or the name of a table in JSON",
    ],
    ['an unknown symbol', '# language: parity\n01\n 02', "3:3: error: '2' is no symbol of parity: 0 1"],
    ['no symbol', '# language: parity\n\n', '3:1: error: there is no symbol here: the empty word has no steps'],
    [
      'too many symbols',
      `# language: parity\n${'0'.repeat(200_001)}`,
      '2:200001: error: a word may have 200000 symbols, here is one more',
    ],
    [
      'counting too far',
      `# language: dyck-1\n${'('.repeat(5000)}`,
      '2:3199: error: of Dyck-1, which has 5002 states here, a word may have 3198 symbols',
    ],
    ['a state without a way', '# state a (accepting):\nx', '1:9: error: no state has a way: SYMBOL -> STATE'],
    ['a state that is nowhere', '# state a (accepting): x -> b\nx', '1:9: error: there is no state b'],
    ['two ways by one symbol', '# state a (accepting): x -> a, x -> a\nx', '1:9: error: two ways leave a by x'],
    [
      'no accepting state',
      '# state a: x -> a\nx',
      '1:9: error: no state is accepting, so that the language has no word',
    ],
    [
      'an alphabet alone',
      '# language: parity\n# alphabet: 01\n0',
      '2:13: error: an alphabet stands beside an expression only',
    ],
    ['a missing table', '# language: here.json\n0', "1:13: error: there is no file 'here.json' beside this text"],
  ] as const)
    it(`say where ${what} is`, async () => {
      await assert.rejects(read(text), (error: unknown) => {
        assert.ok(error instanceof SourceError);
        assert.ok(error.message.startsWith(`a.lang:${message}`), error.message);
        return true;
      });
    });

  it('says where more is to be copied than can be told, before it takes long', async () => {
    const text = `# language: copy-2\n${'ab'.repeat(50_000)}=`;
    await assert.rejects(
      read(text),
      /^SourceError: a\.lang:2:4000: error: a word of copy 2 may keep 3999 symbols to be copied/,
    );
  });

  it('quotes no more than the beginning of a symbol that is as long as the text', async () => {
    const text = `# state a (start, accepting): push -> a\n${'x'.repeat(100_000)}`;
    await assert.rejects(read(text), ({ message }: Error) => message.includes('xxx…') && message.length < 300);
  });
});
