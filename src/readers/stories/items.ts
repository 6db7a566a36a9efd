import { decode, joined, type JsonText } from '../json-text';

/** A story as a benchmark file has it. */
export interface StoryItem {
  story: JsonText;
  /** What the file says is right, as it writes it. */
  target?: { text: string; start: number };
  /** What may be chosen, where the file lists it beside the story. */
  choices?: string[];
  /** Offsets of the object in the file. */
  start: number;
  end: number;
}

/** Names of members, by what published benchmarks call them. */
const STORY = ['input', 'inputs', 'story', 'context', 'passage', 'sentence', 'prompt', 'text'];
const QUESTION = ['question', 'query'];
const TARGET = ['target', 'targets', 'answer', 'answers', 'label', 'output', 'completion', 'masked_content'];
const CHOICES = ['target_scores', 'choices', 'options'];

interface Span {
  start: number;
  end: number;
}

interface Frame {
  isObject: boolean;
  start: number;
  members: Map<string, Span>;
  key?: string;
}

/**
 * The stories of a JSON text or of lines of JSON: every object that has a story and what is right of it, however deep, in
 * one pass.
 *
 * @param text valid JSON, or lines of it
 */
export function* storyItems(text: string): Generator<StoryItem> {
  const frames: Frame[] = [];
  const ended = (span: Span): void => {
    const frame = frames.at(-1);
    if (frame?.isObject && frame.key !== undefined) frame.members.set(frame.key, span);
  };
  const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/gs;
  let afterColon = false;
  for (const match of text.matchAll(TOKEN)) {
    const [token] = match;
    const { index } = match;
    const span = { start: index, end: index + token.length };
    if (token === '{' || token === '[') frames.push({ isObject: token === '{', start: index, members: new Map() });
    else if (token === '}' || token === ']') {
      const frame = frames.pop();
      if (!frame) continue;
      const whole = { start: frame.start, end: span.end };
      ended(whole);
      const item = frame.isObject ? itemOf(text, frame.members, whole) : undefined;
      if (item) yield item;
    } else if (token === ':') afterColon = true;
    else if (token !== ',') {
      const frame = frames.at(-1);
      if (frame?.isObject && !afterColon) frame.key = nameIn(token);
      else ended(span);
    }
    if (token !== ':') afterColon = false;
  }
}

function nameIn(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

function itemOf(text: string, members: ReadonlyMap<string, Span>, whole: Span): StoryItem | undefined {
  const literal = (names: readonly string[]) =>
    names.flatMap((name) => members.get(name) ?? []).find(({ start }) => text[start] === '"');
  const [story, question] = [literal(STORY), literal(QUESTION)];
  const target = TARGET.flatMap((name) => members.get(name) ?? [])[0];
  const choices = choicesIn(text, CHOICES.flatMap((name) => members.get(name) ?? [])[0]);
  const said = target ? targetText(text.slice(target.start, target.end)) : choices?.best;
  const first = story ?? question;
  if (!first || said === undefined) return undefined;
  const told = decode(text, first.start, first.end);
  return {
    story: unmasked(story && question ? joined(told, decode(text, question.start, question.end)) : told),
    target: { text: said, start: target?.start ?? whole.start },
    ...(choices && { choices: choices.all }),
    ...whole,
  };
}

/** `<extra_id_0>`, by which a word that is left out is marked, is a blank, as long. */
function unmasked({ text, offsets }: JsonText): JsonText {
  return { text: text.replace(/<extra_id_[0-9]+>|\[MASK\]|<mask>/g, (mask) => '_'.repeat(mask.length)), offsets };
}

/** A string or number, or the first of a list. */
function targetText(json: string): string | undefined {
  const value: unknown = JSON.parse(json);
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean' ? String(one) : undefined;
}

/** `["a", "b"]`, or `{"a": 0, "b": 1}` with the score of each. */
function choicesIn(text: string, span: Span | undefined): { all: string[]; best?: string } | undefined {
  if (!span) return undefined;
  const value: unknown = JSON.parse(text.slice(span.start, span.end));
  if (Array.isArray(value)) {
    const all = value.filter((each) => typeof each === 'string');
    return all.length === value.length ? { all } : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const scores = Object.entries(value);
  const best = scores.filter(([, score]) => score === 1);
  return { all: scores.map(([name]) => name), ...(best.length === 1 && best[0] && { best: best[0][0] }) };
}
