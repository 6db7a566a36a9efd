import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pathText, placeInJson, syntaxPlace } from '../../../src/trace/json-place';

const SEED = 20261128;

/** Every path into a value, with what stands there. */
function* pathsOf(value: unknown, path: (string | number)[] = []): Generator<[(string | number)[], unknown]> {
  yield [path, value];
  if (Array.isArray(value)) for (const [at, item] of value.entries()) yield* pathsOf(item, [...path, at]);
  else if (value !== null && typeof value === 'object')
    for (const [key, item] of Object.entries(value)) yield* pathsOf(item, [...path, key]);
}

describe('places in JSON', function () {
  this.timeout(60_000);
  it(`are where the value of every path begins, however the text is laid out (seed ${SEED})`, () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom(undefined, 1, '\t', '\r\n '),
        (data, space) => {
          const value = JSON.parse(JSON.stringify(data)) as unknown;
          const text = JSON.stringify(value, null, space);
          for (const [path, item] of pathsOf(value)) {
            const rest = text.slice(placeInJson(text, path));
            const written = JSON.stringify(item);
            const isWhole = item === null || typeof item !== 'object';
            assert.ok(rest.startsWith(isWhole ? written : written.slice(0, 1)), `${pathText(path)} in ${text}`);
          }
        },
      ),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('are where a text ceases to be JSON', () => {
    const broken = [
      '{"a": [2,}',
      '[1, 2] x',
      'nulL',
      '{"a": 1, b: 2}',
      '["a", \'b\']',
      `[${'1, '.repeat(500)}?]`,
      '{"a" 1}',
      '[1',
    ];
    const places = broken.map((text) => {
      try {
        JSON.parse(text);
        return -1;
      } catch (error) {
        return syntaxPlace(error, text);
      }
    });
    assert.deepEqual(places, [9, 7, 3, 9, 6, 1501, 5, 2]);
  });

  it('are those of what is around it, where there is no such value', () => {
    const text = ' {"a": [1, {"b": []}], "c": "]}"}';
    for (const [path, place] of [
      [['d'], text.indexOf('{')],
      [['a', 7], text.indexOf('[')],
      [['a', 1, 'b', 0], text.indexOf('[]')],
      [['c', 'x'], text.indexOf('"]}"')],
      [['a', 'x'], text.indexOf('[')],
    ] as const)
      assert.equal(placeInJson(text, path), place, pathText(path));
  });

  it('are those of the last member of a name, as in JSON.parse', () => {
    const text = '{"a": 1, "\\u0061": 2}';
    assert.equal(placeInJson(text, ['a']), text.indexOf('2'));
  });

  it('of deep texts need no deep stack', () => {
    const text = `{"a": ${'['.repeat(200_000)}${']'.repeat(200_000)}, "b": 1}`;
    assert.equal(placeInJson(text, ['b']), text.length - 2);
  });

  it('have names', () => {
    assert.equal(pathText(['steps', 3, 'map', 0]), 'steps[3].map[0]');
    assert.equal(pathText([]), '');
  });
});
