import { Lines } from '../../trace/lines';
import { SourceError, type SourceText } from '../../trace/source';
import { passage, type Passage } from '../reader';
import { itemsIn, readStory } from './read';

/** Every story of a benchmark file. One whose own target contradicts it is a fault: one of the two is wrong. */
export async function* storyExamples({ uri, text }: SourceText): AsyncGenerator<Passage> {
  const lines = new Lines(text);
  for (const item of itemsIn(text, uri, lines)) {
    const found = await passage({ start: item.start, end: item.end }, async () => {
      const { trace, target } = await readStory(item, uri, lines);
      const doubt = target === 'contradicts' ? trace.remarks?.at(-1) : undefined;
      if (doubt) throw new SourceError(uri, doubt.range ?? lines.range(item.start, item.start), doubt.text);
      return trace;
    });
    yield 'trace' in found ? { ...found, text: item.story.text } : found;
  }
}
