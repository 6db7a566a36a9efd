import { compose, identity } from '../../algebra/maps';
import { fromMoves, NotationError, type Moves } from '../../algebra/notation';
import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import type { Reader } from '../reader';
import { Cast, fault } from './cast';
import { learn } from './facts';
import { movesOf } from './moment';
import { Parser } from './parser';
import type { Moment } from './story';
import { tokenize } from './tokens';

/** Bounds on the memory of a trace. */
const MAX_STEPS = 200_000;
const MAX_NUMBERS = 16_000_000;

/** Reads a story of trades, swaps, passes and rotations: docs/reading-narratives.md. */
// eslint-disable-next-line @typescript-eslint/require-await -- a Reader is async for those that load a grammar
export const readNarrative: Reader = async (source) => {
  const lines = new Lines(source.text);
  try {
    return read(source, lines);
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    throw new SourceError(source.uri, lines.range(error.start, error.end), error.reason);
  }
};

function read(source: SourceText, lines: Lines): Trace {
  const part = lines.selected(source);
  const parser = new Parser(tokenize(source.text, part.start, part.end));
  const cast = new Cast();
  const happened: { moment: Moment; moves: Moves }[] = [];
  for (let sentence = parser.sentence(); sentence; sentence = parser.sentence()) {
    if ('facts' in sentence) {
      if (happened.length > 0) {
        const late = sentence.facts.find((fact) => fact.kind !== 'alias');
        if (late) throw fault(late, 'who holds what is said before the first step');
      }
      for (const fact of sentence.facts) learn(fact, cast);
      if (sentence.facts.some((fact) => fact.kind === 'holds')) cast.close();
    } else {
      for (const moment of sentence.moments) {
        const moves = movesOf(moment, cast);
        cast.state = compose(cast.state, fromMoves(moves, cast.members.length));
        happened.push({ moment, moves });
        const most = Math.min(MAX_STEPS, MAX_NUMBERS / Math.max(1, cast.members.length));
        if (happened.length > most) throw fault(moment, `a story may have ${most} steps with this many who take part`);
      }
    }
    cast.nextSentence();
  }
  const degree = cast.members.length;
  if (happened.length === 0 || degree === 0)
    throw new NotationError(part.start, part.end, 'nothing changes hands in this story');
  const steps = happened.map(({ moment: { start, end }, moves }): Step => {
    return { map: fromMoves(moves, degree), text: source.text.slice(start, end), range: lines.range(start, end) };
  });
  const { uri, language } = source;
  const slots = cast.members.map(({ name }) => name);
  return makeTrace({
    domain: 'narrative',
    source: { uri, language },
    slots,
    objects: cast.objectNames(),
    initial: identity(degree),
    steps,
  });
}
