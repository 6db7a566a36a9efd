import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { namedGroup } from '../../../src/algebra/groups';
import { build } from '../../../src/datasets/run/build';
import type { Example } from '../../../src/datasets/examples/example';
import { findFiles } from '../../../src/datasets/files/find';
import type { Plan } from '../../../src/datasets/plan/plan';
import { planWords } from '../../../src/datasets/plan/planning';
import { languageOfExpression, planLanguage } from '../../../src/datasets/plan/planning-languages';
import { languageNamed } from '../../../src/languages/definition';
import { readExamples } from '../../../src/datasets/examples/read';
import { SourceError } from '../../../src/trace/source';
import { ROOT } from '../cli/run-cli';
import { EDITS, LINE_EDITS, type Json } from './edits';
import { examplesIn, planFor, temporaryFolder } from './dataset';

const WHOLE: Partial<Plan> = { formats: ['jsonl'], fractions: [1, 0, 0] };

/** Every kind of example that `dataset` writes. */
async function plans(): Promise<[name: string, source: Plan['source'], most: number][]> {
  const words = { generators: 'all', length: '2-6', count: 3, unique: false };
  const found = await findFiles({
    root: ROOT,
    paths: ['opera-game.pgn', 'castling-illegal.uci', 'cards.py', 'rotate.js', 'coins.txt', 'hanoi.py', 's5.word'].map(
      (name) => `samples/${name}`,
    ),
  });
  return [
    ['words', await planWords({ ...words, group: 'S5', as: 'word' }), 3],
    ['words of a product', await planWords({ ...words, group: 'A4xZ5', as: 'word' }), 3],
    ['words told as chess', await planWords({ ...words, group: 'S5', as: 'chess' }), 2],
    ['parity', planLanguage(languageNamed('parity'), '2-6', 3), 3],
    ['brackets with counters', planLanguage(languageNamed('shuffle-dyck-2'), '4-8', 3), 3],
    ['a language of a regular expression', planLanguage(languageOfExpression('x', '(ab|c)*d'), '3-6', 3), 3],
    [
      'files',
      { kind: 'trace', root: ROOT, ...found, window: { size: 12, stride: 12 }, minSteps: 1, splitBy: 'game' },
      9,
    ],
  ];
}

/** All that models are asked and judged by: what an edit must not change without being refused. */
function meaning(example: Example): unknown {
  const { tokens, states, final } = example;
  if (example.kind === 'language') return { tokens, states, final, language: example.language, next: example.next };
  if (example.kind === 'word') {
    const group = namedGroup(example.group);
    return { states, final, maps: tokens.map((id) => group?.elementOf(BigInt(id))) };
  }
  const { slots, initial, maps, illegal } = example;
  return {
    ...{ states, final, initial, width: slots.length, illegal: illegal?.step },
    maps: tokens.map((token) => maps[token] ?? null),
  };
}

/** The innermost value that a path such as `states[3]` leads to. */
function valueAt(data: unknown, field: string): unknown {
  let value = data;
  for (const key of field.match(/[^.[\]]+/g) ?? []) {
    const inner = (value as Record<string, unknown> | undefined)?.[key];
    if (inner === undefined) break;
    value = inner;
  }
  return value;
}

describe('an example that was changed', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const lines: { kind: string; line: string; folder: string }[] = [];
  before(async () => {
    for (const [kind, source, most] of await plans()) {
      const out = join(folder, kind.replaceAll(' ', '-'));
      await build(planFor(source, WHOLE), out);
      const made = examplesIn(out, 'train');
      // Of files, examples of different domains and languages.
      const seen = new Map<string, number>();
      const few = made.filter((example) => {
        const of = example.kind === 'trace' ? `${example.domain} ${example.language} ${example.illegal !== null}` : '';
        seen.set(of, (seen.get(of) ?? 0) + 1);
        return (seen.get(of) ?? 0) <= (example.kind === 'trace' ? 2 : most);
      });
      for (const example of few) lines.push({ kind, line: JSON.stringify(example), folder: out });
    }
  });

  /** What comes of a file whose second line is this one: an example, or where and why it is none. */
  async function reading(of: { folder: string; line: string }, changed: string): Promise<Example | SourceError> {
    const path = join(of.folder, 'changed.jsonl');
    writeFileSync(path, `${of.line}\n${changed}\n`);
    let at = 0;
    try {
      for await (const example of readExamples(path)) if (++at === 2) return example;
    } catch (error) {
      if (error instanceof SourceError) return error;
      throw error;
    }
    throw new Error('there is no second example');
  }

  it('is there in every kind, and unchanged is taken as it is', async () => {
    const kinds = new Set(lines.map(({ line }) => (JSON.parse(line) as Example).kind));
    assert.deepEqual([...kinds].sort(), ['language', 'trace', 'word']);
    const domains = new Set(lines.map(({ line }) => (JSON.parse(line) as Json)['domain']));
    assert.deepEqual([...domains].map(String).sort(), ['chess', 'code', 'narrative', 'undefined', 'word']);
    for (const of of lines) {
      const read = await reading(of, of.line);
      assert.ok(!(read instanceof SourceError), read instanceof SourceError ? read.message : '');
      assert.deepEqual(read, JSON.parse(of.line));
    }
  });

  it(`in one of ${EDITS.length} ways is refused at its line and field, or means the same`, async () => {
    const tried = new Map<string, [refused: number, same: number]>();
    for (const of of lines) {
      for (const edit of EDITS) {
        const data = JSON.parse(of.line) as Json;
        if (!edit.of(data)) continue;
        const changed = JSON.stringify(data);
        const what = `${of.kind}: ${edit.name}`;
        const read = await reading(of, changed);
        const counts = tried.get(edit.name) ?? [0, 0];
        tried.set(edit.name, counts);
        if (!(read instanceof SourceError)) {
          counts[1]++;
          assert.deepEqual(meaning(read), meaning(JSON.parse(of.line) as Example), what);
          continue;
        }
        counts[0]++;
        assert.equal(read.range.start.line, 1, what);
        const [, field] = /^([\w.[\]]+): /.exec(read.reason) ?? [];
        assert.ok(field !== undefined, `${what}: ${read.reason}`);
        const value = JSON.stringify(valueAt(data, field));
        const there = changed.slice(read.range.start.character, read.range.start.character + value.length);
        assert.equal(there, value, `${what}: ${read.message}`);
      }
    }
    const never = EDITS.filter(({ name }) => !tried.has(name)).map(({ name }) => name);
    assert.deepEqual(never, [], 'edits that changed nothing anywhere');
    const harmless = [...tried].filter(([, [refused]]) => refused === 0).map(([name]) => name);
    assert.deepEqual(harmless.sort(), [
      'a field that means nothing here',
      'a map more that no token uses',
      'an object more',
    ]);
  });

  it('as text is refused at its line, or means the same', async () => {
    for (const of of lines) {
      for (const edit of LINE_EDITS) {
        const read = await reading(of, edit.of(of.line));
        if (read instanceof SourceError) assert.equal(read.range.start.line, 1, edit.name);
        else assert.deepEqual(meaning(read), meaning(JSON.parse(of.line) as Example), edit.name);
      }
    }
  });
});
