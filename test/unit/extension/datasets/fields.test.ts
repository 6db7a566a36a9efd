import assert from 'node:assert/strict';
import { argumentsFor, fieldsFor, shownAnswer, suggestedName } from '../../../../src/extension/datasets/fields';

const field = (key: string, origin: 'files' | 'generator' = 'generator', answers = {}) => {
  const found = fieldsFor(origin, answers).find((each) => each.key === key);
  assert.ok(found, `there is a field ${key}`);
  return found;
};

describe('the form of a data set', () => {
  it('means a command of the terminal front', () => {
    assert.deepEqual(argumentsFor('generator', {}), [
      'dataset',
      '--group=S5',
      '--length=16',
      '--count=10000',
      '--format=jsonl,parquet',
    ]);
    const answers = { group: 'A5', generators: '3-cycles', unique: 'yes', as: 'chess', split: '90,5,5', seed: '7' };
    assert.deepEqual(argumentsFor('generator', answers), [
      'dataset',
      '--group=A5',
      '--generators=3-cycles',
      '--length=16',
      '--count=10000',
      '--unique',
      '--as=chess',
      '--format=jsonl,parquet',
      '--split=90,5,5',
      '--seed=7',
    ]);
  });

  it('says nothing about a group when the words are of a language', () => {
    const answers = { source: 'language', formal: '/(ab)*/', group: 'A5', unique: 'yes' };
    assert.deepEqual(argumentsFor('generator', answers), [
      'dataset',
      '--regex=(ab)*',
      '--length=16',
      '--count=10000',
      '--format=jsonl,parquet',
    ]);
    assert.ok(
      argumentsFor('generator', { source: 'language', formal: '/home/x/dfa.json' }).includes(
        '--formal=/home/x/dfa.json',
      ),
    );
  });

  it('leaves out what the editor hides, and takes paths for paths', () => {
    const argv = argumentsFor('files', { exclude: '**/old/**', window: '64' }, ['-odd', 'src'], ['**/{a,b}']);
    assert.deepEqual(argv, [
      'dataset',
      './-odd',
      'src',
      '--exclude=**/old/**,**/{a,b}',
      '--window=64',
      '--format=jsonl,parquet',
    ]);
  });

  it('asks for a stride only where there are windows', () => {
    const keys = (answers: Record<string, string>) => fieldsFor('files', answers).map(({ key }) => key);
    assert.ok(!keys({}).includes('stride'));
    assert.ok(keys({ window: '64' }).includes('stride'));
  });

  it('shows answers by their names', () => {
    assert.equal(shownAnswer(field('generators'), { generators: 'adjacent' }), 'adjacent transpositions');
    assert.equal(shownAnswer(field('format'), {}), 'JSONL, Parquet');
    assert.equal(shownAnswer(field('languages', 'files'), {}), 'all');
    assert.equal(shownAnswer(field('group'), { group: 'S7' }), 'S7');
  });

  const wrong: [key: string, value: string, message: RegExp | undefined, answers?: Record<string, string>][] = [
    ['group', 'S6', undefined],
    ['group', 'B8', /is not a group/],
    ['length', '4-64', undefined],
    ['length', '64-4', /a length is a number/],
    ['count', '1e6', /whole number/],
    ['count', '0', /whole number/],
    ['generators', '(1 2), (1 2 3 4 5)', undefined],
    ['generators', '(1 2), what', /'what' is not an element/],
    ['generators', '(1 2)', /./, { group: 'A5' }],
    ['split', '80,10,10', undefined],
    ['split', '1,2', /three numbers/],
    ['formal', 'mod-5', undefined, { source: 'language' }],
    ['formal', 'tomita-9', /is no language/, { source: 'language' }],
    ['formal', '/(ab)*/', undefined, { source: 'language' }],
    ['formal', '/(ab/', /never closed/, { source: 'language' }],
  ];
  for (const [key, value, message, answers = {}] of wrong) {
    it(`${message ? 'does not take' : 'takes'} ${value} for ${key} ${JSON.stringify(answers)}`, async () => {
      const fault = await field(key, 'generator', answers).check?.(value, answers);
      if (message) assert.match(fault ?? '', message);
      else assert.equal(fault, undefined);
    });
  }

  it('suggests names that every file system takes', () => {
    assert.equal(suggestedName('generator', {}), 's5-16');
    assert.equal(suggestedName('generator', { group: 'A4xZ5', length: '4-64', as: 'chess' }), 'a4xz5-4-64-chess');
    assert.equal(suggestedName('generator', { source: 'language', formal: '/(a|b)*/' }), '16');
    assert.equal(suggestedName('generator', { source: 'language', formal: 'C:\\x\\My DFA.json' }), 'my-dfa-json-16');
    assert.equal(suggestedName('files', {}, ['../..']), 'data');
    assert.equal(suggestedName('files', {}, ['a', 'b']), 'traces');
    assert.equal(suggestedName('files', {}, ['src/naïve “x”\n']), 'naïve-x');
  });
});
