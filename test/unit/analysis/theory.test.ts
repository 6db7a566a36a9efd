import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SlotMap } from '../../../src/algebra/maps';
import { verdict } from '../../../src/algebra/verdict';
import { ARCHITECTURES, ownTheory, subjectOf, taskSubject, theory, type Subject } from '../../../src/analysis/theory';
import { ARCHITECTURES as TABLE, PHRASES, SOURCES, THEORIES } from '../../../src/models/architectures';
import { architecturesSchema, type Source } from '../../../src/models/architectures-schema';
import table from '../../../src/models/architectures.json';
import { readCatalogue } from '../../../src/models/catalogue';

const ROOT = path.join(__dirname, '../../..');
const subject = (...steps: SlotMap[]): Subject => subjectOf(verdict(steps), steps);
const rest = [0, 1, 2, 3, 4];
const S5 = subject(rest, [1, 0, 2, 3, 4], [1, 2, 3, 4, 0]);
const SWAPS = subject(rest, [1, 0, 2, 3, 4], [0, 2, 1, 3, 4], [0, 1, 3, 2, 4], [0, 1, 2, 4, 3]);
const PARITY = subject([0, 1], [1, 0]);
const TOGGLES = subject([0, 1, 2, 3], [1, 0, 2, 3], [0, 1, 3, 2]);
/** The same group, of which no step is a swap. */
const FOUR = subject([0, 1, 2, 3], [1, 0, 3, 2], [2, 3, 0, 1]);
const THREES = subject([0, 1, 2], [1, 2, 0]);
const FOURS = subject([0, 1, 2, 3], [1, 2, 3, 0]);
const FLIP_FLOP = subject([1, 1, 2], [2, 1, 2]);
const TOGGLE_AND_SET = subject([0, 1], [1, 0], [0, 0], [1, 1]);
const THREES_AND_SET = subject([0, 1, 2], [1, 2, 0], [0, 0, 0]);
const ALL = { S5, SWAPS, PARITY, TOGGLES, FOUR, THREES, FOURS, FLIP_FLOP, TOGGLE_AND_SET, THREES_AND_SET };

const of = (about: Subject, name: string) => {
  const kin = / (negative|that writes the state|\[−1, 1\])$/.exec(name)?.[1];
  const architecture = kin === undefined ? name : name.slice(0, -kin.length - 1);
  const writes = kin?.startsWith('that') ? { writes: 11 } : {};
  return theory(about, { architecture, negative: kin === 'negative' || kin?.startsWith('[') === true, ...writes });
};
const says = (about: Subject, name: string) => of(about, name)?.says;

