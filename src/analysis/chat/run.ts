import type { ChatAsker, ChatSaid } from '../../inference/chat';
import type { CallOptions } from '../../inference/client';
import { least } from '../../lists/extremes';
import type { ChatModel } from '../../models/chat/model';
import { askingInWords, type Asking, type Telling } from '../../reductions/telling';
import { bareName } from '../../text/bare-name';
import { states, type Trace } from '../../trace/trace';
import { scoreOf, type LanguageStep } from '../language-model/run';
import type { Manner } from './manner';
import { parsedAnswer, type Parsed } from './parse';
import { filled, TEMPLATE } from './template';

/** Questions of one text, unless told after which steps to ask. */
const USUAL_QUESTIONS = 8;
const MOST_QUESTIONS = 500;
/** Tokens of an answer, and of one that is thought about in writing. */
const MOST_TOKENS = { alone: 1024, reasoned: 8192 };

/** One question that was answered. */
export interface Exchange {
  /** After this step. */
  step: number;
  question: string;
  said: ChatSaid;
  parsed: Parsed;
  milliseconds: number;
}

/** A chat model that was asked about a text. */
export interface ChatRun {
  model: ChatModel;
  telling: Telling;
  asking: Pick<Asking, 'slots' | 'objects'>;
  /** Null where it was not asked; one that gave no answer holds -1 in every slot that was asked about. */
  steps: (LanguageStep | null)[];
  exchanges: Exchange[];
  firstWrong: number | null;
  accuracy: number | null;
  judged: number;
  /** Questions of which no answer could be taken. */
  unread: number;
  /** Undefined where the server does not tell. */
  tokens: { read: number; written: number } | undefined;
  notes: string[];
  /** Why later questions were not answered; undefined where all were. */
  ended: string | undefined;
  milliseconds: number;
  isReasoned: boolean;
}

export interface SkippedChat {
  model: ChatModel;
  reason: string;
  failed?: true;
}

/** Queens look alike: which one stands where only their beginnings tell. */
const GAME =
  'the beginning of a game of chess, whose pieces are named by their kinds and the squares on which they began';

interface ExchangeOptions extends Manner, Pick<CallOptions, 'signal'> {
  /** Which of several answers it is to be. */
  sample?: number;
}

export interface ChatOptions extends Manner, Pick<CallOptions, 'signal' | 'onProgress'> {
  /** The text that the trace was read from; it is written out where there is none. */
  text?: string | undefined;
  /** How the trace is told, where that is known. */
  telling?: Telling | undefined;
  every?: number | undefined;
  /** Called before the first question. */
  onPlan?: ((model: ChatModel, questions: number) => void) | undefined;
}

export function isChatRun(entry: ChatRun | SkippedChat): entry is ChatRun {
  return 'exchanges' in entry;
}

/**
 * Asks a chat model after steps of a text what each place holds. Each question stands alone, with the text up to that step. What was
 * answered stays where a later question fails.
 *
 * @throws the signal's reason when it is aborted; RangeError for more questions than are asked
 */
export async function askChat(
  trace: Trace,
  model: ChatModel,
  asker: ChatAsker,
  options: ChatOptions,
): Promise<ChatRun | SkippedChat> {
  const asking = askingInWords(trace, options.text, options.telling);
  if ('reason' in asking) return { model, reason: asking.reason };
  const { telling } = asking;
  const { samples = 1, every = Math.ceil(trace.steps.length / USUAL_QUESTIONS), signal } = options;
  const steps = trace.steps.flatMap((_, step) => ((trace.steps.length - 1 - step) % every === 0 ? [step] : []));
  if (steps.length * samples > MOST_QUESTIONS)
    throw new RangeError(
      `${steps.length * samples} questions are too many, at most ${MOST_QUESTIONS} are asked: ask after fewer steps, or fewer times`,
    );
  options.onPlan?.(model, steps.length * samples);
  const exchanges: Exchange[] = [];
  let ended: string | undefined;
  const start = performance.now();
  const asked = steps.flatMap((step) => Array.from({ length: samples }, (_, sample) => ({ step, sample })));
  for (const { step, sample } of asked) {
    options.onProgress?.({ done: exchanges.length, total: asked.length, message: 'questions' });
    try {
      const told = telling.text.slice(0, telling.ends[step]);
      exchanges.push({ step, ...(await exchange(trace, asking, told, asker, { ...options, sample })) });
    } catch (error) {
      signal?.throwIfAborted();
      ended = error instanceof Error ? error.message : String(error);
      break;
    }
  }
  if (exchanges.length === 0) return { model, reason: ended ?? 'it was asked nothing', failed: true };
  const judged = judgedSteps(trace, asking, exchanges);
  return {
    ...{ model, telling, asking, exchanges, steps: judged, ...scoreOf(judged) },
    unread: exchanges.filter(({ parsed }) => 'why' in parsed).length,
    tokens: sumOf(exchanges),
    notes: notesOn(telling, every, exchanges, ended),
    ended,
    milliseconds: performance.now() - start,
    isReasoned: options.isReasoned ?? false,
  };
}

