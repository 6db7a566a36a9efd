import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  apart,
  divergingScale,
  huesApart,
  mix,
  over,
  parseColor,
  pixel,
  SCALE_ENTRIES,
  scaleIndex,
  type Rgba,
} from '../../../webview/draw/color';

const check = { seed: 20260101, numRuns: 500 };
const byte = fc.integer({ min: 0, max: 255 });
const colors = fc.tuple(byte, byte, byte).map(([r, g, b]): Rgba => [r / 255, g / 255, b / 255, 1]);
const hex = (value: number): string => value.toString(16).padStart(2, '0');
const close = (a: Rgba, b: Rgba): void =>
  a.forEach((part, index) => assert.ok(Math.abs(part - (b[index] ?? NaN)) < 0.003, `${a.join()} is not ${b.join()}`));

describe('colour', () => {
  it('reads every form that the editor writes', () => {
    fc.assert(
      fc.property(byte, byte, byte, byte, (r, g, b, a) => {
        const expected: Rgba = [r / 255, g / 255, b / 255, a / 255];
        assert.deepEqual(parseColor(`#${hex(r)}${hex(g)}${hex(b)}${hex(a)}`), expected);
        assert.deepEqual(parseColor(` #${hex(r)}${hex(g)}${hex(b)} `.toUpperCase()), [...expected.slice(0, 3), 1]);
        assert.deepEqual(parseColor(`rgba(${r}, ${g}, ${b}, ${a / 255})`), expected);
        assert.deepEqual(parseColor(`rgb(${r} ${g} ${b})`), [...expected.slice(0, 3), 1]);
      }),
      check,
    );
    assert.deepEqual(parseColor('#f80'), [1, 0x88 / 255, 0, 1]);
    assert.deepEqual(parseColor('#f808'), [1, 0x88 / 255, 0, 0x88 / 255]);
  });

  it('says so when it cannot', () => {
    for (const text of ['', 'red', '#12', '#12345', '#1234567', '#ggg', 'rgb(1, 2)', 'rgb(1, 2, 999)', 'rgb(a, b, c)'])
      assert.equal(parseColor(text), null, text);
  });

  it('mixes from one end to the other', () => {
    fc.assert(
      fc.property(colors, colors, (a, b) => {
        close(mix(a, b, 0), a);
        close(mix(a, b, 1), b);
        close(mix(a, a, 0.5), a);
      }),
      check,
    );
  });

  it('lays colours on a ground', () => {
    const ground: Rgba = [1, 1, 1, 1];
    assert.deepEqual(over([0, 0, 0, 0.5], ground), [0.5, 0.5, 0.5, 1]);
    assert.deepEqual(over([0.2, 0.4, 0.6, 1], ground), [0.2, 0.4, 0.6, 1]);
  });

  it('tells colours, and hues, apart', () => {
    const [blue, orange] = [parseColor('#0063d3'), parseColor('#d18616')];
    const navy = parseColor('#0f4a85'); // what VS Code's light high contrast has for orange
    assert.ok(blue && orange && navy);
    assert.ok(apart(blue, orange) && huesApart(blue, orange));
    assert.ok(!huesApart(blue, navy));
    fc.assert(
      fc.property(colors, (color) => !apart(color, color) && !huesApart(color, color)),
      check,
    );
  });

  it('has zero in the middle of the scale and the ends at its ends', () => {
    fc.assert(
      fc.property(colors, colors, colors, (negative, zero, positive) => {
        const scale = divergingScale(negative, zero, positive);
        const near = (index: number, color: Rgba): void => {
          const [found, wanted] = [scale[index] ?? 0, pixel(color)];
          for (const shift of [0, 8, 16, 24])
            assert.ok(Math.abs(((found >>> shift) & 255) - ((wanted >>> shift) & 255)) <= 1);
        };
        assert.equal(scale.length, SCALE_ENTRIES);
        near(scaleIndex(-5, 5), negative);
        near(scaleIndex(0, 5), zero);
        near(scaleIndex(5, 5), positive);
      }),
      check,
    );
  });

  it('places values in order, symmetric, within the scale whatever they are', () => {
    const values = fc.double({ noNaN: true, noDefaultInfinity: false });
    fc.assert(
      fc.property(values, values, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (a, b, limit) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        assert.ok(scaleIndex(low, limit) <= scaleIndex(high, limit));
        assert.equal(scaleIndex(a, limit) + scaleIndex(-a, limit), SCALE_ENTRIES - 1);
        assert.ok(scaleIndex(a, limit) >= 0 && scaleIndex(a, limit) < SCALE_ENTRIES);
      }),
      check,
    );
    assert.equal(scaleIndex(0, 0), (SCALE_ENTRIES - 1) / 2);
  });
});
