import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { NotationError } from '../../../../src/algebra/notation';
import { languagesOf, type Letters } from '../../../../src/readers/chess/letters';
import { Tokens } from '../../../../src/readers/chess/tokens';
import { readHeader as readFormalHeader } from '../../../../src/readers/formal/header';
import { readHeader } from '../../../../src/readers/word/header';
import { Lexer, type Token } from '../../../../src/readers/word/lexer';
import { Lines } from '../../../../src/trace/lines';
import { expression, expressionsOf, scopesOf, type Grammar } from './tokenizer';

const ROOT = path.join(__dirname, '../../../..');
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8'));

type ChessToken = NonNullable<ReturnType<Tokens['next']>>;

interface Contributed {
  languages: { id: string; extensions: string[]; configuration: string }[];
  grammars: { language: string; scopeName: string; path: string }[];
}
const { languages, grammars } = (json('package.json') as { contributes: Contributed }).contributes;
const grammarOf = (language: string): Grammar =>
  json(grammars.find((each) => each.language === language)?.path ?? `no grammar of ${language}`) as Grammar;

/** Texts that are written in a language: samples, and the blocks of its page that are right. */
function textsOf(ending: RegExp, page: string, block: string): [string, string][] {
  const samples = readdirSync(path.join(ROOT, 'samples')).filter((name) => ending.test(name));
  const docs = readFileSync(path.join(ROOT, 'docs', page), 'utf8');
  return [
    ...samples.map((name): [string, string] => [name, readFileSync(path.join(ROOT, 'samples', name), 'utf8')]),
    ...[...docs.matchAll(new RegExp(`^\`\`\`${block}\n([^]*?)\`\`\``, 'gm'))].map(
      ({ 1: text = '' }, n): [string, string] => [`${page}, block ${n + 1}`, text],
    ),
  ];
}

/** Scopes of a piece of a text, each once, blanks left out. */
function scopesIn(text: string, piece: string, language: string): string[] {
  const scopes = scopesOf(text, grammarOf(language));
  const at = text.indexOf(piece);
  assert.ok(at >= 0, piece);
  return [
    ...new Set([...piece].flatMap((character, place) => (/\s/.test(character) ? [] : (scopes[at + place] ?? [])))),
  ];
}

/** The tokens of a game in English letters or, where it is none, in those of the language that the page shows it in. */
function chessTokens(uri: string, text: string): ChessToken[] {
  const all = (letters?: Letters): ChessToken[] => {
    const tokens = new Tokens({ uri, language: 'chess', text }, new Lines(text), 0, text.length, letters);
    return [...iterate(() => tokens.next())];
  };
  try {
    return all();
  } catch (error) {
    const german = text
      .split(/\s+/)
      .flatMap(languagesOf)
      .find(({ name }) => name === 'German');
    if (!german) throw error;
    return all(german);
  }
}

function* iterate<T>(next: () => T | undefined | null): Generator<T> {
  for (let one = next(); one; one = next()) yield one;
}

