import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { percent, relativePercent, wholePercent } from '../../../src/text/percent';

/** Before what is no operand, or after what is a number alone: else it is a remainder. */
const BLANK = /[0-9}] %(?! ?[\w(=-])|(?<![\w*)\]] )(?<![\w.])\d+(\.\d+)? %(?= [a-z])/;

describe('a percentage', () => {
  it('says 0% and 100% only where it is so, and is never further off than what it leaves out', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.constantFrom(percent, wholePercent),
        (share, write) => {
          const text = write(share);
          assert.match(text, /^-?\d{1,3}(\.\d)?%$/);
          const said = parseFloat(text);
          assert.ok(Math.abs(said - 100 * share) <= (write === percent ? 0.1 : 0.5) + 1e-9, text);
          assert.equal(said === 0, share === 0, text);
          assert.equal(Math.abs(said) === 100, Math.abs(share) === 1, text);
        },
      ),
      { seed: 20261130, numRuns: 500 },
    );
  });

  it('is as short as it can be', () => {
    assert.deepEqual([0, 0.0001, 0.5, 0.9, 0.9996, 1, -0.25, NaN].map(percent), [
      '0%',
      '0.1%',
      '50%',
      '90%',
      '99.9%',
      '100%',
      '-25%',
      '–',
    ]);
    assert.deepEqual([0.004, 0.694, 0.994, 0.996].map(wholePercent), ['0.4%', '69%', '99.4%', '99.6%']);
    assert.deepEqual([1e-7, 0.00123, 0.12345].map(relativePercent), ['0.00001%', '0.1%', '12.3%']);
  });

  it('has no blank before its sign, in anything that the product or its documentation says', () => {
    const files = execFileSync('git', [
      'ls-files',
      '-z',
      'src',
      'webview',
      'docs',
      'models',
      'media',
      'training',
      'README.md',
    ])
      .toString()
      .split('\0')
      .filter((name) => /\.(ts|md|py|json|html)$/.test(name));
    assert.ok(files.length > 500);
    const blank = files.flatMap((name) =>
      readFileSync(name, 'utf8')
        .split('\n')
        .flatMap((line, at) => (BLANK.test(line) ? [`${name}:${at + 1}: ${line.trim()}`] : [])),
    );
    assert.deepEqual(blank, []);
  });
});
