import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import type * as vscode from 'vscode';
import { pageProbe } from '../../../../src/page/probe';
import { readText } from '../../../../src/readers';
import { Lines } from '../../../../src/trace/lines';
import { SourceError, type Range } from '../../../../src/trace/source';
import type { Trace } from '../../../../src/trace/trace';
import type { Probed, ProbeStore } from '../../../../src/extension/probes/store';
import type { Rereader } from '../../../../src/extension/following/rereader';
import type { Text } from '../../../../src/extension/texts/texts';
import { patience } from '../../../../scripts/lib/patience.mjs';
import { editor, FakeDocument, FakeUri } from '../fake-vscode';
import { runs } from '../../arbitraries';

const SAMPLES = resolve(__dirname, '../../../../samples');
/** The five kinds of text: two of code, a word, a game and a story. */
const TEXTS = [
  ['shuffle.py', 'python'],
  ['rotate.js', 'javascript'],
  ['s5.word', 'word'],
  ['opera-game.pgn', 'chess'],
  ['shell-game.txt', 'narrative'],
] as const;

/** What people type, and what has broken marks before. */
const PIECES = ['\t', ' ', '\n', '    ', '# ', '// ', '1', '9', 'x', '(1 2)', '{', '}', '"', 'swap', '\r\n', '  \n\n'];

const reader = {
  async readTracking({ document, selection, language }: Text): Promise<{ trace: Trace; total: number }> {
    const source = { uri: 'sample', language, text: document.getText(), ...(selection && { selection }) };
    const trace = await readText(source, {});
    return { trace, total: trace.steps.length };
  },
};

