import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  bounded,
  fit,
  resized,
  reveal,
  stepAt,
  ticks,
  visible,
  WIDEST_STEP,
  xOf,
  zoomAt,
  type Timeline,
} from '../../../webview/draw/timeline';

const check = { seed: 20260101, numRuns: 500 };

const timelines = fc
  .record({
    steps: fc.integer({ min: 1, max: 100_000 }),
    width: fc.integer({ min: 1, max: 4000 }),
    zoom: fc.double({ min: 1, max: 10_000, noNaN: true }),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ steps, width, zoom, place }): Timeline => {
    const { scale } = bounded({ ...fit(steps, width), scale: fit(steps, width).scale * zoom });
    return bounded({ steps, width, scale, offset: place * steps * scale });
  });

const inBounds = ({ steps, width, scale, offset }: Timeline): void => {
  assert.ok(scale <= WIDEST_STEP + 1e-9);
  assert.ok(scale >= fit(steps, width).scale - 1e-9, 'not smaller than all steps');
  assert.ok(offset >= 0);
  assert.ok(offset <= Math.max(0, steps * scale - width) + 1e-6, 'no empty space at the end');
};

describe('timeline', () => {
  it('finds the step that was drawn at a place', () => {
    fc.assert(
      fc.property(timelines, fc.nat(), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (timeline, at, part) => {
        const step = at % timeline.steps;
        assert.equal(stepAt(timeline, xOf(timeline, step) + part * timeline.scale), step);
      }),
      check,
    );
  });

  it('clamps places outside of the trace to its ends', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        assert.equal(stepAt(timeline, -1e9), 0);
        assert.equal(stepAt(timeline, 1e9), timeline.steps - 1);
      }),
      check,
    );
  });

  it('sees exactly the steps that lie in the plot', () => {
    fc.assert(
      fc.property(timelines, (timeline) => {
        const { from, to } = visible(timeline);
        const epsilon = 1e-4;
        assert.ok(from >= 0 && to <= timeline.steps && from < to);
        assert.ok(xOf(timeline, from) <= epsilon, 'the first begins at or before the left edge');
        assert.ok(from + 1 >= timeline.steps || xOf(timeline, from + 1) > -epsilon);
        assert.ok(to === timeline.steps || xOf(timeline, to) >= timeline.width - epsilon, 'nothing is left out');
        assert.ok(xOf(timeline, to - 1) <= timeline.width + epsilon);
      }),
      check,
    );
  });

  it('shows all steps when fitted', () => {
    fc.assert(
      fc.property(timelines, ({ steps, width }) => {
        assert.deepEqual(visible(fit(steps, width)), { from: 0, to: steps });
      }),
      check,
    );
  });

  it('zooms in bounds and keeps what is under the mouse there', () => {
    fc.assert(
      fc.property(
        timelines,
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (timeline, factor, place) => {
          const x = place * Math.min(timeline.width, timeline.steps * timeline.scale);
          const zoomed = zoomAt(timeline, factor, x);
          inBounds(zoomed);
          const under = (timeline.offset + x) / timeline.scale;
          const drift = Math.abs(under * zoomed.scale - zoomed.offset - x);
          const atEnd = zoomed.offset < 1e-6 || zoomed.offset > zoomed.steps * zoomed.scale - zoomed.width - 1e-6;
          assert.ok(atEnd || drift < 1e-3, `moved by ${drift}`);
        },
      ),
      check,
    );
  });

  it('reveals a step, and does not move when it is well in view', () => {
    fc.assert(
      fc.property(timelines, fc.nat(), (timeline, at) => {
        const step = at % timeline.steps;
        const revealed = reveal(timeline, step);
        inBounds(revealed);
        assert.ok(xOf(revealed, step) >= -1e-6);
        assert.ok(xOf(revealed, step) <= revealed.width);
        assert.ok(xOf(revealed, step + 1) <= revealed.width + 1e-6 || revealed.scale > revealed.width / 2);
        assert.equal(reveal(revealed, step), revealed, 'nothing is drawn anew when nothing moves');
      }),
      check,
    );
  });

  it('stays fitted, and in bounds, at another width', () => {
    fc.assert(
      fc.property(timelines, fc.integer({ min: 1, max: 4000 }), (timeline, width) => {
        inBounds(resized(timeline, width));
        assert.deepEqual(resized(fit(timeline.steps, timeline.width), width), fit(timeline.steps, width));
      }),
      check,
    );
  });

  it('numbers steps in view, evenly, with room for labels', () => {
    fc.assert(
      fc.property(timelines, fc.integer({ min: 20, max: 80 }), (timeline, spacing) => {
        const marks = ticks(timeline, spacing);
        const { from, to } = visible(timeline);
        assert.ok(marks.every((step) => step >= from && step < to));
        const numbers = marks.map((step) => step + 1).filter((number) => number !== 1);
        const gaps = new Set(numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0)));
        assert.ok(gaps.size <= 1);
        for (const gap of gaps) {
          assert.ok(gap * timeline.scale >= spacing - 1e-6);
          assert.match(String(gap), /^[125]0*$/);
        }
        assert.ok(marks.length <= timeline.width / spacing + 2);
      }),
      check,
    );
  });
});
