import assert from 'node:assert/strict';
import { join, sep } from 'node:path';
import { freeFolder, hiddenGlobs, placesOf, shownFolder, typedFolder } from '../../../../src/extension/datasets/places';
import { isInside } from '../../../../src/extension/workbench/paths';

const at = (...parts: string[]) => join(sep, ...parts);

describe('where a data set is made', () => {
  it('is the workspace folder that holds all that is read', () => {
    const workspace = [at('w', 'one'), at('w', 'two')];
    assert.deepEqual(placesOf([at('w', 'two', 'src'), at('w', 'two', 'a.py')], workspace), {
      root: at('w', 'two'),
      paths: ['src', 'a.py'],
    });
    assert.deepEqual(placesOf([at('w', 'one')], workspace), { root: at('w', 'one'), paths: ['.'] });
  });

  it('is the deepest folder around it otherwise', () => {
    assert.deepEqual(placesOf([at('w', 'one'), at('w', 'two')], [at('w', 'one'), at('w', 'two')]), {
      root: at('w'),
      paths: ['one', 'two'],
    });
    assert.deepEqual(placesOf([at('x', 'games')], []), { root: at('x'), paths: ['games'] });
    assert.deepEqual(placesOf([at('a', 'b'), at('c', 'd')], []), { root: sep, paths: ['a/b', 'c/d'] });
  });

  it('knows what is inside of a folder', () => {
    assert.ok(isInside(at('a', '..b'), at('a')), 'a name may begin with dots');
    assert.ok(!isInside(at('ab'), at('a')));
  });

  it('takes the globs that files.exclude hides, not its defaults nor its conditions', () => {
    const setting = { '**/.git': true, '**/out': true, '**/*.js': { when: '$(basename).ts' }, '**/shown': false };
    assert.deepEqual(hiddenGlobs(setting, { '**/.git': true }), ['**/out']);
    assert.deepEqual(hiddenGlobs('nonsense', undefined), []);
  });

  it('finds a folder at which nothing stands', () => {
    const taken = new Set([at('w', 'data', 's5'), at('w', 'data', 's5-2')]);
    assert.equal(
      freeFolder(at('w'), 's5', (path) => taken.has(path)),
      at('w', 'data', 's5-3'),
    );
  });

  it('shows and understands folders', () => {
    assert.equal(shownFolder(at('w', 'data', 'x'), at('w')), 'data/x');
    assert.equal(shownFolder(at('other'), at('w')), at('other'));
    assert.equal(typedFolder('data/x', at('w'), at('home')), at('w', 'data', 'x'));
    assert.equal(typedFolder('~/x', at('w'), at('home')), at('home', 'x'));
    assert.equal(typedFolder('~x', at('w'), at('home')), at('w', '~x'));
  });
});
