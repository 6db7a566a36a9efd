import { compose, identity } from '../../algebra/maps';
import { fromMoves, NotationError } from '../../algebra/notation';
import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import type { Reader } from '../reader';
import { Cast, fault } from './cast';
import { learn } from './facts';
import { changeOf, type Change } from './moment';
import { Parser } from './parser';
import type { Moment } from './story';
import { tokenize } from './tokens';
import { worldOf } from './world';

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
  const happened: { moment: Moment; change: Change }[] = [];
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
        const change = changeOf(moment, cast);
        cast.hands = compose(cast.hands, fromMoves(change.hands, cast.members.length));
        cast.seats = compose(cast.seats, fromMoves(change.seats, cast.members.length));
        happened.push({ moment, change });
        const most = Math.min(MAX_STEPS, Math.floor(MAX_NUMBERS / Math.max(1, cast.members.length)));
        if (happened.length > most) throw fault(moment, `a story may have ${most} steps with this many who take part`);
      }
    }
    cast.nextSentence();
  }
  if (happened.length === 0 || cast.members.length === 0)
    throw new NotationError(part.start, part.end, 'nothing changes hands in this story');
  const { slots, objects, maps } = worldOf(
    cast,
    happened.map(({ change }) => change),
  );
  const steps = happened.map(({ moment: { start, end } }, k): Step => {
    return { map: maps[k] ?? null, text: source.text.slice(start, end), range: lines.range(start, end) };
  });
  const { uri, language } = source;
  return makeTrace({
    domain: 'narrative',
    source: { uri, language },
    slots,
    objects,
    initial: identity(slots.length),
    steps,
  });
}