describe('the colours of the languages', () => {
  for (const { id, configuration } of languages) {
    it(`${id}: has a grammar and a configuration whose expressions are right`, () => {
      const entry = grammars.find(({ language }) => language === id);
      const grammar = grammarOf(id);
      assert.equal(grammar.scopeName, entry?.scopeName);
      // A scope of the same name in another extension would take its place.
      assert.match(grammar.scopeName, /^(source|text)\.state-probe\./);
      for (const source of expressionsOf(grammar.patterns)) assert.equal(expression(source).test(''), false, source);
      assert.ok(existsSync(path.join(ROOT, configuration)));
      const { comments } = json(configuration) as { comments: { lineComment: string } };
      assert.equal(comments.lineComment, ['pgn', 'chess-moves'].includes(id) ? ';' : '#');
    });
  }

  it('take no file that others have: the same endings as ever', () => {
    const endings = languages.flatMap(({ extensions }) => extensions);
    assert.deepEqual(endings, ['.uci', '.chess', '.pgn', '.word', '.lang', '.story']);
  });

  it('chess: what the reader takes for a move, a comment, a tag is coloured as one', () => {
    const wanted = {
      move: /^constant\.other\.move/,
      comment: /^comment/,
      tag: /tag\.chess$|string/,
      fen: /^string\.unquoted\.fen/,
      result: /^constant\.language\.result/,
      open: /^punctuation/,
      close: /^punctuation/,
    };
    for (const [name, text] of textsOf(/\.(pgn|uci|chess)$/, 'reading-chess.md', 'chess')) {
      const scopes = scopesOf(text, grammarOf('pgn'));
      for (const token of chessTokens(name, text))
        for (const place of [token.start, token.end - 1])
          assert.match(scopes[place] ?? '', wanted[token.kind], `${name}: ${text.slice(token.start, token.end)}`);
    }
  });

  it('chess: numbers, glyphs and engines’ words are none', () => {
    const text = 'position startpos moves\n12... Nf3!? $14 e8=Q+ 1/2-1/2 {a\nNf3 b} Qh9';
    const scopes = (piece: string) => scopesIn(text, piece, 'chess-moves');
    assert.deepEqual(scopes('position startpos moves'), ['keyword.other.chess']);
    assert.deepEqual(scopes('12...'), ['constant.numeric.move-number.chess']);
    assert.deepEqual(scopes('!?'), ['keyword.operator.glyph.chess']);
    assert.deepEqual(scopes('$14'), ['keyword.operator.glyph.chess']);
    assert.deepEqual(scopes('{a\nNf3 b}'), ['comment.block.chess']);
    assert.deepEqual(scopes('Qh9'), ['source.state-probe.chess']);
  });

  it('words: what the reader takes for a number, a name, an operator is coloured as one', () => {
    const wanted: Record<string, RegExp> = {
      number: /^constant\.numeric/,
      name: /^(variable|support)/,
      superscript: /^keyword\.operator/,
      separator: /^punctuation/,
    };
    let compared = 0;
    for (const [name, text] of textsOf(/\.word$/, 'reading-words.md', 'word')) {
      const scopes = scopesOf(text, grammarOf('permutation-word'));
      for (const { kind, start, end } of wordTokens(text)) {
        compared++;
        if (kind !== 'newline')
          assert.match(
            scopes[start] ?? '',
            wanted[kind] ?? /^(keyword\.operator|punctuation)/,
            `${name}: ${text.slice(start, end)}`,
          );
      }
    }
    assert.ok(compared > 500, `${compared}`);
  });

  it('words: header lines and comments', () => {
    const text = '# Group: S5\n# a note\n(1 3) # swap';
    const scopes = (piece: string) => scopesIn(text, piece, 'permutation-word');
    assert.deepEqual(scopes('Group'), ['keyword.other.header.word']);
    assert.deepEqual(scopes('S5'), ['string.unquoted.word']);
    assert.deepEqual(scopes('# a note'), ['comment.line.number-sign.word']);
    assert.deepEqual(scopes('# swap'), ['comment.line.number-sign.word']);
  });

  it('words of languages: the head is coloured, the symbols are not', () => {
    for (const [name, text] of textsOf(/\.lang$/, 'reading-languages.md', 'formal')) {
      const scopes = scopesOf(text, grammarOf('formal-word'));
      const end = endOfHead(text);
      for (let at = 0; at < text.length; at++) {
        if (/\s/.test(text[at] ?? '')) continue;
        const isPlain = scopes[at] === 'source.state-probe.formal';
        if (at >= end) assert.ok(isPlain, `${name}: ${text.slice(at, at + 20)}`);
      }
      const head = /^# (?=(language|expression|alphabet|state)\b.*:)/m.exec(text);
      if (head) assert.match(scopes[head.index + head[0].length] ?? '', /^keyword/, name);
    }
    const text = '# state locked (start, accepting): coin -> open, push -> locked\nA # B';
    const scopes = (piece: string) => scopesIn(text, piece, 'formal-word');
    assert.deepEqual(scopes('locked'), ['entity.name.type.state.formal']);
    assert.deepEqual(scopes('start, accepting'), ['storage.modifier.formal']);
    assert.deepEqual(scopes('coin'), ['constant.character.symbol.formal']);
    assert.deepEqual(scopes('open'), ['entity.name.type.state.formal']);
    // Only at the start of a line it is a comment: elsewhere it may be a symbol.
    assert.deepEqual(scopes('A # B'), ['source.state-probe.formal']);
  });

  it('stories: titles, names, options', () => {
    const text = '# Alice\nThen Alice swaps with Bob.\nOptions:\n(A) red ball\n#1 is no story';
    const scopes = (piece: string) => scopesIn(text, piece, 'state-story');
    assert.deepEqual(scopes('# Alice'), ['comment.line.number-sign.story']);
    assert.deepEqual(scopes('Bob'), ['entity.name.story']);
    assert.deepEqual(scopes('Then'), ['text.state-probe.story']);
    assert.deepEqual(scopes('Options'), ['keyword.other.story']);
    assert.deepEqual(scopes('(A)'), ['constant.language.option.story']);
  });
});

/** The tokens of a word, up to what is none: some blocks are wrong on purpose. */
function wordTokens(text: string): Token[] {
  const tokens: Token[] = [];
  try {
    const lexer = new Lexer(text, readHeader(text, 0).end, text.length);
    for (let token = lexer.take(); token.kind !== 'end'; token = lexer.take()) tokens.push(token);
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
  }
  return tokens;
}

/** Where a word of a language begins: behind the head, or behind all of a text whose head is wrong on purpose. */
function endOfHead(text: string): number {
  try {
    return readFormalHeader(text, 0).end;
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    return text.length;
  }
}
