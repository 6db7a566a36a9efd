import { NotationError } from '../../algebra/notation';
import { Lines } from '../../trace/lines';
import { answered, type AskedQuestion } from '../../trace/question';
import { SourceError, type SourceText } from '../../trace/source';
import { makeTrace, type Step, type Trace } from '../../trace/trace';
import type { Reader } from '../reader';
import { NOT_READ } from '../not-read';
import { inWorld } from './telling/answers';
import { PeopleTravel } from './cast/whereabouts';
import { readFrames } from './frames/read';
import { readProse } from './prose/read';
import { contradiction } from './guard/contradiction';
import { NotAccounted } from './guard/fault';
import { guarded } from './guard/guard';
import { heard } from './language/reports';
import { labelled } from './language/labelled';
import { linedUp } from './language/lines';
import { dressed } from './language/dressed';
import { planned } from './language/planned';
import { listed } from './language/listed';
import { repeated } from './language/repeats';
import { plainly } from './language/emphasis';
import { eachOfTwo } from './language/ends';
import { spelledOutFully } from './language/shortened';
import { paraphrased } from './language/paraphrases';
import { timed } from './language/times';
import { askedCount, COUNTED, dividedGoods } from './language/counted';
import { LEAVE, REACH, TRAVEL } from './language/lexicon';
import { isUnspecific } from './phrases/cursor';
import { askedLast, beginningFirst, sentencesOf, type Option, type Segment } from './language/sentences';
import type { Span } from './phrases/said';
import { Telling } from './telling/telling';
import { tokenize } from './language/tokens';
import { agreedOffer } from './phrases/unread';
import { worldOf } from './telling/world';

/** Reads a story of trades, swaps, passes and rotations: docs/reading-narratives.md. */
// oxlint-disable-next-line typescript/require-await -- a Reader is async for those that load a grammar
export const readNarrative: Reader = async (source) => {
  const lines = new Lines(source.text);
  try {
    return checked(source, lines);
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    throw new SourceError(source.uri, lines.range(error.start, error.end), error.reason);
  }
};

const NOT_ANSWERED = 'not answered, because ';

/**
 * As the two readers that know set phrases and free words read it, or, where they do not, as its sentences are when each is parsed as a
 * whole. Where both ways come to an end and the ends differ, neither is believed.
 */
function checked(source: SourceText, lines: Lines): Trace {
  const found = outcome(() => read(source, lines));
  const framed = outcome(() => readInFrames(source, lines));
  if ('trace' in found && isAnswered(found.trace)) {
    const other = 'trace' in framed && isAnswered(framed.trace) ? contradiction(found.trace, framed.trace) : undefined;
    // One of them passed over a sentence that names somebody, the other accounts for all
    const isFuller = 'trace' in framed && overlooked(framed.trace).length === 0;
    if (other && isFuller && overlooked(found.trace).some(({ isNamed }) => isNamed)) return framed.trace;
    if (other) throw new NotationError(lines.offset(other.range.start), lines.offset(other.range.end), other.reason);
    return found.trace;
  }
  if ('trace' in framed && isAnswered(framed.trace)) return framed.trace;
  if ('error' in found) throw found.error;
  return found.trace;
}

function readInFrames(source: SourceText, lines: Lines): Trace {
  const part = lines.selected(source);
  const { segments, options } = sentencesOf(tokenize(source.text, part.start, part.end));
  const told = askedLast(segments);
  const trace = readFrames(told, {
    source,
    place: (span) => ({ text: source.text.slice(span.start, span.end), range: lines.range(span.start, span.end) }),
    notRead: NOT_READ,
    options: options.map((option) => ({ label: option.label, text: optionText(option, source.text) })),
  });
  return guarded(trace, told, lines, true);
}

