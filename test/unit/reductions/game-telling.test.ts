import assert from 'node:assert/strict';
import { labelsOf } from '../../../src/analysis/language-model/text-labels';
import { readText } from '../../../src/readers';
import { askingOf, randomTelling, tellingOf, type Asking } from '../../../src/reductions/telling';
import { states, type Trace } from '../../../src/trace/trace';

const PGN = '[Event "?"]\n\n1. e4 e5 2. Nf3 {quiet} Nc6 3. Bb5 a6 *\n';
const PAIRS = '(e2, e4) (e7, e5) (g1, f3)\n';
const UCI = 'e2e4 e7e5 g1f3\n';
/** The paper's position, from which Black moves first. */
const PAPER = 'FEN: rqqqq3/8/8/8/8/8/PP6/K6k b - - 0 1\n(a8, a7) (a1, b1) (c8, c6)\n';

async function asked(text: string): Promise<{ trace: Trace; asking: Asking }> {
  const trace = await readText({ uri: '-', language: 'chess', text }, {});
  const asking = askingOf(trace);
  assert.ok(!('reason' in asking), 'reason' in asking ? asking.reason : '');
  return { trace, asking };
}

const pieceOn = (trace: Trace, state: readonly number[] | null | undefined, slot: number): string =>
  /^(?:white|black) \w+|^empty/.exec(trace.objects[state?.[slot] ?? -1] ?? '')?.[0] ?? '?';

describe('games for language models', () => {
  it('are their own text, with a comment that asks what stands on a square', async () => {
    const { trace, asking } = await asked(PGN);
    const { dressing, slots, objects, kinds } = asking;
    const { text, ends, note } = tellingOf(trace, dressing, PGN);
    assert.deepEqual([note, PGN.startsWith(text), ends.length], [undefined, true, 6]);
    assert.equal(text.slice(0, ends[0]), '[Event "?"]\n\n1. e4');
    const e4 = trace.slots.indexOf('e4');
    assert.equal(dressing.question(text, e4), ' {e4 holds');
    assert.ok(slots.includes(e4) && slots.every((slot) => slot < 64));
    // Twelve kinds of pieces and nothing, whichever pawn it is and whichever square was empty.
    const answers = (objects[0] ?? []).map((object) => dressing.candidate(object));
    assert.equal(new Set(answers).size, 13);
    assert.deepEqual([answers.includes(' a white pawn}'), answers.includes(' nothing}')], [true, true]);
    const held = states(trace)[1]?.[e4] ?? -1;
    assert.equal(trace.objects[held], 'white pawn e2');
    assert.equal(dressing.candidate(kinds[held] ?? -1), ' a white pawn}');
  });

  it('are written out where moves stand between that are not played', async () => {
    const pgn = '1. e4 e5 (1... c5 2. Nf3) 2. Nf3 Nc6 *\n';
    const { trace, asking } = await asked(pgn);
    const { text, note } = tellingOf(trace, asking.dressing, pgn);
    assert.match(note ?? '', /straight lines/);
    assert.equal(text, '1. e4 e5 2. Nf3 Nc6');
    const { trace: paper, asking: own } = await asked(PAPER);
    assert.equal(tellingOf(paper, own.dressing, undefined).text, PAPER.trimEnd());
    const { trace: black, asking: third } = await asked('[FEN "4k3/8/8/8/8/8/8/4K3 b - - 0 1"]\n\n1... Kd7 2. Kd2');
    assert.match(tellingOf(black, third.dressing, undefined).text, /b - - 0 1"\]\n\n1\.\.\. Kd7 2\. Kd2$/);
  });

  for (const [name, text] of Object.entries({ PGN, PAIRS, UCI, PAPER }))
    it(`are random ones in the same notation that the reader takes for the same pieces on the same squares: ${name}`, async () => {
      const { trace, asking } = await asked(text);
      const games = new Set<string>();
      for (let seed = 0; seed < 6; seed++) {
        const told = randomTelling(trace, asking.dressing, 12, seed);
        const { trace: again } = await asked(told.text);
        assert.equal(again.steps.length, told.states.length, told.text);
        const visited = states(again).slice(1);
        const touched = new Set<number>();
        for (const [step, state] of told.states.entries()) {
          assert.equal(state.length, 64);
          for (const slot of state.keys()) {
            assert.equal(
              pieceOn(trace, state, slot),
              pieceOn(again, visited[step], slot),
              `${told.text} ${step} ${slot}`,
            );
            if (pieceOn(trace, state, slot) !== pieceOn(again, step > 0 ? visited[step - 1] : again.initial, slot))
              touched.add(slot);
          }
          assert.equal(asking.kinds[state[0] ?? -1], state[0]);
        }
        assert.deepEqual([...(told.slots ?? [])].sort(), [...touched].sort());
        games.add(told.text);
      }
      assert.equal(games.size, 6);
    });

  it('are asked about the squares that change most often, where many do', async () => {
    const moves = 'e2e4 e7e5 g1f3 b8c6 f1c4 g8f6 d2d3 f8c5 c2c3 d7d6 f3g5 f6g4 g5f3 g4f6 f3g5 f6g4';
    const { trace, asking } = await asked(moves);
    assert.equal(asking.slots.length, 16);
    assert.match(
      asking.unasked?.note ?? '',
      /asked about 16 of the \d\d places that change: those that change most often/,
    );
    for (const square of ['g5', 'f3', 'g4', 'f6'])
      assert.ok(asking.slots.includes(trace.slots.indexOf(square)), square);
    assert.equal((await asked(PAIRS)).asking.unasked, undefined);
  });

  it('have labels of kinds for probes', async () => {
    const { trace, asking } = await asked(PAIRS);
    const { labels } = labelsOf([states(trace).slice(1)], asking, trace.objects.length);
    const own = labels[0] ?? new Int16Array();
    const columns = own.length / 3;
    for (const [at, slot] of asking.slots.entries())
      assert.equal(
        pieceOn(trace, { [slot]: own[2 * columns + at] ?? -1 } as unknown as number[], slot),
        pieceOn(trace, trace.final, slot),
      );
  });
});
