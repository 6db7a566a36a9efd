import { NotationError } from '../../../algebra/notation';
import { answered, type AnsweredQuestion, type AskedQuestion } from '../../../trace/question';
import type { Remark, Step } from '../../../trace/trace';
import { makeTrace, type Trace } from '../../../trace/trace';
import type { SourceText } from '../../../trace/source';
import { beginningFirst, type Segment } from '../language/sentences';
import type { Token } from '../language/tokens';
import { wordSet } from '../language/word-set';
import type { Span } from '../phrases/said';
import type { Asked } from './asking/answers';
import { Asking } from './asking/asking';
import { Teller } from './tell';
import { shapeOf } from './world/trace';

/** Whom a word means is looked up among all who were named: a bound on that. */
const MAX_WORDS = 20_000;

interface Text {
  source: SourceText;
  place: (span: Span) => { text: string; range: NonNullable<Remark['range']> };
  /** How the remark on what is passed over begins. */
  notRead: string;
  options: readonly { label: string; text: string }[];
  /** Sentences that may not be passed over. */
  mustRead?: readonly Segment[];
}

/** `put the ball down there`: it is where somebody is. */
function leavesThere(tokens: readonly Token[]): boolean {
  const at = tokens.findIndex(({ lower }) => LEAVES.has(lower));
  return at >= 0 && tokens.slice(at).some(({ lower }) => lower === 'there' || lower === 'down');
}

const LEAVES = wordSet('put puts leave leaves left drop drops dropped set sets lay lays laid place places placed');

/**
 * A story in everyday English as a trace.
 *
 * @throws NotationError where it is not understood, or where it is not certain what it says
 */
export function readProse(
  segments: readonly Segment[],
  { source, place, notRead, options, mustRead = [] }: Text,
): Trace {
  const words = segments.reduce((sum, { tokens }) => sum + tokens.length, 0);
  if (words > MAX_WORDS) throw new NotationError(0, 0, `a story in free words of more than ${MAX_WORDS} words`);
  const teller = new Teller();
  const asking: Segment[] = [];
  teller.story.followsPeople = segments.some(({ tokens }) => leavesThere(tokens));
  const { switches } = teller.states;
  const told = beginningFirst(segments);
  const last = told.at(-1);
  for (const segment of told) {
    const isUnfinished = segment === last && segment.mark === undefined && asking.length === 0;
    if (isUnfinished && new Asking(teller.story, shapeOf(teller.story, switches), switches).unfinished(segment.tokens))
      asking.push(segment);
    else if (segment.mark === '?' && !segment.tokens.some(({ kind }) => kind === 'quote')) asking.push(segment);
    else {
      const [asked] = asking;
      const was = teller.story.happened.length;
      const passed = teller.unread.length;
      teller.segment(segment);
      if (teller.unread.length > passed && mustRead.includes(segment))
        throw new NotationError(
          segment.tokens[0]?.start ?? 0,
          segment.tokens.at(-1)?.end ?? 0,
          'who stands where is not certain',
        );
      if (asked && teller.story.happened.length > was)
        throw new NotationError(
          asked.tokens[0]?.start ?? 0,
          asked.tokens.at(-1)?.end ?? 0,
          'a question is asked at the end, after all steps',
        );
    }
  }
  teller.finish();
  const { story } = teller;
  const [first] = segments;
  const whole = { start: first?.tokens[0]?.start ?? 0, end: segments.at(-1)?.tokens.at(-1)?.end ?? 0 };
  if (story.happened.length === 0)
    throw new NotationError(whole.start, whole.end, 'nothing changes hands in this story');
  const shape = shapeOf(story, switches);
  const steps = story.happened.map((happening, k): Step => ({
    ...(shape.acts[k] ?? { map: null }),
    ...place(happening),
  }));
  const asks = new Asking(story, shape, switches);
  const questions = asking.map(({ tokens, mark }): { span: Span; asked?: Asked; why?: string } => {
    const span = { start: tokens[0]?.start ?? 0, end: tokens.at(-2)?.end ?? 0 };
    const reply = (mark === '?' ? undefined : asks.unfinished(tokens)) ?? asks.ask(tokens);
    return { span, ...('why' in reply ? { why: reply.why } : { asked: reply }) };
  });
  const remarks = [
    ...teller.unread.map((span) => ({ ...span, text: `${notRead}${place(span).text}` })),
    ...questions.flatMap(({ span, why }) =>
      why === undefined ? [] : [{ ...span, text: `not answered, because ${why}: ${place(span).text}` }],
    ),
    ...story.remarks,
  ].sort((a, b) => a.start - b.start);
  const { uri, language } = source;
  const trace = makeTrace({
    domain: 'narrative',
    source: { uri, language },
    slots: shape.slots,
    objects: shape.objects,
    ...(shape.cells && { cells: shape.cells }),
    initial: shape.initial,
    steps,
    ...(remarks.length > 0 && {
      remarks: remarks.map(({ text, start, end }) => ({ text, range: place({ start, end }).range })),
    }),
  });
  const understood = questions.filter(({ asked }) => asked !== undefined);
  const answers = understood.map(({ span, asked }, k): AnsweredQuestion => {
    const isLast = k === understood.length - 1 && options.length > 0;
    const question: AskedQuestion = { ...place(span), ...asked, ...(isLast && { options }) };
    return answered(question, trace);
  });
  return { ...trace, ...(answers.length > 0 && { questions: answers }) };
}
