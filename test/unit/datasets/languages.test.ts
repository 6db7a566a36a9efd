import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { verdictOf } from '../../../src/datasets/words/language-words';
import { WORD_OPTIONS } from '../../../src/datasets/plan/word-options';
import { namedLanguage, regular } from '../../../src/languages/catalogue';
import { languageOfExpression } from '../../../src/languages/definition';
import { ExpressionError, symbolsOf } from '../../../src/languages/regular-expression';
import { after, nextSymbols, startOf } from '../../../src/languages/rule';
import { languageSchema, type Language } from '../../../src/languages/schema';

/** The definitions of the models' training (Python), written down by it. */
const recorded = JSON.parse(readFileSync(join(__dirname, 'recorded/languages.json'), 'utf8')) as Record<
  string,
  Language
>;

const NAME_HERE: Record<string, string> = { aaaa: 'mod-4' };

describe('formal languages', () => {
  for (const [name, theirs] of Object.entries(recorded)) {
    it(`${name} is what the models are trained on`, () => {
      const { states, ...ours } = namedLanguage(NAME_HERE[name] ?? name)!;
      // Names of states are told to people alone.
      assert.equal(states?.length, ours.rule.kind === 'queue' ? ours.rule.moves.length : undefined);
      assert.deepEqual(ours, {
        name: theirs.name,
        alphabet: theirs.alphabet,
        rule: theirs.rule,
        weights: theirs.weights,
      });
      languageSchema.parse(ours);
    });
  }

  it('have the monoid of their letters, without an end or states that no word reaches', () => {
    const verdictOn = (name: string) => verdictOf(namedLanguage(name)!);
    assert.deepEqual(verdictOn('parity'), { class: 'solvable', order: '2', name: 'Z2' });
    assert.deepEqual(verdictOn('aa'), { class: 'solvable', order: '2', name: 'Z2' });
    for (const n of [3, 4, 6])
      assert.deepEqual(verdictOn(`mod-${n}`), { class: 'solvable', order: `${n}`, name: `Z${n}` });
    // Tomita 6 counts modulo three; Tomita 1 has one letter in its words, which changes nothing.
    assert.deepEqual(verdictOn('tomita-6'), { class: 'solvable', order: '3', name: 'Z3' });
    assert.deepEqual(verdictOn('tomita-1'), { class: 'aperiodic', order: '1', name: 'the trivial group' });
    for (const name of ['tomita-2', 'tomita-4', 'tomita-7', 'flip-flop', 'bounded-dyck-2-3', 'recall-3'])
      assert.equal(verdictOn(name)?.class, 'aperiodic', name);
    for (const name of ['tomita-3', 'tomita-5']) assert.equal(verdictOn(name)?.class, 'solvable', name);
    assert.equal(verdictOn('dyck-1'), null);
  });

  it('knows no other names', () => {
    for (const name of [
      'tomita-8',
      'tomita-0',
      'recall-1',
      'recall-6',
      'recall-2-2',
      'bounded-dyck-2',
      'shuffle-dyck-0',
      'mod-0',
      'dyck-2',
      '',
    ]) {
      assert.equal(namedLanguage(name), undefined, name);
    }
  });

  /** Every word up to a length, with whether it may go on and whether it may end, against membership said otherwise. */
  const MEMBERS: Record<string, (word: string) => boolean> = {
    parity: (word) => [...word].filter((bit) => bit === '1').length % 2 === 0,
    'mod-3': (word) => word.length % 3 === 0,
    'flip-flop': (word) => {
      let memory = '';
      if (!/^((w[01])([wir][01])*)?$/.test(word)) return false;
      for (const [, instruction, bit = ''] of word.matchAll(/(.)(.)/g)) {
        if (instruction === 'w') memory = bit;
        else if (instruction === 'r' && bit !== memory) return false;
      }
      return true;
    },
    'recall-2': (word) => {
      const told = new Map<string, string>();
      if (!/^(\??[ab][01])*$/.test(word)) return false;
      for (const [, question, key = '', bit = ''] of word.matchAll(/(\?)?([ab])([01])/g)) {
        if (question === undefined) told.set(key, bit);
        else if (told.get(key) !== bit) return false;
      }
      return true;
    },
    'dyck-1': (word) => balance(word, '()', Infinity),
    'shuffle-dyck-2': (word) =>
      balance(word.replace(/[[\]]/g, ''), '()', Infinity) && balance(word.replace(/[()]/g, ''), '[]', Infinity),
    'bounded-dyck-1-2': (word) => balance(word, '()', 2),
    'bounded-dyck-2-2': (word) => nested(word, 2),
    anbncn: (word) =>
      word === 'a'.repeat(word.length / 3) + 'b'.repeat(word.length / 3) + 'c'.repeat(word.length / 3) && word !== '',
    'tomita-1': (word) => /^1*$/.test(word),
    'tomita-2': (word) => /^(10)*$/.test(word),
    'tomita-3': (word) => !/(^|0)1(11)*0(00)*(1|$)/.test(word),
    'tomita-4': (word) => !word.includes('000'),
    'tomita-5': (word) => count(word, '0') % 2 === 0 && count(word, '1') % 2 === 0,
    'tomita-6': (word) => (count(word, '0') - count(word, '1')) % 3 === 0,
    'tomita-7': (word) => /^0*1*0*1*$/.test(word),
  };
  for (const [name, isMember] of Object.entries(MEMBERS)) {
    it(`${name}: what may come next is what some word goes on with`, () => {
      const language = namedLanguage(name);
      assert.ok(language);
      const symbols = language.alphabet.slice(0, -1);
      const longest =
        name === 'anbncn'
          ? 9
          : name === 'recall-2'
            ? 8
            : symbols.length === 1
              ? 20
              : symbols.length === 2
                ? 9
                : symbols.length <= 4
                  ? 7
                  : 6;
      const members = new Set<string>();
      const prefixes = new Set<string>();
      for (const word of allWords(symbols, longest)) {
        if (!isMember(word)) continue;
        members.add(word);
        for (let end = 0; end <= word.length; end++) prefixes.add(word.slice(0, end));
      }
      // Beyond half of the longest length a prefix may need more symbols than were tried.
      const sure = name === 'anbncn' ? 2 : Math.floor(longest / 2) - 1;
      for (const word of prefixes) {
        if (word.length > sure) continue;
        const allowed: string[] = nextSymbols(language, configuration(language, word)).map(
          (symbol) => language.alphabet[symbol] ?? '',
        );
        const expected = symbols.filter((symbol) => prefixes.has(word + symbol));
        assert.deepEqual(allowed, members.has(word) ? [...expected, '⊣'] : expected, `after '${word}'`);
      }
    });
  }
});

