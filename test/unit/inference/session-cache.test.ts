import assert from 'node:assert/strict';
import { SessionCache } from '../../../src/inference/session-cache';
import type { ModelFiles } from '../../../src/models/model-files';

describe('the cache of open models', () => {
  const files = (path: string, bytes = 10): ModelFiles => ({ path, digest: path, bytes, stamps: new Map() });
  const [a, b, c] = [files('a'), files('b'), files('c')];

  class Session {
    constructor(
      readonly path: string,
      readonly open: Set<Session>,
    ) {
      open.add(this);
    }
    async release(): Promise<void> {
      assert.ok(this.open.delete(this), 'released twice');
      return Promise.resolve();
    }
  }

  function cache(sessions: number, bytes: number) {
    const open = new Set<Session>();
    return {
      open,
      cache: new SessionCache({ entries: sessions, bytes }, async ({ path }) =>
        Promise.resolve(new Session(path, open)),
      ),
    };
  }
  const paths = (open: Set<Session>): string[] => [...open].map(({ path }) => path);

  it('opens a model once for each list of providers', async () => {
    const { cache: models, open } = cache(8, 1000);
    assert.equal(await models.get(a, ['cpu']), await models.get(a, ['cpu']));
    assert.notEqual(await models.get(a, ['cpu']), await models.get(a, ['webgpu']));
    assert.equal(open.size, 2);
  });

  it('closes the least recently used one beyond the number', async () => {
    const { cache: models, open } = cache(2, 1000);
    for (const file of [a, b, a, c]) await models.get(file, ['cpu']);
    assert.deepEqual(paths(open), ['a', 'c']);
  });

  it('closes as many as it takes to stay within the memory', async () => {
    const { cache: models, open } = cache(8, 25);
    for (const file of [a, b, c]) await models.get(file, ['cpu']);
    assert.deepEqual(paths(open), ['b', 'c']);
    await models.get(files('big', 30), ['cpu']);
    assert.deepEqual(paths(open), ['big'], 'one that is larger than the bound is open alone');
  });

  it('opens a file anew that was written again', async () => {
    const { cache: models, open } = cache(8, 1000);
    const first = await models.get(a, ['cpu']);
    assert.notEqual(await models.get({ ...a, digest: 'another' }, ['cpu']), first);
    assert.equal(open.size, 1);
  });
});
