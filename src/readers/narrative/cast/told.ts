import { answered, type AnsweredQuestion, type AskedQuestion } from '../../../trace/question';
import type { SourceText } from '../../../trace/source';
import { makeTrace, type MapStep, type Remark, type TableStep, type Trace } from '../../../trace/trace';
import type { Segment } from '../language/sentences';
import type { Span } from '../phrases/said';

/** What a question asks of the last state. */
export type Asked = Pick<AskedQuestion, 'slot' | 'slots' | 'object' | 'holders' | 'empties' | 'isVacant' | 'carriers'>;

/** The same, or why that is not known. */
export type Reply = Asked | { why: string };

/** A text that is told, and how its places and what is passed over are named. */
export interface Text {
  source: SourceText;
  place: (span: Span) => { text: string; range: NonNullable<Remark['range']> };
  /** How the remark on what is passed over begins. */
  notRead: string;
  options: readonly { label: string; text: string }[];
}

interface World {
  slots: string[];
  objects: string[];
  initial: number[];
  cells?: Record<string, string[]>;
  acts: readonly (Pick<MapStep, 'map'> | Pick<TableStep, 'cell' | 'table'>)[];
}

interface Told {
  world: World;
  happened: readonly Span[];
  unread: readonly Span[];
  remarks: readonly (Span & { text: string })[];
  asking: readonly Segment[];
  reply: (question: Segment) => Reply;
}

/** The trace of a story that was told, with its questions answered, or with a remark why one is not. */
export function traceTold(
  { world, happened, unread, remarks: more, asking, reply }: Told,
  { source, place, notRead, options }: Text,
): Trace {
  const questions = asking.map((question) => {
    const { tokens } = question;
    const span = { start: tokens[0]?.start ?? 0, end: tokens.at(-2)?.end ?? 0 };
    return { span, told: reply(question) };
  });
  const remarks = [
    ...unread.map((span) => ({ ...span, text: `${notRead}${place(span).text}` })),
    ...questions.flatMap(({ span, told }) =>
      'why' in told ? [{ ...span, text: `not answered, because ${told.why}: ${place(span).text}` }] : [],
    ),
    ...more,
  ].sort((a, b) => a.start - b.start);
  const trace = makeTrace({
    domain: 'narrative',
    source: { uri: source.uri, language: source.language },
    slots: world.slots,
    objects: world.objects,
    ...(world.cells && { cells: world.cells }),
    initial: world.initial,
    steps: happened.map((happening, k) => ({ ...(world.acts[k] ?? { map: null }), ...place(happening) })),
    ...(remarks.length > 0 && {
      remarks: remarks.map(({ text, start, end }) => ({ text, range: place({ start, end }).range })),
    }),
  });
  const understood = questions.flatMap(({ span, told }) => ('why' in told ? [] : [{ span, asked: told }]));
  const answers = understood.map(({ span, asked }, k): AnsweredQuestion => {
    const isLast = k === understood.length - 1 && options.length > 0;
    return answered({ ...place(span), ...asked, ...(isLast && { options }) }, trace);
  });
  return { ...trace, ...(answers.length > 0 && { questions: answers }) };
}