describe('theory', () => {
  it('is a table of the form that all who read it rely on', () => {
    assert.doesNotThrow(() => architecturesSchema.parse(table));
  });

  it('has a line for every architecture and state, with its hypothesis and a paper where it claims something', () => {
    const cited = Object.values(SOURCES).map(({ short }) => short);
    for (const name of ARCHITECTURES) {
      for (const about of Object.values(ALL)) {
        const found = of(about, name);
        assert.ok(found, name);
        assert.match(found.line, /finite precision|log precision|constant precision|for each length/, name);
        if (found.says !== 'open')
          assert.ok(
            cited.some((paper) => found.line.includes(paper)),
            name,
          );
        if (found.says === 'can') assert.match(found.line, /every length|each length/, name);
        if (found.line.includes('TC⁰ = NC¹')) assert.match(found.line, /log precision/, name);
        if (found.line.includes('TC⁰ = NC¹') && name === 'transformer') assert.match(found.line, /chain of thought/);
        assert.doesNotMatch(found.line, /\.$|\n/);
        // The page shows so much of it.
        assert.ok(found.line.length <= 600, `${name}: ${found.line.length}`);
      }
    }
  });

  it('names the text behind a number, and says of what was not read where it is cited', () => {
    for (const name of ARCHITECTURES) {
      for (const about of Object.values(ALL)) {
        const line = of(about, name)?.line ?? '';
        for (const source of Object.values<Source>(SOURCES)) {
          const { short, text, read } = source;
          const ways =
            typeof read === 'object' ? [`as cited in ${read.citedIn}`] : read === 'abstract' ? ['abstract'] : [];
          const others = Object.values<Source>(SOURCES).filter((other) => other.short === short && other !== source);
          if (others.length > 0) continue;
          for (const [, rest = ''] of line.matchAll(new RegExp(`${short}([^;)]*)`, 'g'))) {
            for (const way of ways) assert.ok(rest.includes(way), `${name}: ${short}${rest}`);
            if (text !== undefined && /Theorem|Proposition/.test(rest))
              assert.ok(rest.includes(text), `${short}${rest}`);
          }
        }
      }
    }
  });

  it('knows every architecture of the bundled models', () => {
    const zoo = readFileSync(path.join(ROOT, 'training/zoo.toml'), 'utf8');
    const names = [...zoo.matchAll(/^architecture = "(.+)"$/gm)].map(([, name]) => name);
    assert.ok(names.length > 0);
    for (const name of names) assert.ok(ARCHITECTURES.includes(name!), name);
  });

  it('is a table in which nothing is missing and nothing is left over', () => {
    const own = TABLE.flatMap(({ theory: of, negative, writes }) =>
      [of, negative, writes].filter((one) => one !== undefined),
    );
    assert.deepEqual(new Set(own), new Set(Object.keys(THEORIES)));
    assert.equal(new Set(TABLE.map(({ order }) => order)).size, TABLE.length, 'no two share a place in lists');
    const texts = [
      ...Object.values(PHRASES),
      ...Object.values(THEORIES).flatMap((by) =>
        Object.values(by).flatMap((lines = []) => lines.map(({ line }) => line)),
      ),
    ];
    const named = texts.flatMap((line) => [...line.matchAll(/\{([^{}]*)\}/g)].map(([, inside = '']) => inside));
    const sources = named.filter((name) => name.startsWith('@')).map((name) => name.slice(1).split(':')[0]);
    assert.deepEqual(new Set(sources), new Set(Object.keys(SOURCES)));
    const phrases = named.filter((name) => !name.startsWith('@') && name !== 'largest prime');
    assert.deepEqual(new Set(phrases), new Set(Object.keys(PHRASES)));
    for (const by of Object.values(THEORIES))
      for (const lines of Object.values(by).filter((of) => of !== undefined)) {
        assert.equal(lines.at(-1)?.when, undefined, 'the last line holds whatever the state');
        assert.equal(lines.filter(({ when }) => when === undefined).length, 1);
      }
    for (const about of Object.values(ALL))
      for (const name of ARCHITECTURES) assert.doesNotMatch(of(about, name)?.line ?? '', /[{}]|undefined/, name);
  });

  it('has a file of its own in training for every architecture', () => {
    for (const { name } of TABLE) {
      const file = path.join(ROOT, 'training/architectures', `${name.replaceAll('-', '_')}.py`);
      assert.match(
        readFileSync(file, 'utf8'),
        new RegExp(`^(def ${name.replaceAll('-', '_')}\\(|${name.replaceAll('-', '_')} = )`, 'm'),
        name,
      );
    }
  });

  it('draws the line of the two papers', () => {
    for (const about of [S5, SWAPS]) {
      for (const name of [
        'transformer',
        's4',
        'mamba',
        'mamba negative',
        'gated-linear-attention',
        'hybrid',
        'deltanet',
      ])
        assert.equal(says(about, name), 'cannot', name);
      for (const name of ['elman-rnn', 'lstm', 'rnn-ssm', 'wfa-ssm', 'ids4'])
        assert.equal(says(about, name), 'can', name);
    }
    assert.equal(says(PARITY, 'mamba'), 'cannot');
    assert.equal(says(FLIP_FLOP, 'mamba'), 'can');
    assert.equal(says(FLIP_FLOP, 'ids4'), 'open');
  });

  it('needs no conjecture where finite precision settles it', () => {
    for (const name of ['s4', 'mamba', 'mamba negative', 'gated-linear-attention']) {
      const line = of(S5, name)?.line ?? '';
      assert.match(line, /^at finite precision and every length/, name);
      assert.match(line, /at log precision .* unless TC⁰ = NC¹/, name);
    }
  });

  it('never finds a small group harder than one that contains it', () => {
    const worth = { can: 2, open: 1, cannot: 0 };
    for (const name of ARCHITECTURES) {
      const value = (about: Subject) => worth[says(about, name) ?? 'open'];
      assert.ok(value(PARITY) >= value(SWAPS), name);
      assert.ok(value(PARITY) >= value(TOGGLES), name);
      assert.ok(value(PARITY) >= value(TOGGLE_AND_SET), name);
      assert.ok(value(TOGGLES) >= value(SWAPS), name);
    }
  });

  it('gives every toggle a channel of its own', () => {
    for (const about of [PARITY, TOGGLES, FOUR]) {
      assert.equal(says(about, 'mamba negative'), 'can');
      assert.equal(says(about, 'deltanet negative'), 'can');
    }
    assert.equal(says(FOURS, 'mamba negative'), 'open');
    assert.equal(says(THREES, 'mamba negative'), 'cannot');
    assert.equal(says(THREES_AND_SET, 'mamba negative'), 'cannot');
    assert.equal(says(TOGGLE_AND_SET, 'mamba negative'), 'open');
  });

  it('asks whether the tokens of a reflecting model are swaps', () => {
    assert.equal(says(SWAPS, 'deltanet negative'), 'can');
    assert.equal(says(THREES, 'deltanet negative'), 'open');
    assert.match(of(THREES, 'deltanet negative')?.line ?? '', /takes several reflections/);
    const swaps = [
      [1, 0, 2],
      [0, 2, 1],
    ];
    const written = subjectOf(THREES.verdict, [[1, 2, 0]], swaps);
    assert.equal(says(written, 'deltanet negative'), 'can');
  });

  it('lets nothing that cycles live in transitions with eigenvalues in [0, 1]', () => {
    for (const about of [PARITY, THREES, S5, TOGGLE_AND_SET, THREES_AND_SET])
      assert.equal(says(about, 'deltanet'), 'cannot');
    assert.equal(says(FLIP_FLOP, 'deltanet'), 'open');
  });

  it('asks whether a model that does not look at its input can count what it reads', () => {
    for (const about of [PARITY, FOURS, TOGGLES, TOGGLE_AND_SET]) assert.equal(says(about, 's4'), 'cannot');
    assert.equal(says(THREES, 's4'), 'open');
    assert.equal(says(subject([1, 0]), 's4'), 'open');
  });

  it('says nothing where nothing is known or nothing changes', () => {
    const unknown = { ...S5, verdict: { ...S5.verdict, class: 'unknown' as const } };
    assert.equal(of(unknown, 'mamba'), undefined);
    assert.equal(of(subject([0, 1, 2]), 'mamba'), undefined);
    assert.equal(of(S5, 'perceptron'), undefined);
    assert.equal(of(S5, 'toString'), undefined);
  });

  it('is about the language that a model reads', async () => {
    const { models } = await readCatalogue([path.join(ROOT, 'models')]);
    const own = (id: string) => {
      const manifest = models.find((model) => model.manifest.id === id)!.manifest;
      return { says: ownTheory(manifest)?.says, order: taskSubject(manifest)?.verdict.order };
    };
    assert.deepEqual(own('parity-mamba-2'), { says: 'cannot', order: '2' });
    assert.deepEqual(own('aa-mamba-2'), { says: 'cannot', order: '2' });
    assert.deepEqual(own('parity-mamba-negative-2'), { says: 'can', order: '2' });
    assert.equal(own('flip-flop-mamba-2').says, 'can');
    assert.equal(own('bounded-dyck-2-3-mamba-2').says, 'can');
    assert.deepEqual(own('dyck-1-mamba-2'), { says: 'can', order: undefined });
    assert.equal(own('s5-deltanet-negative-1').says, 'can');
    assert.equal(own('s5-ids4-1').says, 'can');
    for (const { manifest } of models) assert.ok(ownTheory(manifest), manifest.id);
  });

  it('of a fixed depth that is left by loops or by what is written says that it can', () => {
    assert.equal(says(S5, 'transformer'), 'cannot');
    assert.equal(says(S5, 'transformer that writes the state'), 'can');
    assert.match(
      of(S5, 'transformer that writes the state')?.line ?? '',
      /chain of thought .*\(Merrill and Sabharwal 2024, abstract/,
    );
    assert.equal(says(S5, 'looped-transformer'), 'can');
    assert.match(
      of(S5, 'looped-transformer')?.line ?? '',
      /as often as the word has tokens.*a fixed number of loops .* TC⁰/,
    );
    assert.equal(
      theory(S5, { architecture: 'gpt2', writes: 11 })?.says,
      'can',
      'a kind of transformer that the table does not list',
    );
    assert.equal(
      theory(S5, { architecture: 'mamba', writes: 11 }),
      undefined,
      'of others that write nothing is known here',
    );
  });

  it('stands on the card of every model, word for word', async () => {
    const { models } = await readCatalogue([path.join(ROOT, 'models')]);
    for (const { path: file, manifest } of models) {
      const card = readFileSync(file.replace(/\.onnx$/, '.md'), 'utf8');
      const { says: what, line } = ownTheory(manifest)!;
      assert.ok(card.includes(`**${what}**: ${line}.`), manifest.id);
    }
  });

  it('has every source on the page of the verdict', () => {
    const page = readFileSync(path.join(ROOT, 'docs/verdict.md'), 'utf8');
    for (const { title } of Object.values(SOURCES)) assert.ok(page.includes(title), title);
  });
});