/**
 * Asks one question: what the places hold after a text.
 *
 * @throws what the asker does
 */
export async function exchange(
  trace: Trace,
  { slots, objects }: Pick<Asking, 'slots' | 'objects'>,
  text: string,
  asker: ChatAsker,
  { template = TEMPLATE, temperature = 0, isReasoned = false, seed, sample = 0, signal }: ExchangeOptions,
): Promise<Omit<Exchange, 'step'>> {
  const names = namesIn(trace);
  const known = {
    places: slots.map((slot) => trace.slots[slot] ?? ''),
    objects: objects.map((of) => of.map((object) => names[object] ?? '')),
    isReasoned,
  };
  const kind = trace.domain === 'code' ? 'a program' : trace.domain === 'chess' ? GAME : 'a story';
  const { places } = known;
  const question = filled(template, { kind, text, places, objects: [...new Set(known.objects.flat())], isReasoned });
  const mostTokens = isReasoned ? MOST_TOKENS.reasoned : MOST_TOKENS.alone;
  const start = performance.now();
  const said = await asker.ask({ text: question, temperature, seed: (seed + sample) >>> 0, mostTokens }, signal);
  const parsed = said.isCut ? { why: 'it was cut off' } : parsedAnswer(said.text, known);
  return { question, said, parsed, milliseconds: performance.now() - start };
}

/** Objects without the quotes of a program, where they differ without. */
function namesIn({ objects }: Trace): readonly string[] {
  const bare = objects.map(bareName);
  return new Set(bare).size === bare.length ? bare : objects;
}

/** Several answers after one step count as the one that came most often, the first of them where some came as often. */
function judgedSteps(
  trace: Trace,
  { slots, objects }: Pick<Asking, 'slots' | 'objects'>,
  exchanges: readonly Exchange[],
): (LanguageStep | null)[] {
  const truths = states(trace).slice(1);
  return trace.steps.map((_, step): LanguageStep | null => {
    const own = exchanges.filter((one) => one.step === step);
    const truth = truths[step];
    if (own.length === 0 || !truth) return null;
    const given = own.flatMap(({ parsed }) => ('objects' in parsed ? [parsed.objects] : []));
    const key = (one: readonly number[]): string => one.join(' ');
    const often = (one: readonly number[]): number => given.filter((other) => key(other) === key(one)).length;
    const most = given.reduce<number[] | undefined>((a, b) => (a && often(a) >= often(b) ? a : b), undefined);
    const predicted = trace.slots.map(() => -1);
    for (const [at, slot] of slots.entries()) predicted[slot] = (most && objects[at]?.[most[at] ?? -1]) ?? -1;
    const shares = objects.map((of, at) =>
      Float64Array.from(of, (__, k) => given.filter((one) => one[at] === k).length / own.length),
    );
    const rightSlots = slots.filter((slot) => predicted[slot] === truth[slot]).length;
    const shareOf = (at: number, object: number | undefined): number =>
      shares[at]?.[objects[at]?.indexOf(object ?? -1) ?? -1] ?? 0;
    return {
      ...{ predicted, shares, rightSlots, right: rightSlots === slots.length },
      confidence: most
        ? least(
            slots.map((slot, at) => shareOf(at, predicted[slot])),
            1,
          )
        : 0,
      confidenceInTruth: least(
        slots.map((slot, at) => shareOf(at, truth[slot])),
        1,
      ),
    };
  });
}

function sumOf(exchanges: readonly Exchange[]): ChatRun['tokens'] {
  if (exchanges.some(({ said }) => !said.tokens)) return undefined;
  const sum = (of: 'read' | 'written'): number =>
    exchanges.reduce((all, { said }) => all + (said.tokens?.[of] ?? 0), 0);
  return { read: sum('read'), written: sum('written') };
}

function notesOn(
  { note }: Telling,
  every: number,
  exchanges: readonly Exchange[],
  ended: string | undefined,
): string[] {
  const unread = exchanges.flatMap(({ parsed }) => ('why' in parsed ? [parsed.why] : []));
  const last = (exchanges.at(-1)?.step ?? -1) + 1;
  return [
    ...(note === undefined ? [] : [note]),
    ...(every > 1 ? [`asked after every ${every} steps`] : []),
    ...(unread.length > 0 ? [`no answer to take in ${unread.length} of ${exchanges.length}: ${unread[0] ?? ''}`] : []),
    ...(ended === undefined ? [] : [`ended after step ${last}: ${ended}`]),
  ];
}
