import { NotationError } from '../../../algebra/notation';
import { answered, type AnsweredQuestion, type AskedQuestion } from '../../../trace/question';
import type { SourceText } from '../../../trace/source';
import { makeTrace, type Remark, type Step, type Trace } from '../../../trace/trace';
import { beginningFirst, type Segment } from '../language/sentences';
import type { Span } from '../phrases/said';
import { Questions, type Asked } from './questions';
import { shapeOf } from './scene/shape';
import { Teller } from './teller';

/** What is longer, in words, is read by the others alone: a bound on the time. */
const MOST_WORDS = 2000;

interface Text {
  source: SourceText;
  place: (span: Span) => { text: string; range: NonNullable<Remark['range']> };
  notRead: string;
  options: readonly { label: string; text: string }[];
}

/**
 * A story whose every sentence is parsed as a whole: verbs with their parts, of which each word is one.
 *
 * @throws NotationError where it is not understood, or where it is not certain what it says
 */
export function readFrames(segments: readonly Segment[], { source, place, notRead, options }: Text): Trace {
  const words = segments.reduce((sum, { tokens }) => sum + tokens.length, 0);
  if (words > MOST_WORDS) throw new NotationError(0, 0, 'too long');
  const teller = new Teller();
  const told = beginningFirst(segments);
  teller.prepare(told);
  const asking: Segment[] = [];
  const last = told.at(-1);
  for (const segment of told) {
    const isSpeech = segment.tokens.some(({ kind, text }) => kind === 'quote' && /[,.!?]$/.test(text));
    const isUnfinished = segment === last && segment.mark === undefined && asking.length === 0;
    // `Can anyone check this?`, before all else
    const isAside =
      segment.mark === '?' && !teller.scene.begun && asking.length === 0 && !teller.namesSome(segment.tokens);
    if (isAside) continue;
    if (
      (segment.mark === '?' && !isSpeech) ||
      (isUnfinished && new Questions(teller.scene, teller.references, shapeOf(teller.scene)).unfinished(segment.tokens))
    )
      asking.push(segment);
    else {
      const was = teller.scene.happened.length;
      teller.sentence(segment);
      const [asked] = asking;
      if (asked && teller.scene.happened.length > was)
        throw new NotationError(
          asked.tokens[0]?.start ?? 0,
          asked.tokens.at(-1)?.end ?? 0,
          'a question is asked at the end, after all steps',
        );
    }
  }
  teller.finish();
  const { scene } = teller;
  if (!scene.begun)
    throw new NotationError(
      segments[0]?.tokens[0]?.start ?? 0,
      segments.at(-1)?.tokens.at(-1)?.end ?? 0,
      'nothing changes hands in this story',
    );
  const shape = shapeOf(scene);
  const steps = scene.happened.map((happening, k): Step => ({
    ...(shape.acts[k] ?? { map: null }),
    ...place(happening),
  }));
  const asks = new Questions(scene, teller.references, shape);
  const questions = asking.map(({ tokens, mark }) => {
    const span = { start: tokens[0]?.start ?? 0, end: tokens.at(-2)?.end ?? 0 };
    const reply: Asked | { why: string } =
      mark === undefined ? (asks.unfinished(tokens) ?? { why: 'it is not understood' }) : asks.ask(tokens);
    return { span, reply };
  });
  const remarks = [
    ...teller.unread.map((span) => ({ ...span, text: `${notRead}${place(span).text}` })),
    ...teller.remarks,
    ...questions.flatMap(({ span, reply }) =>
      'why' in reply ? [{ ...span, text: `not answered, because ${reply.why}: ${place(span).text}` }] : [],
    ),
  ].sort((a, b) => a.start - b.start);
  const trace = makeTrace({
    domain: 'narrative',
    source: { uri: source.uri, language: source.language },
    slots: shape.slots,
    objects: shape.objects,
    ...(shape.cells && { cells: shape.cells }),
    initial: shape.initial,
    steps,
    ...(remarks.length > 0 && {
      remarks: remarks.map(({ text, start, end }) => ({ text, range: place({ start, end }).range })),
    }),
  });
  const understood = questions.flatMap(({ span, reply }) => ('why' in reply ? [] : [{ span, reply }]));
  const answers = understood.map(({ span, reply }, k): AnsweredQuestion => {
    const isLast = k === understood.length - 1 && options.length > 0;
    const question: AskedQuestion = { ...place(span), ...reply, ...(isLast && { options }) };
    return answered(question, trace);
  });
  return { ...trace, ...(answers.length > 0 && { questions: answers }) };
}