describe('a probe and its text', () => {
  let modules: {
    ProbeStore: typeof ProbeStore;
    Rereader: typeof Rereader;
    sameSteps: (a: Trace, b: Trace) => boolean;
    placeOf: (steps: Trace['steps'], scope: Range | undefined) => Probed['place'];
    movedFrom: (from: vscode.Uri, to: vscode.Uri) => (uri: vscode.Uri) => vscode.Uri | undefined;
    partOf: (text: { document: vscode.TextDocument; selection: Range | undefined }) => Probed['part'];
    titleOf: (text: { document: vscode.TextDocument; selection: Range | undefined }) => string;
  };
  let store: ProbeStore;
  let rereader: Rereader;
  let document: FakeDocument;
  const errors: unknown[] = [];

  before(async () => {
    const [probes, following, reread, place, texts, moved] = await Promise.all([
      import('../../../../src/extension/probes/store'),
      import('../../../../src/extension/following/rereader'),
      import('../../../../src/extension/probes/reread'),
      import('../../../../src/extension/probes/place'),
      import('../../../../src/extension/texts/texts'),
      import('../../../../src/extension/workbench/moved'),
    ]);
    modules = { ...probes, ...following, ...reread, ...place, ...texts, ...moved };
  });
  beforeEach(() => {
    store = new modules.ProbeStore();
    const log = { error: (error: unknown) => errors.push(error) };
    rereader = new modules.Rereader(store, reader, log, { quiet: 0, file: 0 });
  });
  afterEach(() => {
    rereader.dispose();
    store.dispose();
    document.close();
    assert.deepEqual(errors, []);
  });

  const asDocument = () => document as unknown as vscode.TextDocument;

  async function probe(name: string, language: string, text: string, selection?: Range, id = 'p'): Promise<Probed> {
    document = new FakeDocument(FakeUri.file(`/w/${name}`), language, text);
    document.open();
    const { trace } = await reader.readTracking({ document: asDocument(), selection, language });
    const title = modules.titleOf({ document: asDocument(), selection });
    return store.put({
      ...{ uri: document.uri as unknown as vscode.Uri, trace, language },
      part: modules.partOf({ document: asDocument(), selection }),
      probe: pageProbe(trace, { id, title, name: 'sample', models: [], cuts: [] }),
      place: modules.placeOf(trace.steps, selection),
    });
  }

  /** What a fresh probe of the same part would show; undefined where it cannot be read. */
  async function fresh(probed: Probed): Promise<Trace | undefined> {
    const text = { document: asDocument(), selection: probed.place?.scope, language: probed.language };
    return reader.readTracking(text).then(
      ({ trace }) => trace,
      (error: unknown) => {
        if (error instanceof SourceError) return undefined;
        throw error;
      },
    );
  }

  /** Shown is what a fresh probe shows, or it is said that it is older. @returns whether it is the same */
  async function check(probed: Probed, original: Trace): Promise<boolean> {
    await store.settled(probed);
    const now = await fresh(probed);
    if (probed.text !== 'same') {
      assert.equal(probed.text, 'older');
      assert.equal(probed.index, undefined);
      // What is told to be older is so where all of the document was probed: a part may be lost.
      if (!probed.part.scope) assert.ok(!now || !modules.sameSteps(now, original), 'it has the same steps');
      return false;
    }
    assert.ok(now);
    const { trace } = probed.timeline;
    assert.deepEqual(trace, now);
    const title = modules.titleOf({ document: asDocument(), selection: probed.place?.scope });
    assert.deepEqual(probed.probe, pageProbe(now, { id: 'p', title, name: 'sample', models: [], cuts: [] }));
    now.steps.forEach(({ range }, step) => assert.deepEqual(probed.index?.rangeOf(step), range));
    return true;
  }

  for (const [name, language] of TEXTS) {
    it(`shows what a fresh probe shows, or that it is older, whatever is done to ${name}`, async function () {
      this.timeout(patience(60_000));
      const text = readFileSync(join(SAMPLES, name), 'utf8');
      const lines = new Lines(text);
      const last = lines.position(text.length).line;
      const seen = { same: 0, older: 0 };
      const edit = fc.record({
        at: fc.nat(text.length),
        cut: fc.oneof(fc.constant(0), fc.nat(12)),
        piece: fc.constantFrom('', ...PIECES),
      });
      const scope = fc.option(
        fc.tuple(fc.nat(last), fc.nat(last)).map(([a, b]) => ({
          start: { line: Math.min(a, b), character: 0 },
          end: { line: Math.max(a, b) + 1, character: 0 },
        })),
        { nil: undefined, freq: 1 },
      );
      await fc.assert(
        fc.asyncProperty(scope, fc.array(edit, { minLength: 1, maxLength: 5 }), async (selection, edits) => {
          const probed = await probe(name, language, text, selection).catch((error: unknown) => {
            if (error instanceof SourceError) return undefined;
            throw error;
          });
          try {
            if (!probed) return; // not every part can be read by itself
            const original = probed.timeline.trace;
            const undo: (() => void)[] = [];
            for (const { at, cut, piece } of edits) {
              const before = document.getText();
              const from = Math.min(at, before.length);
              const to = Math.min(from + cut, before.length);
              const gone = before.slice(from, to);
              undo.push(() => document.replace(from, from + piece.length, gone));
              document.replace(from, to, piece);
              assert.equal(probed.index, undefined, 'nothing is claimed while the text is read');
              seen[(await check(probed, original)) ? 'same' : 'older']++;
            }
            for (const back of undo.toReversed()) back();
            assert.equal(document.getText(), text);
            assert.ok(await check(probed, original), 'the text is back, and so is the probe');
          } finally {
            store.clear();
            document.close();
          }
        }),
        { seed: 20260101, numRuns: runs(15) },
      );
      assert.ok(seen.same > 3 && seen.older > 3, JSON.stringify(seen));
      await probe(name, language, text);
    });
  }

  const PYTHON = 'a, b = 1, 2\nfor i in range(2):\n    a, b = b, a\n# a note\na, b = b, a\n';

  async function after(from: string, to: string): Promise<Probed> {
    const probed = await probe('t.py', 'python', PYTHON);
    const at = document.getText().indexOf(from);
    document.replace(at, at + from.length, to);
    await store.settled(probed);
    return probed;
  }

  it('are of two minds when Tab moves a line into a loop', async () => {
    const probed = await after('# a note\na, b', '# a note\n    a, b');
    assert.equal(probed.text, 'older');
  });

  it('stay together when a comment is written, and when lines come before', async () => {
    const probed = await after('# a note', '\n\n# another note, of two\n# lines');
    assert.equal(probed.text, 'same');
    assert.equal(probed.index?.rangeOf(2)?.start.line, 7);
  });

  it('part when Enter makes a step of a comment', async () => {
    const probed = await after('# a note', '# \na, b = b, a');
    assert.equal(probed.text, 'older');
  });

  it('part when a space makes two elements of one, and meet again without it', async () => {
    const probed = await probe('t.word', 'word', readFileSync(join(SAMPLES, 's5.word'), 'utf8'));
    const at = document.getText().indexOf('119') + 1;
    document.replace(at, at, ' ');
    await store.settled(probed);
    assert.equal(probed.text, 'older');
    document.replace(at, at + 1, '');
    await store.settled(probed);
    assert.equal(probed.text, 'same');
  });

  it('meet again when the document comes back, with a part of it somewhere else', async () => {
    const scope = { start: { line: 1, character: 0 }, end: { line: 2, character: 15 } };
    const whole = PYTHON.replace('range(2)', 'range(3)');
    const probed = await probe('t.py', 'python', `${whole}${PYTHON}`, scope);
    document.close();
    // As a checkout does it, while nobody looks.
    document = new FakeDocument(document.uri, 'python', `# new\n# lines\n${whole}${PYTHON}`);
    document.open();
    await store.settled(probed);
    assert.equal(probed.text, 'same');
    assert.equal(probed.place?.scope?.start.line, 3);
    assert.equal(probed.probe.title, 't.py, lines 4–5');
  });

  it('part when something is written at the end of the part that was probed', async () => {
    const word = await probe('t.word', 'word', '(1 2)\n(2 3)\n(1 3)', {
      start: { line: 1, character: 0 },
      end: { line: 1, character: 5 },
    });
    document.replace(11, 11, ' (1 2)');
    await store.settled(word);
    assert.equal(word.text, 'older');
    document.replace(11, 17, '');
    await store.settled(word);
    assert.equal(word.text, 'same');
    document.replace(0, 8, '');
    await store.settled(word);
    document.replace(0, 0, '(1 2)\n(2');
    await store.settled(word);
    assert.equal(word.text, 'same', 'taken away by a piece that began before it, and put back');
  });

  it('part when a line of a part is longer than it was when nobody looked', async () => {
    const scope = { start: { line: 1, character: 0 }, end: { line: 2, character: 5 } };
    const probed = await probe('t.word', 'word', '(1 2)\n(2 3)\n(1 3)\n', scope);
    for (const [text, expected] of [
      ['(1 2)\n(1 2) (2 3)\n(1 3)\n', 'older'],
      ['(1 2)\n(2 3)\n(1 3) (1 2)\n', 'older'],
      ['(1 2)\n(1 2)\n(2 3)\n(1 3)\n', 'same'],
    ] as const) {
      document.close();
      document = new FakeDocument(document.uri, 'word', text);
      document.open();
      await store.settled(probed);
      assert.equal(probed.text, expected, text);
    }
  });

  it('are told apart by the file where the document is closed, as far as the page shows the probe', async () => {
    const probed = await probe('t.py', 'python', PYTHON);
    const { path } = document.uri;
    for (const [text, expected] of [
      [PYTHON, 'same'],
      [`# a note of another branch\n${PYTHON}`, 'same'],
      [PYTHON.replace('range(2)', 'range(3)'), 'older'],
      ['a, b = (', 'older'],
      [undefined, 'gone'],
      [PYTHON, 'same'],
    ] as const) {
      if (text === undefined) editor.files.delete(path);
      else editor.files.set(path, text);
      if (probed.text === 'same' && probed.place) document.close();
      else store.recheck(document.uri as unknown as vscode.Uri);
      assert.equal(probed.text, 'reading');
      await store.settled(probed);
      assert.equal(probed.text, expected, text);
      assert.equal(probed.index, undefined, 'no editor shows it');
    }
    document = new FakeDocument(document.uri, 'python', PYTHON);
    document.open();
    await store.settled(probed);
    assert.equal(probed.index?.rangeOf(0)?.start.line, 2);
    editor.files.clear();
  });

  it('keep the place of an older part while the document is closed and opened again', async () => {
    const scope = { start: { line: 4, character: 0 }, end: { line: 4, character: 11 } };
    const probed = await probe('t.py', 'python', `a, b = 1, 2\n\n\n\na, b = b, a\n`, scope);
    document.replace(document.getText().lastIndexOf('b, a'), document.getText().length - 1, 'a, b');
    document.replace(0, 0, '# a line\n');
    await store.settled(probed);
    assert.equal(probed.text, 'older');
    const text = document.getText();
    document.close();
    document = new FakeDocument(document.uri, 'python', text);
    document.open();
    await store.settled(probed);
    assert.equal(probed.text, 'older');
    assert.equal(probed.place?.scope?.start.line, 5);
  });

  it('move together, and what stood in the new place goes', async () => {
    const other = await probe('u.py', 'python', 'a, b = 1, 2\na, b = b, a\n');
    const old = document;
    const scope = { start: { line: 0, character: 0 }, end: { line: 4, character: 11 } };
    const probed = await probe('t.py', 'python', PYTHON, scope, 'q');
    const elsewhere = FakeUri.file('/w/u.py');
    const from = document.uri;
    store.move(modules.movedFrom(from as unknown as vscode.Uri, elsewhere as unknown as vscode.Uri));
    assert.equal(store.byId(other.probe.id), undefined);
    assert.equal(probed.uri.toString(), elsewhere.toString());
    assert.equal(probed.probe.title, 'u.py, lines 1–5');
    document.close();
    old.close();
    document = new FakeDocument(elsewhere, 'python', PYTHON);
    document.open();
    await store.settled(probed);
    assert.equal(probed.text, 'same');
  });

  it('that cannot be read are told with the reason', async () => {
    const probed = await after('a, b = 1, 2', 'a, b = 1, (');
    assert.equal(probed.text, 'older');
    assert.notEqual(probed.unreadable, undefined);
  });

  it('keep the probe that stands there when an older one would come back', async () => {
    const older = await after('range(2)', 'range(3)');
    const { trace } = await reader.readTracking({ document: asDocument(), selection: undefined, language: 'python' });
    const newer = store.put({
      ...{ uri: document.uri as unknown as vscode.Uri, trace, language: 'python', part: { scope: undefined } },
      probe: pageProbe(trace, { id: 'q', title: 't.py', name: 'sample', models: [], cuts: [] }),
      place: modules.placeOf(trace.steps, undefined),
    });
    assert.equal(store.byId(older.probe.id), undefined);
    assert.deepEqual(store.of(newer.uri), [newer]);
  });
});
