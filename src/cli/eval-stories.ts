import { isProbed, probe, type ProbedModel, type ProbeOptions, type SkippedModel } from '../analysis/probe';
import { printedByTerminal } from '../readers/written';
import { wilson } from '../statistics/wilson';
import type { InferenceClient } from '../inference/client';
import type { ProviderName } from '../inference/protocol';
import type { Model } from '../models/catalogue';
import { sentencesNotRead } from '../readers/not-read';
import { itemsIn, readStory } from '../readers/stories';
import { Lines } from '../trace/lines';
import { answerIn } from '../trace/question';
import { SourceError, type Range } from '../trace/source';
import { wholeState } from '../trace/views';
import { Tally, type Judged } from './tally';

/** How a model did on the stories of one size. */
export interface SizeResult {
  /** Slots of the world, and steps. */
  objects: number;
  steps: number;
  /** Stories that the model read. */
  stories: number;
  /** Those of them that ask something that the model's state answers, and share of right answers with its 95% interval. */
  asked: number;
  answered: number | null;
  answeredInterval: [number, number] | null;
  /** Share of stories with every step right. */
  full: number;
}

export interface StoriesResult extends Judged {
  /** Stories that ask something and in which more slots move than the model has: it tells an order of five objects, no places. */
  unanswerable: number;
  /** Over all stories. */
  asked: number;
  answered: number | null;
  answeredInterval: [number, number] | null;
  sizes: SizeResult[];
}

/** What the file holds, apart from any model. */
export interface StoriesRead {
  stories: number;
  read: number;
  /** Sentences passed over in the stories that are read. */
  sentencesNotRead: number;
  targets: { agree: number; contradict: number; unchecked: number };
  /** Where a target contradicts its story, or a story is not read: the first of them. */
  faults: { range: Range; reason: string }[];
}

interface Options {
  /** Stories at most, from the first. */
  count: number;
  providers: readonly ProviderName[];
  signal: AbortSignal;
  onProgress: (done: number) => void;
  onVerifying?: ProbeOptions['onVerifying'];
}

const MOST_FAULTS = 20;

/**
 * Accuracy of the answers of every model over the stories of a benchmark file, by number of objects and of steps. The
 * right answer is that of the true state; a story whose target contradicts it is counted, and no model is judged by it.
 *
 * @throws SourceError where the file is not JSON, or has no story
 */
export async function evaluateOnStories(
  { uri, text }: { uri: string; text: string },
  models: readonly Model[],
  client: InferenceClient,
  { count, onProgress, ...options }: Options,
): Promise<{ read: StoriesRead; models: StoriesResult[] }> {
  const lines = new Lines(text);
  const tallies = models.map(({ manifest }) => new StoryTally(manifest.id, manifest.name));
  const read: StoriesRead = {
    ...{ stories: 0, read: 0, sentencesNotRead: 0 },
    targets: { agree: 0, contradict: 0, unchecked: 0 },
    faults: [],
  };
  const tell = (range: Range, reason: string): void => {
    if (read.faults.length < MOST_FAULTS) read.faults.push({ range, reason });
  };
  for (const item of itemsIn(text, uri, lines)) {
    if (read.stories === count) break;
    read.stories++;
    onProgress(read.stories);
    try {
      const { trace, target, doubt } = await readStory(item, uri, lines);
      read.read++;
      read.sentencesNotRead += sentencesNotRead(trace);
      read.targets[TALLIED[target]]++;
      if (doubt && target === 'contradicts') {
        tell(doubt.range ?? lines.range(item.start, item.start), doubt.text);
        continue;
      }
      const { entries } = await probe(trace, models, client, options);
      entries.forEach((entry, index) => tallies[index]?.add(entry, trace));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      tell(error.range, error.reason);
    }
  }
  if (read.stories === 0) throw new SourceError(uri, lines.range(0, 0), printedByTerminal(text) ?? NO_STORY);
  return { read, models: tallies.map((tally) => tally.result()) };
}

const NO_STORY = 'there is no story here: an object with an input and a target';

const TALLIED = { agrees: 'agree', contradicts: 'contradict', unasked: 'unchecked' } as const;

interface Size {
  objects: number;
  steps: number;
  stories: number;
  asked: number;
  right: number;
  full: number;
}

class StoryTally extends Tally {
  private unanswerable = 0;
  private readonly sizes = new Map<string, Size>();

  add(entry: ProbedModel | SkippedModel, trace: ProbedModel['trace']): void {
    if (!isProbed(entry)) {
      this.skip(entry.reason);
      return;
    }
    const { run, view, facts } = entry;
    if (!this.takes(facts)) return;
    const [objects, steps] = [trace.slots.length, trace.steps.length];
    const size = this.size(objects, steps);
    size.stories++;
    if (run.firstWrong === null) size.full++;
    const question = trace.questions?.at(-1);
    // A model that read five objects of a larger world believes nothing of the others.
    const believed = wholeState(view, trace, run.predictedFinal);
    if (question && view === 'five-objects') this.unanswerable++;
    if (!question || !believed) return;
    size.asked++;
    if (answerIn(question, trace, believed).answer === question.answer) size.right++;
  }

  result(): StoriesResult {
    const sizes = [...this.sizes.values()].sort((a, b) => a.objects - b.objects || a.steps - b.steps);
    const sum = (of: 'asked' | 'right') => sizes.reduce((total, size) => total + size[of], 0);
    return {
      ...this.judged,
      unanswerable: this.unanswerable,
      ...shareOf(sum('right'), sum('asked')),
      sizes: sizes.map(({ objects, steps, stories, asked, right, full }) => ({
        objects,
        steps,
        stories,
        ...shareOf(right, asked),
        full: full / stories,
      })),
    };
  }

  private size(objects: number, steps: number): Size {
    const key = `${objects} ${steps}`;
    let found = this.sizes.get(key);
    if (!found) this.sizes.set(key, (found = { objects, steps, stories: 0, asked: 0, right: 0, full: 0 }));
    return found;
  }
}

function shareOf(right: number, asked: number): Pick<SizeResult, 'asked' | 'answered' | 'answeredInterval'> {
  if (asked === 0) return { asked, answered: null, answeredInterval: null };
  return { asked, answered: right / asked, answeredInterval: wilson(right / asked, asked) };
}