describe('regular expressions', () => {
  const symbol = fc.constantFrom('a', 'b');
  const { expression } = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      symbol,
      fc.constant('.'),
      fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => left + right),
      fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `(${left}|${right})`),
      fc.tuple(tie('expression'), fc.constantFrom('*', '+', '?')).map(([part, sign]) => `(${part})${sign}`),
    ),
  }));

  it('accept what the regular expressions of JavaScript accept', () => {
    const words = [...allWords(['a', 'b'], 6)];
    fc.assert(
      fc.property(expression, (text) => {
        const language = regular('test', text, 'ab');
        const oracle = new RegExp(`^(?:${text})$`);
        for (const word of words) {
          assert.equal(accepts(language, word), oracle.test(word), `${text} on '${word}'`);
        }
      }),
      { seed: 20260101, numRuns: 150 },
    );
  });

  it('say where they are none', () => {
    const faults: [string, number, RegExp][] = [
      ['a(b', 1, /never closed/],
      ['ab)', 2, /closes nothing/],
      ['*a', 0, /nothing stands before/],
      ['(a|+b)', 3, /nothing stands before/],
    ];
    for (const [text, at, reason] of faults) {
      assert.throws(
        () => regular('test', text, 'ab'),
        (error) => error instanceof ExpressionError && error.at === at && reason.test(error.reason),
        text,
      );
    }
  });

  it('are refused when their automaton would be too large', () => {
    const text = `(a|b)*a${'(a|b)'.repeat(30)}`;
    assert.throws(() => regular('test', text, 'ab'), /too large/);
  });

  it('have the symbols that are named, all of them, where these are more than stand in it', () => {
    assert.deepEqual(languageOfExpression('(ab)*', Array.from('abc')).alphabet, ['a', 'b', 'c', '⊣']);
    assert.throws(() => languageOfExpression('(ab)*', ['c']), /'a' is not in the alphabet c/);
    const { help } = WORD_OPTIONS.find(({ name }) => name === 'alphabet') ?? {};
    assert.match(help ?? '', /^all symbols of an expression/);
  });

  it('take their alphabet from their symbols', () => {
    assert.deepEqual(symbolsOf('(cab|a)*.?'), ['a', 'b', 'c']);
  });
});

function* allWords(symbols: readonly string[], longest: number): Generator<string> {
  let words = [''];
  for (let length = 0; length <= longest; length++) {
    yield* words;
    words = words.flatMap((word) => symbols.map((symbol) => word + symbol));
  }
}

function configuration(language: Language, word: string) {
  let at = startOf(language);
  for (const symbol of word) at = after(language, at, language.alphabet.indexOf(symbol));
  return at;
}

function accepts(language: Language, word: string): boolean {
  let at = startOf(language);
  for (const letter of word) {
    const symbol = language.alphabet.indexOf(letter);
    if (!nextSymbols(language, at).includes(symbol)) return false;
    at = after(language, at, symbol);
  }
  return nextSymbols(language, at).includes(language.alphabet.length - 1);
}

const count = (word: string, symbol: string): number => word.split(symbol).length - 1;

function balance(word: string, [open]: string, deepest: number): boolean {
  let depth = 0;
  for (const symbol of word) {
    depth += symbol === open ? 1 : -1;
    if (depth < 0 || depth > deepest) return false;
  }
  return depth === 0;
}

function nested(word: string, deepest: number): boolean {
  const stack: string[] = [];
  for (const symbol of word) {
    if ('([{<'.includes(symbol)) stack.push(symbol);
    else if (`${stack.pop() ?? ''}${symbol}`.match(/^(\(\)|\[\]|\{\}|<>)$/) === null) return false;
    if (stack.length > deepest) return false;
  }
  return stack.length === 0;
}
