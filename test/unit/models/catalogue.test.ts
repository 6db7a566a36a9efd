import assert from 'node:assert/strict';
import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue } from '../../../src/models/catalogue';
import { MANIFEST_KEY } from '../../../src/models/manifest';
import { parityManifest, paritySpec, temporaryFolder } from './tiny-models';

describe('the catalogue of models', () => {
  const folder = temporaryFolder();
  const within = (name: string): ((file: string, manifest: unknown) => string) => {
    mkdirSync(join(folder.path, name), { recursive: true });
    return (file, manifest) => folder.write(join(name, file), paritySpec(manifest));
  };

  it('lists the models of several folders, each in order of file name', async () => {
    const bundled = within('bundled');
    const own = within('own');
    const b = bundled('b.onnx', parityManifest({ id: 'one' }));
    const a = bundled('a.ONNX', parityManifest({ id: 'two' }));
    const c = own('c.onnx', parityManifest({ id: 'three' }));
    folder.write('own/README.md', Buffer.from('not a model'));
    const catalogue = await readCatalogue([join(folder.path, 'bundled'), join(folder.path, 'own')]);
    assert.deepEqual(
      catalogue.models.map(({ path }) => path),
      [a, b, c],
    );
    assert.deepEqual(catalogue.models[0]?.manifest, parityManifest({ id: 'two' }));
    assert.deepEqual(catalogue.problems, []);
  });

  it('keeps the first of two models with one id and names the other', async () => {
    const first = within('first')('x.onnx', parityManifest());
    const second = within('second')('y.onnx', parityManifest());
    const { models, problems } = await readCatalogue([join(folder.path, 'first'), join(folder.path, 'second')]);
    assert.deepEqual(
      models.map(({ path }) => path),
      [first],
    );
    assert.deepEqual(problems, [
      {
        path: second,
        reason: `its id "parity" is already that of ${first}: give it another one in its manifest, or in a file NAME.state-probe.json beside it, {"id": "…"}`,
      },
    ]);
  });

  it('takes a single file, and the same file twice only once', async () => {
    const path = within('single')('x.onnx', parityManifest());
    const { models, problems } = await readCatalogue([path, join(folder.path, 'single')]);
    assert.equal(models.length, 1);
    assert.deepEqual(problems, []);
  });

  it('leaves out unread what is refused by where it really lies, a folder as a whole', async () => {
    const home = within('home');
    const free = home('free.onnx', parityManifest({ id: 'free' }));
    const bad = within('bad')('x.onnx', parityManifest({ id: 'free' }));
    folder.write('bad/broken.onnx', Buffer.from('not a model'));
    const link = join(folder.path, 'home/a.onnx');
    symlinkSync(bad, link);
    const linked = join(folder.path, 'linked');
    symlinkSync(join(folder.path, 'bad'), linked);
    const root = realpathSync(join(folder.path, 'bad'));
    const refusal = (path: string) => (path.startsWith(root) ? 'not here' : undefined);
    const places = [join(folder.path, 'home'), linked, bad, join(folder.path, 'bad')];
    const { models, problems } = await readCatalogue(places, refusal);
    assert.deepEqual(
      models.map(({ path }) => path),
      [free],
    );
    assert.deepEqual(
      problems,
      [link, linked, bad, join(folder.path, 'bad')].map((path) => ({ path, reason: 'not here' })),
    );
  });

  it('says that a folder is missing', async () => {
    const path = join(folder.path, 'nowhere');
    assert.deepEqual((await readCatalogue([path])).problems, [{ path, reason: 'there is no such file or folder' }]);
  });

  const manifest = parityManifest();
  const task = manifest.task as { tokens: number[][] };
  const language = { kind: 'language', name: 'a*', alphabet: ['a'] };
  const dfa = { kind: 'dfa', start: 0, transitions: [[0]], next: [[0]] };
  const broken: [string, unknown, RegExp][] = [
    ['another format', { ...manifest, format: 2 }, /^manifest: format: /],
    ['a path for an id', { ...manifest, id: '../../etc' }, /^manifest: id: letters, digits/],
    ['a missing task', { ...manifest, task: undefined }, /^manifest: task: /],
    ['an unknown kind of task', { ...manifest, task: { kind: 'magic' } }, /^manifest: task\.kind: /],
    [
      'a token that is no map',
      {
        ...manifest,
        task: {
          ...task,
          tokens: [
            [0, 1],
            [0, 2],
          ],
        },
      },
      /task\.tokens\[1\]: must be a map over 2 slots/,
    ],
    ['a huge degree', { ...manifest, task: { ...task, degree: 1e9 } }, /task\.degree: /],
    [
      'an accuracy over one',
      { ...manifest, metrics: [{ length: 2, sequences: 1, full: 2, steps: 1 }] },
      /metrics\[0\]\.full: /,
    ],
    ['escape sequences in its name', { ...manifest, name: '\u001b[2J' }, /name: control characters/],
    [
      'a transition to nowhere',
      { ...manifest, task: { ...language, rule: { ...dfa, transitions: [[7]] } } },
      /task\.rule\.transitions\[0\]: there are only 1 states/,
    ],
    [
      'a symbol that is none',
      { ...manifest, task: { ...language, rule: { ...dfa, next: [[3]] } } },
      /task\.rule\.next\[0\]\[0\]: /,
    ],
    ['a start that is none', { ...manifest, task: { ...language, rule: { ...dfa, start: 4 } } }, /task\.rule\.start: /],
    ['a list instead of an object', [], /^manifest: it: /],
    ['many faults', {}, /; and \d+ more$/],
  ];
  for (const [what, bad, reason] of broken) {
    it(`explains a manifest with ${what}`, async () => {
      const { models, problems } = await readCatalogue([within('broken')('x.onnx', bad)]);
      assert.deepEqual(models, []);
      assert.match(problems[0]?.reason ?? '', reason);
    });
  }

  it('explains metadata that are not JSON, with nothing a terminal would obey', async () => {
    const path = folder.write('json.onnx', { ...paritySpec(), metadata: { [MANIFEST_KEY]: '{\u001b[31m' } });
    const reason = (await readCatalogue([path])).problems[0]?.reason ?? '';
    assert.match(reason, /^manifest: .*JSON/);
    assert.doesNotMatch(reason, /\p{Cc}/u);
  });

  it('says that a model has no manifest', async () => {
    const path = folder.write('plain.onnx', { ...paritySpec(), metadata: {} });
    assert.match(
      (await readCatalogue([path])).problems[0]?.reason ?? '',
      /no "state-probe" entry in its metadata_props/,
    );
  });

  it('is not polluted by a manifest that names __proto__', async () => {
    const text = JSON.stringify(manifest).replace('{', '{"__proto__":{"polluted":1},');
    const path = folder.write('proto.onnx', { ...paritySpec(), metadata: { [MANIFEST_KEY]: text } });
    const { models } = await readCatalogue([path]);
    assert.equal((models[0]?.manifest as { polluted?: number } | undefined)?.polluted, undefined);
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });
});
