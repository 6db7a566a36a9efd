import { Lines } from '../../trace/lines';
import type { SourceText } from '../../trace/source';
import { passage, type Passage, type Stretch } from '../reader';
import { readNarrative } from './read';

/**
 * Every paragraph of a text that is a story by itself; a text none of whose paragraphs is one, as a single story told in
 * several paragraphs.
 */
export async function* narrativeExamples(source: SourceText): AsyncGenerator<Passage> {
  const lines = new Lines(source.text);
  const faults: Passage[] = [];
  let found = 0;
  for (const at of paragraphs(source.text)) {
    const paragraph = await passage(at, () =>
      readNarrative({ ...source, selection: lines.range(at.start, at.end) }, {}),
    );
    if ('fault' in paragraph) faults.push(paragraph);
    else {
      found++;
      yield paragraph;
    }
  }
  const all = { start: 0, end: source.text.trimEnd().length };
  const whole = found === 0 && faults.length > 1 ? await passage(all, () => readNarrative(source, {})) : undefined;
  if (whole && !('fault' in whole)) yield whole;
  else yield* faults;
}

/** Stretches without a blank line; titles (`# …`) stand for themselves and are none. */
function paragraphs(text: string): Stretch[] {
  const found: Stretch[] = [];
  for (const match of text.matchAll(/(?:[^\S\r\n]*\S[^\r\n]*(?:\r\n|\r|\n|$))+/g)) {
    const body = match[0].trimEnd();
    if (/^\s*#[^\r\n]*$/.test(body)) continue;
    found.push({ start: match.index, end: match.index + body.length });
  }
  return found;
}
