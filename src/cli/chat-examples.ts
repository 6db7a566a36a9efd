import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { isIdentity } from '../algebra/maps';
import type { ToldText } from '../analysis/chat/evaluation';
import type { Example, TraceExample, WordExample } from '../datasets/examples/example';
import { readExamples } from '../datasets/examples/read';
import { worldOfExample } from '../datasets/examples/trace-of-example';
import { isStoriesFile } from '../datasets/files/start';
import { grouped } from '../lists/grouped';
import { readText } from '../readers';
import { itemsIn, readStory } from '../readers/stories';
import type { Dress } from '../reductions';
import { askingInWords, toldWord } from '../reductions/telling';
import { plural } from '../text/plural';
import { Lines } from '../trace/lines';
import { SourceError, type SourceText } from '../trace/source';
import { states, type Trace } from '../trace/trace';
import type { ChatGroup, ChatSet } from './chat-sets';
import { append } from '../lists/append';

/** What a text is told as that is its own: it has no other dress. */
const AS_IT_STANDS = 'as it stands';
/** Texts that are measured together, and so kept together: a run that ends goes on behind them. */
const TOGETHER = 20;

/** An example that can be asked about, in a dress; or why it cannot. */
type Told = { told: string; length: number; text: ToldText } | { told: string; reason: string };

/**
 * The first examples of a data set, or stories of a file, as chat models are asked about them: words in each dress, texts as they
 * stand.
 *
 * @throws SourceError where the file is neither
 */
export async function exampleSets(
  source: { path: string; read: () => Promise<SourceText> },
  { dresses, count, seed }: { dresses: readonly Dress[]; count: number; seed: number },
): Promise<ChatSet[]> {
  const all: Told[] = [];
  let number = 0;
  if (await isStoriesFile(source.path)) {
    for await (const one of toldStories(await source.read(), count)) all.push(one);
  } else
    for await (const example of readExamples(source.path)) {
      if (number === count) break;
      append(all, await toldExample(example, dresses, (Math.imul(seed, 0x9e3779b1) + number++) >>> 0));
    }
  const start = { line: 0, character: 0 };
  if (all.length === 0) throw new SourceError(source.path, { start, end: start }, 'there is no example here');
  return [...grouped(all, ({ told }) => told)].map(([told, of]) => setOf(source.path, told, of.map(askable)));
}

function setOf(path: string, told: string, all: readonly Told[]): ChatSet {
  const skipped: Record<string, number> = {};
  for (const one of all) if ('reason' in one) skipped[one.reason] = (skipped[one.reason] ?? 0) + 1;
  const texts = all.filter((one) => 'text' in one);
  const byLength = [...grouped(texts, ({ length }) => String(length)).values()];
  const groups = byLength
    .sort(([a], [b]) => (a?.length ?? 0) - (b?.length ?? 0))
    .flatMap((same) =>
      Array.from({ length: Math.ceil(same.length / TOGETHER) }, (_, part) =>
        groupOf(same.slice(part * TOGETHER, (part + 1) * TOGETHER)),
      ),
    );
  const title = `${plural(all.length, 'example')} of ${path}, ${told === AS_IT_STANDS ? told : `told as ${told}`}`;
  return { title, task: `${basename(path)}, ${told}`, told, source: { uri: path }, groups, skipped };
}

function groupOf(same: readonly { length: number; text: ToldText }[]): ChatGroup {
  const hash = createHash('sha256');
  for (const { text } of same)
    hash.update(JSON.stringify([text.telling?.text ?? text.text ?? '', textKey(text.trace)]));
  return {
    ...{ length: same[0]?.length ?? 0, count: same.length, data: hash.digest('hex') },
    texts: () => same.map(({ text }) => text),
  };
}

function textKey(trace: Trace): unknown {
  return [trace.slots, trace.objects, trace.initial, states(trace)];
}

/** What cannot be asked is known before anything is. */
function askable(one: Told): Told {
  if ('reason' in one) return one;
  const { trace, text, telling } = one.text;
  if (states(trace).at(-1) == null)
    return { told: one.told, reason: 'there is no state at its end, after an illegal move' };
  const asking = askingInWords(trace, text, telling);
  return 'reason' in asking ? { told: one.told, reason: asking.reason } : one;
}

async function toldExample(example: Example, dresses: readonly Dress[], seed: number): Promise<Told[]> {
  if (example.kind === 'trace') return [await toldTrace(example)];
  if (example.kind === 'word') return Promise.all(dresses.map((dress) => toldInDress(example, dress, seed)));
  return [{ told: AS_IT_STANDS, reason: 'words of formal languages are asked of no chat model' }];
}

/** Tokens that change nothing are not told: no text says that nothing happens. */
async function toldInDress(example: WordExample, dress: Dress, seed: number): Promise<Told> {
  const word = worldOfExample(example).steps.flatMap(({ map }) => (map && !isIdentity(map) ? [map] : []));
  if (word.length === 0) return { told: dress, reason: 'no step changes anything here' };
  try {
    return { told: dress, length: example.tokens.length, text: await toldWord(word, dress, seed) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { told: dress, reason: error.message };
  }
}

/** By its own text where that is read as the same; else it is written out by the steps that the example has. */
async function toldTrace(example: TraceExample): Promise<Told> {
  const own = worldOfExample(example);
  const { text, language, source } = example;
  const read = await sameRead({ uri: source.uri, language, text }, own);
  return { told: AS_IT_STANDS, length: example.tokens.length, text: read ? { trace: read, text } : { trace: own } };
}

/** A text read anew, where its states are those that are known of it. */
async function sameRead(source: SourceText, known: Trace): Promise<Trace | undefined> {
  for (const options of source.language === 'chess' ? [{}, { steps: 'elements' as const }] : [{}]) {
    const read = await readText(source, options).catch((error: unknown) => {
      if (error instanceof SourceError) return undefined;
      throw error;
    });
    if (read && JSON.stringify(textKey(read)) === JSON.stringify(textKey(known))) return read;
  }
  return undefined;
}

/** A story whose file contradicts it is left out, as for all models. */
async function* toldStories({ uri, text }: SourceText, count: number): AsyncGenerator<Told> {
  const lines = new Lines(text);
  let number = 0;
  for (const item of itemsIn(text, uri, lines)) {
    if (number++ === count) return;
    const told = AS_IT_STANDS;
    try {
      const { trace, target } = await readStory(item, uri, lines);
      const story = item.story.text;
      const read = await sameRead({ uri, language: 'narrative', text: story }, trace);
      if (target === 'contradicts') yield { told, reason: 'the target in the file contradicts the story' };
      else yield { told, length: trace.steps.length, text: read ? { trace: read, text: story } : { trace } };
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      yield { told, reason: 'the story is not read' };
    }
  }
}