function read(source: SourceText, lines: Lines): Trace {
  const part = lines.selected(source);
  const { segments: written, options } = sentencesOf(tokenize(source.text, part.start, part.end));
  const plan = planned(labelled(askedLast(written)));
  const said = paraphrased(plan.segments);
  const { segments: once, remarks } = heard(timed(plainly(spelledOutFully(said))), source.text);
  const segments = repeated(dressed(listed(once)));
  const reports = [...plan.remarks, ...remarks].map(({ text, ...span }) => ({
    text,
    range: lines.range(span.start, span.end),
  }));
  const withReports = (trace: Trace): Trace =>
    reports.length === 0 ? trace : { ...trace, remarks: [...reports, ...(trace.remarks ?? [])] };
  const place = (span: Span) => ({
    text: source.text.slice(span.start, span.end),
    range: lines.range(span.start, span.end),
  });
  const apart = eachOfTwo(segments);
  const divided = dividedGoods(apart);
  if (divided) throw new NotationError(divided.start, divided.end, COUNTED);
  const offered = options.map((option) => ({ label: option.label, text: optionText(option, source.text) }));
  const whole = (trace: Trace): Trace => guarded(trace, said, lines);
  const wholeWords = (trace: Trace): Trace => guarded(trace, said, lines, true);
  const inPhrases = outcome(() => whole(readPhrases(source, segments, { place, offered, part })));
  // Where it is told who stands behind whom, by each one's place
  const told = linedUp(apart);
  const mustRead = told.filter((segment) => !apart.includes(segment));
  const isWhole = 'trace' in inPhrases && !passesOver(inPhrases.trace, mustRead, lines);
  if (isWhole && isAnswered(inPhrases.trace) && !overlooked(inPhrases.trace).some(({ isNamed }) => isNamed))
    return withReports(inPhrases.trace);
  const prose = { source, place, notRead: NOT_READ, options: offered };
  const lined = mustRead.length === 0 ? undefined : outcome(() => wholeWords(readProse(told, { ...prose, mustRead })));
  if (lined && 'trace' in lined && (isAnswered(lined.trace) || !isWhole)) return withReports(lined.trace);
  const namesSome = 'trace' in inPhrases && overlooked(inPhrases.trace).some(({ isNamed }) => isNamed);
  if ('trace' in inPhrases && isAnswered(inPhrases.trace) && !namesSome) return withReports(inPhrases.trace);
  const inWords = outcome(() => wholeWords(readProse(apart, prose)));
  if (namesSome && isAnswered(inPhrases.trace)) {
    const isFuller =
      'trace' in inWords &&
      isAnswered(inWords.trace) &&
      overlooked(inWords.trace).length < overlooked(inPhrases.trace).length;
    return withReports(isFuller ? inWords.trace : inPhrases.trace);
  }
  if ('trace' in inWords && isAnswered(inWords.trace)) return withReports(inWords.trace);
  if (!('trace' in inPhrases) && 'trace' in inWords) return withReports(inWords.trace);
  if ('trace' in inPhrases) return withReports(inPhrases.trace);
  const counted = askedCount(segments);
  if (counted) throw new NotationError(counted.start, counted.end, COUNTED);
  // Where set phrases only say that a word is not understood, what free words found behind it tells more.
  const [words] = [inWords, ...(lined ? [lined] : [])]
    .flatMap((each) => ('error' in each ? [each.error] : []))
    .sort((a, b) => b.start - a.start);
  // All but one clause was understood: that says more than where another way of reading came to its end.
  const missed = [inPhrases.error, ...(words ? [words] : [])].find((error) => error instanceof NotAccounted);
  if (missed) throw missed;
  throw words && words.start > inPhrases.error.start && isUnspecific(inPhrases.error) ? words : inPhrases.error;
}

/** What a reading comes to: a trace, or why there is none. */
function outcome(reading: () => Trace): { trace: Trace } | { error: NotationError } {
  try {
    return { trace: reading() };
  } catch (error) {
    if (!(error instanceof NotationError)) throw error;
    return { error };
  }
}

/** Whether one of these sentences was not read. */
function passesOver({ remarks = [] }: Trace, must: readonly Segment[], lines: Lines): boolean {
  const starts = new Set(must.map(({ tokens }) => tokens[0]?.start ?? 0));
  return remarks.some(({ text, range }) => {
    if (!text.startsWith(NOT_READ) || !range) return false;
    const [from, to] = [lines.offset(range.start), lines.offset(range.end)];
    return [...starts].some((start) => from <= start && start < to);
  });
}

