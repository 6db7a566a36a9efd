import { Lines } from '../../trace/lines';
import { answered, isPartOf, saysSame, type AnsweredQuestion } from '../../trace/question';
import { SourceError, type Range } from '../../trace/source';
import type { Remark, Trace } from '../../trace/trace';
import { readNarrative } from '../narrative';
import type { Reader } from '../reader';
import { printedByTerminal } from '../written';
import { storyItems, type StoryItem } from './items';

/** What a file's own answer is, held against the true state. */
type TargetCheck = 'agrees' | 'contradicts' | 'unasked';

export interface ReadStory {
  trace: Trace;
  target: TargetCheck;
  /** Why the target is not what the story says, or is not checked; among the trace's remarks, too. */
  doubt: Remark | undefined;
}

/**
 * Reads one story of a benchmark file: that of the selection, else the N-th (`game`), else the first:
 * docs/reading-narratives.md.
 */
export const readStories: Reader = async (source, options) => {
  const lines = new Lines(source.text);
  const { uri, text } = source;
  const wanted = options.game ?? 1;
  const at = source.selection && options.game === undefined ? lines.selected(source).start : undefined;
  let count = 0;
  for (const item of itemsIn(text, uri, lines)) {
    count++;
    if (at === undefined ? count === wanted : at < item.end) return (await readStory(item, uri, lines)).trace;
  }
  const none =
    count === 0
      ? (printedByTerminal(text) ??
        'there is no story here: an object with an input and a target ({"input": "…", "target": "…"})')
      : at === undefined
        ? `there are ${count} stories here, and no story ${wanted}`
        : 'there is no story at or after this place';
  throw new SourceError(uri, lines.range(0, 0), none);
};

/** @throws SourceError where the text is neither JSON nor lines of JSON */
export function* itemsIn(text: string, uri: string, lines: Lines): Generator<StoryItem> {
  const fault = faultInJson(text);
  if (fault) throw new SourceError(uri, lines.range(fault.at, fault.at), `not JSON: ${fault.reason}`);
  yield* storyItems(text);
}

/** Where a text is neither JSON nor lines of JSON. */
function faultInJson(text: string): { at: number; reason: string } | undefined {
  const whole = reasonOf(text);
  if (whole === undefined) return undefined;
  let at = 0;
  let objects = 0;
  for (const line of text.split('\n')) {
    const reason = line.trim() === '' ? undefined : reasonOf(line);
    if (reason !== undefined) return objects === 0 ? { at: 0, reason: whole } : { at, reason };
    if (line.trim() !== '') objects++;
    at += line.length + 1;
  }
  return undefined;
}

function reasonOf(json: string): string | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * The trace of one story, with places in the file; what the file says is right is held against it.
 *
 * @throws SourceError when the story cannot be read, at its place in the file
 */
export async function readStory(item: StoryItem, uri: string, lines: Lines): Promise<ReadStory> {
  const { text, offsets } = item.story;
  const inner = new Lines(text);
  const place = ({ start, end }: Range): Range =>
    lines.range(offsets[inner.offset(start)] ?? item.start, offsets[inner.offset(end)] ?? item.end);
  try {
    const read = await readNarrative({ uri, language: 'narrative', text }, {});
    const questions = read.questions?.map((question, k, all): AnsweredQuestion => {
      const choices = k === all.length - 1 && !question.options ? item.choices : undefined;
      const options = choices?.map((choice) => ({ label: choice, text: choice }));
      return answered({ ...question, range: place(question.range), ...(options && { options }) }, read);
    });
    const target = checkTarget(item, questions?.at(-1));
    const doubt = targetRemark(item, target, questions?.at(-1), lines);
    const remarks = [...(read.remarks ?? []).map((remark) => placed(remark, place)), ...(doubt ? [doubt] : [])];
    const trace: Trace = {
      ...read,
      steps: read.steps.map((step) => ({ ...step, ...(step.range && { range: place(step.range) }) })),
      ...(remarks.length > 0 && { remarks }),
      ...(questions && { questions }),
    };
    return { trace, target, doubt };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new SourceError(uri, place(error.range), error.reason);
  }
}

function placed({ text, range }: Remark, place: (range: Range) => Range): Remark {
  return { text, ...(range && { range: place(range) }) };
}

/** Whether the answer, or the option that says it, is what the file says: `(B)`, `B`, `green ball`. */
export function isTarget(
  target: string,
  { text, answer, right, options }: Pick<AnsweredQuestion, 'text' | 'answer' | 'right' | 'options'>,
): boolean {
  const said = target.replace(/<[^<>]*>/g, ' ').trim();
  const label = /^\(?(\w{1,2})[).]?$/.exec(said)?.[1];
  if (label !== undefined && options?.some((option) => option.label === label)) return right === label;
  if (isNamedShort(said, answer) || isOn(said, answer, text) || isLabelOf(said, answer)) return true;
  return (
    saysSame(said, answer) || (isPartOf(said, answer) && (/\bcolou?r\b/i.test(text) || isRestAsked(said, answer, text)))
  );
}

/** `Cole` of Dr Cole */
function isNamedShort(said: string, answer: string): boolean {
  const [own, whole] = [said, answer].map((name) => name.replace(/[.,]/g, '').split(/\s+/)) as [string[], string[]];
  const areNames = [...own, ...whole].every((word) => /^\p{Lu}/u.test(word));
  return areNames && own.length < whole.length && own.every((word, k) => word === whole[whole.length - own.length + k]);
}

/** `4A` of seat 4A, `left` of the left cup */
function isLabelOf(said: string, answer: string): boolean {
  if (/^(?:left|middle|right|top|bottom|upper|lower|first|second|third|last)$/.test(said))
    return answer.replace(/^the /, '').replace(/ \p{Ll}+$/u, '') === said;
  return /^\d+[A-Z]?$/.test(said) && /^\p{Ll}[\p{L}-]* \S+$/u.test(answer) && answer.endsWith(` ${said}`);
}

/** `in her pocket` of whoever the question names as whose it is. */
function isOn(said: string, answer: string, text: string): boolean {
  const isPocket =
    /^(?:in|on) (?:his|her|their|the) (?:own )?(?:[a-z]+ )?(?:pockets?|hands?|lap|head|arms?|wrist|finger|shoulders?)$/i.test(
      said,
    );
  return isPocket && /^\p{Lu}/u.test(answer) && text.includes(answer);
}

/** Whether what a short answer leaves out stands in the question: `blue` of a blue bike, where `which bike` is asked. */
function isRestAsked(said: string, answer: string, text: string): boolean {
  const wordsOf = (sentence: string) => sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const known = new Set([...wordsOf(said), ...wordsOf(text)]);
  return wordsOf(answer).every((word) => known.has(word));
}

function checkTarget({ target }: StoryItem, question: AnsweredQuestion | undefined): TargetCheck {
  if (!target || !question) return 'unasked';
  return isTarget(target.text, question) ? 'agrees' : 'contradicts';
}

function targetRemark(
  { target }: StoryItem,
  check: TargetCheck,
  question: AnsweredQuestion | undefined,
  lines: Lines,
): Remark | undefined {
  if (!target || check === 'agrees') return undefined;
  const range = lines.range(target.start, target.start);
  const said = JSON.stringify(target.text);
  if (!question) return { text: `the target ${said} is not checked: the story asks nothing that is read`, range };
  const label = question.right == null ? '' : ` (${question.right})`;
  return { text: `the target ${said} contradicts the story, in which the answer is ${question.answer}${label}`, range };
}
