import { greatest } from '../lists/extremes';
import { percent } from '../text/percent';

/** What counts as learned. */
const LEARNED = 0.9;

/** What is learned of the state: all of it, or its block in a quotient of the task's group, such as the sign. */
export interface Learned {
  /** `state`, `sign`. */
  key: string;
  /** Share of random words in which the model's own answers are right in it after every token. */
  answers: number;
  /** For each layer from the embedding on, the share of held-out states of random words that a linear probe reads right. */
  layers: readonly number[];
  /** What the best guess by the number of tokens alone would have right of them. */
  guess: number;
  /** Step of the text at which the model's answer is first wrong in it, from 0; null where none is. */
  firstWrong: number | null;
}

/** One moment of a training. */
export interface Moment {
  id: string;
  /** Steps of training. */
  step: number;
  /** Processor time of training, where it is known. */
  minutes: number | null;
  /** Share of the text's steps that are right; null where none is judged. */
  accuracy: number | null;
  learned: Learned[];
}

/** What a model has learned by each moment of its training. */
export interface OverTraining {
  id: string;
  name: string;
  /** Tokens of the random words. */
  tokens: number;
  /** Words that answers are measured on. */
  words: number;
  seed: number;
  /** Such as `embedding`, `layer 1`. */
  layers: string[];
  moments: Moment[];
}

/** Why a training is not told of. */
export interface NotToldOf {
  id: string;
  name: string;
  reason: string;
}

/** When each is learned: by the model's own answers, and as far as a linear probe reads it from a layer. */
export function overTrainingText({ moments, layers, tokens }: OverTraining): string[] {
  const keys = moments[0]?.learned.map(({ key }) => key) ?? [];
  return keys.map((key) => {
    const of = ({ learned }: Moment): Learned | undefined => learned.find((one) => one.key === key);
    const answered = moments.find((moment) => (of(moment)?.answers ?? 0) >= LEARNED);
    const best = greatest(moments.map((moment) => of(moment)?.answers ?? 0));
    const read = layers
      .map((name, layer) => ({
        name,
        moment: moments.find((moment) => (of(moment)?.layers[layer] ?? 0) >= LEARNED),
      }))
      .filter(({ moment }) => moment)
      .sort((a, b) => (a.moment?.step ?? 0) - (b.moment?.step ?? 0));
    const [first] = read;
    const own = answered
      ? `right in its answers after ${answered.step} steps`
      : `never right in its answers (${percent(best)} at most)`;
    const inside = first?.moment ? `read from ${first.name} after ${first.moment.step}` : 'read from no layer';
    return `The ${key}: ${own}, ${inside} (in ${percent(LEARNED)} of random words of ${tokens} tokens; of their states where it is read).`;
  });
}