/** The sentences that were passed over, and whether they name one of the places or things that are followed. */
function overlooked({ remarks = [], slots, objects }: Trace): { isNamed: boolean }[] {
  const names = [...slots, ...objects]
    .map((name) => name.replace(/ \(\d+\)$/, ''))
    .filter((name) => /^\p{Lu}/u.test(name));
  return remarks
    .filter(({ text }) => text.startsWith(NOT_READ))
    .map(({ text }) => ({ isNamed: names.some((name) => text.slice(NOT_READ.length).includes(name)) }));
}

/** Whether no question was left without an answer. */
function isAnswered({ remarks = [] }: Trace): boolean {
  return !remarks.some(({ text }) => text.startsWith(NOT_ANSWERED));
}

interface Text {
  place: (span: Span) => Pick<AskedQuestion, 'text' | 'range'>;
  offered: readonly { label: string; text: string }[];
  part: Span;
}

/** A story in set phrases. */
function readPhrases(source: SourceText, segments: readonly Segment[], { place, offered, part }: Text): Trace {
  const offer = agreedOffer(segments);
  if (offer)
    throw new NotationError(
      offer.start,
      offer.end,
      'whether what is offered here is done is not said: write who gives what to whom',
    );
  const telling = tell(segments);
  const { scene, happened, questions } = telling;
  const unread = telling.unread();
  if (happened.length === 0) throw new NotationError(part.start, part.end, 'nothing changes hands in this story');
  const asked = new Set(questions.flatMap(({ relation }) => relation ?? []));
  const { slots, objects, initial, cells, acts, find } = worldOf(scene, happened, asked);
  const steps = happened.map((change, k): Step => ({ ...(acts[k] ?? { map: null }), ...place(change) }));
  const remarks = [
    ...unread.map((span) => ({ ...span, text: `${NOT_READ}${place(span).text}` })),
    ...telling.unasked.map((span) => ({ ...span, text: `${NOT_ANSWERED}${span.why}: ${place(span).text}` })),
    ...scene.cast.remarks,
  ].sort((a, b) => a.start - b.start);
  const { uri, language } = source;
  const trace = makeTrace({
    domain: 'narrative',
    source: { uri, language },
    slots,
    objects,
    ...(cells && { cells }),
    initial,
    steps,
    ...(remarks.length > 0 && {
      remarks: remarks.map(({ text, start, end }) => ({ text, range: place({ start, end }).range })),
    }),
  });
  if (questions.length === 0) return trace;
  const put = questions.map((question, k): AskedQuestion => {
    const last = k === questions.length - 1 && offered.length > 0;
    return { ...place(question.span), ...inWorld(question, find), ...(last && { options: offered }) };
  });
  return { ...trace, questions: put.map((question) => answered(question, trace)) };
}

/** The story with all its questions, else with those that are understood. */
function tell(segments: readonly Segment[]): Telling {
  try {
    return tellAs(segments, false);
  } catch (error) {
    const asks = segments.some(({ mark }) => mark === '?');
    if (!asks || !(error instanceof NotationError)) throw error;
    return tellAs(segments, true);
  }
}

/** As a story about what people hold; where somebody goes somewhere, as one about where they are, too. */
function tellAs(segments: readonly Segment[], mayLeaveUnasked: boolean): Telling {
  const told = beginningFirst(segments);
  const tellIt = (rooms: boolean): Telling => {
    const telling = new Telling(rooms, mayLeaveUnasked);
    for (const segment of told) telling.segment(segment);
    return telling;
  };
  const mayTravel = segments.some(({ tokens }) =>
    tokens.some(({ lower }) => TRAVEL.has(lower) || LEAVE.has(lower) || REACH.has(lower)),
  );
  try {
    return tellIt(false);
  } catch (error) {
    const isFault = error instanceof NotationError;
    if (!(error instanceof PeopleTravel) && !(isFault && mayTravel)) throw error;
    try {
      return tellIt(true);
    } catch (other) {
      // Of two reasons the one that is found later in the story: all before it was understood.
      throw isFault && !(other instanceof NotationError && other.start > error.start) ? error : other;
    }
  }
}

function optionText({ tokens }: Option, text: string): string {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first && last ? text.slice(first.start, last.end).replace(/\s+/g, ' ') : '';
}
