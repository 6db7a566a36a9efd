import { identity } from '../../algebra/maps';
import { NotationError } from '../../algebra/notation';
import { Lines } from '../../trace/lines';
import { answered, type AskedQuestion } from '../../trace/question';
import { SourceError, type SourceText } from '../../trace/source';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import type { Reader } from '../reader';
import { sentencesOf, type Option } from './sentences';
import { Telling } from './telling';
import { tokenize } from './tokens';
import { worldOf } from './world';

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
  const { segments, options } = sentencesOf(tokenize(source.text, part.start, part.end));
  const telling = new Telling();
  for (const segment of segments) telling.segment(segment);
  const { cast, happened, questions } = telling;
  const unread = telling.unread();
  if (happened.length === 0 || cast.members.length === 0)
    throw new NotationError(part.start, part.end, 'nothing changes hands in this story');
  const place = (span: { start: number; end: number }) => ({
    text: source.text.slice(span.start, span.end),
    range: lines.range(span.start, span.end),
  });
  const asked = new Set(questions.map(({ relation }) => relation));
  const world = worldOf(
    cast,
    happened.map(({ change }) => change),
    asked,
  );
  const steps = happened.map(({ span }, k): Step => ({ map: world.maps[k] ?? null, ...place(span) }));
  const { slots, objects } = world;
  const { uri, language } = source;
  const trace = makeTrace({
    domain: 'narrative',
    source: { uri, language },
    slots,
    objects,
    initial: identity(slots.length),
    steps,
    ...(unread.length > 0 && {
      remarks: unread
        .map(place)
        .map(({ text, range }) => ({ text: `not read, because it moves nothing: ${text}`, range })),
    }),
  });
  if (questions.length === 0) return trace;
  const offered = options.map((option) => ({ label: option.label, text: optionText(option, source.text) }));
  const put = questions.map(({ relation, slot, object, span }, k): AskedQuestion => {
    const from = world.first[relation] ?? 0;
    const last = k === questions.length - 1 && offered.length > 0;
    return {
      ...place(span),
      ...(slot !== undefined && { slot: from + slot }),
      ...(object !== undefined && { object: from + object }),
      ...(last && { options: offered }),
    };
  });
  return { ...trace, questions: put.map((question) => answered(question, trace)) };
}

function optionText({ tokens }: Option, text: string): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last ? text.slice(first.start, last.end).replace(/\s+/g, ' ') : '';
}
