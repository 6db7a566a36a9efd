import { readExcerpt } from '../../trace/excerpt';
import { Lines } from '../../trace/lines';
import type { SourceText } from '../../trace/source';
import type { Trace } from '../../trace/trace';
import { inSteps } from '../elements';
import { LIMITS } from './core/limits';
import { marksIn, wordOfProgram } from './elements';
import { frontOf } from './languages';
import { Reading, type CodeOptions } from './reading';
import { asSourceError } from './run';
import { surroundings } from './surroundings';
import { Unreadable } from './syntax';

/**
 * Reads code by running it: a small interpreter follows where values move, and every statement that moves some is a
 * step. See docs/reading-code.md for what is read and docs/decisions/readers-code.md for how.
 *
 * Of a text that is too large a selection is read with what stands around it.
 */
export async function readCode(source: SourceText, options: CodeOptions): Promise<Trace> {
  // A byte order mark is no character of the text in an editor, so it does not count in columns either.
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  const lines = new Lines(text);
  const selected = lines.selected({ ...source, text });
  const around = source.selection && text.length > LIMITS.text ? surroundings(text, selected) : undefined;
  if (!around) return readPart({ ...source, text }, lines, options);
  const known = new Lines(text.slice(around.start, around.end));
  const selection = known.range(selected.start - around.start, selected.end - around.start);
  const [first, last] = [around.start, around.end - 1].map((offset) => lines.position(offset).line + 1);
  const trace = await readExcerpt(lines.position(around.start), () =>
    readPart({ ...source, text: known.text, selection }, known, options),
  );
  const remark = `the text is longer than ${LIMITS.text} characters: only lines ${first} to ${last} of it are known here`;
  return { ...trace, remarks: [...(trace.remarks ?? []), { text: remark }] };
}

async function readPart(source: SourceText, lines: Lines, options: CodeOptions): Promise<Trace> {
  const marks = marksIn(source, lines.selected(source));
  const says = { isWord: marks.length > 0, what: 'comments name the elements of a word' };
  let own: Trace;
  try {
    own = await readText(source, lines, options);
  } catch (error) {
    throw asSourceError(error, source, lines);
  }
  return inSteps(
    () => own,
    options.steps,
    says,
    () => (says.isWord ? wordOfProgram(own, source, lines, marks) : own),
  );
}

async function readText(source: SourceText, lines: Lines, options: CodeOptions): Promise<Trace> {
  const front = await frontOf(source.language);
  const selection = lines.selected(source);
  if (!front) throw new Unreadable(selection, `there is no reader of code for '${source.language}'`);
  if (source.text.length > LIMITS.text)
    throw new Unreadable(
      { start: LIMITS.text, end: source.text.length },
      `the text is longer than ${LIMITS.text} characters`,
      'bounds',
    );
  return new Reading(front, source, lines, selection, options).trace();
}
