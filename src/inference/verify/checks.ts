import { relativePercent } from '../../text/percent';
import { isIdentity } from '../../algebra/maps';
import { missingClass } from '../../models/complete';
import { classesOf, isMonoid } from '../../models/manifest';
import { largestDifference, TOLERANCE, type Answer, type Difference } from './compare';
import { RunError, type Trial } from './trial';
import { greatest } from '../../lists/extremes';

/** What is wrong, and what to change. */
interface Fault {
  reason: string;
  remedy: string;
}

export type Finding = Fault | undefined;

/** A mistake of an exporter is mostly seen within a few tokens; some are seen only where sizes are odd, round or large. */
const PREFIXES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 17, 20, 24, 32, 33, 64, 100];
const SHORT = 6;
const MIDDLE = 16;
const LONG = 33;
/** Words in which no value may be missing. */
const FINITE_WORDS = 8;
/** Sizes of batches; some mistakes need three words to be seen. */
const BATCHES = [2, 3, 4, 5, 8, 16];
const MOST_IDS = 4096;
const IDS_AT_ONCE = 64;
/** Last tokens that are tried in turn. */
const LAST_TOKENS = 16;

/** Words of several lengths are read, and several at once: sizes that a graph holds inside are seen only when it is run. */
export async function freeSizes(trial: Trial): Promise<Finding> {
  const most = Math.min(2, trial.most);
  try {
    // Whether all ids are read is a question of its own.
    for (const [words, length] of [
      [1, 1],
      [1, most],
      [2, most],
    ] as const)
      await trial.run(new Array<Int32Array>(words).fill(new Int32Array(length)), ['logits']);
    return undefined;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return {
      reason: error.message,
      remedy:
        'export both sizes of tokens free (dynamic_shapes of torch.onnx.export), or say in the manifest which it takes: "sizes": {"batch": 1, "length": 64}',
    };
  }
}

/** All layers that the manifest promises, or none at all. */
export function layers({ manifest, shown }: Trial): Finding {
  const found = shown.filter((name) => name !== 'logits').map((name) => Number(name.slice('hidden.'.length)));
  if (found.length === 0) return undefined;
  const wanted = Array.from({ length: manifest.layers + 1 }, (_, layer) => layer);
  const missing = wanted.filter((layer) => !found.includes(layer));
  const more = found.filter((layer) => layer > manifest.layers);
  if (missing.length + more.length === 0) return undefined;
  const parts = [
    ...(missing.length > 0 ? [`lacks ${missing.map((layer) => `hidden.${layer}`).join(', ')}`] : []),
    ...(more.length > 0 ? [`has ${more.map((layer) => `hidden.${layer}`).join(', ')}`] : []),
  ];
  return {
    reason: `its manifest says ${manifest.layers} layers, which are hidden.0 to hidden.${manifest.layers}, but it ${parts.join(' and ')}`,
    remedy: 'export hidden.0 (after the embedding) to hidden.N (before the output layer), and say N in the manifest',
  };
}

/** Every id is read, or of very many a sample with the first and the last. */
export async function tokenIds(trial: Trial): Promise<Finding> {
  const { vocabulary, most } = trial;
  const ids =
    vocabulary <= MOST_IDS
      ? Array.from({ length: vocabulary }, (_, id) => id)
      : [0, vocabulary - 1, ...Array.from({ length: MOST_IDS - 2 }, () => trial.id())];
  const { bos } = trial.manifest.task;
  const before = bos == null ? [] : [bos];
  const readable = async (some: readonly number[]): Promise<string | undefined> => {
    const word = Int32Array.from({ length: before.length + some.length }, (_, at) =>
      at < before.length ? (bos ?? 0) : (some[at - before.length] ?? some[0] ?? 0),
    );
    try {
      await trial.run([word], ['logits']);
      return undefined;
    } catch (error) {
      if (error instanceof RunError) return error.why;
      throw error;
    }
  };
  const size = Math.max(1, Math.min(IDS_AT_ONCE, most - before.length));
  for (let from = 0; from < ids.length; from += size) {
    const some = ids.slice(from, from + size);
    if ((await readable(some)) === undefined) continue;
    // One of them is at fault, or their number.
    for (const id of some) {
      const reason = await readable([id]);
      if (reason === undefined) continue;
      return {
        reason: `token id ${id} of 0 to ${vocabulary - 1} cannot be read: ${reason}`,
        remedy: `give the embedding a row for each of the ${vocabulary} token ids of the manifest`,
      };
    }
  }
  return undefined;
}

/** As many classes and values as the manifest says. */
export async function sizes(trial: Trial): Promise<Finding> {
  const { manifest } = trial;
  const length = Math.min(2, trial.most);
  const { tensors } = await trial.run([trial.word(length).tokens], trial.all);
  const given = tensors.get('logits')?.dims[2] ?? 0;
  const classes = classesOf(manifest);
  if (given !== classes)
    return {
      reason: `it gives ${given} logits, its manifest has ${classes} classes`,
      remedy: 'give a score for each class of the manifest, in their order',
    };
  for (const [name, { dims }] of tensors) {
    const layer = /^hidden\.(\d+)$/.exec(name)?.[1];
    if (layer === undefined) continue;
    if (dims.length !== 3)
      return {
        reason: `its output "${name}" came out as [${dims.join(', ')}], not [batch, length, width]`,
        remedy: 'give the hidden state after every token as one row',
      };
    // The embedding of a model that is built may be of another width than its state.
    if (dims[2] !== manifest.width && (layer !== '0' || manifest.layers === 0))
      return {
        reason: `its output "${name}" is ${dims[2] ?? 0} wide, its manifest says ${manifest.width}`,
        remedy: 'say the width of the hidden states in the manifest',
      };
  }
  return undefined;
}

/** Every product of the tokens has a class, or a true state could not be told. */
export function classes({ manifest }: Trial): Finding {
  if (!isMonoid(manifest)) return undefined;
  const { task } = manifest;
  const missing = missingClass(task);
  if (!missing) return undefined;
  const { word, map } = missing;
  const reason = isIdentity(map)
    ? 'it has no class for the identity'
    : `its classes do not hold every product of its tokens: that of ${word.join(', ')} is none of the ${task.classes.length}`;
  return {
    reason,
    remedy: 'give the manifest a class for every product of its tokens, and the model a score for each',
  };
}

/** One word gives one answer. */
export async function repeatable(trial: Trial): Promise<Finding> {
  const length = Math.min(SHORT, (await trial.longest()).word.length);
  const { tokens } = trial.word(length);
  const [first, second] = [await trial.run([tokens], trial.shown), await trial.run([tokens], trial.shown)];
  const apart = largestDifference([first, 0], [second, 0], tokens.length);
  if (apart.relative <= TOLERANCE) return undefined;
  return {
    reason: `two runs of one word differ: its ${place(apart)} ${changeOf(apart)}`,
    remedy: 'call model.eval() before the export, so that dropout and noise are off',
  };
}

/** What is said after a token does not depend on what comes after it. */
export async function causal(trial: Trial): Promise<Finding> {
  const { word, answer: whole } = await trial.longest();
  const prefixes = PREFIXES.filter((length) => length < word.length);
  for (const length of prefixes) {
    // What takes room, such as a recurrent state, is compared at three lengths only.
    const outputs = length % 16 === 1 ? trial.all : trial.shown;
    const part = await trial.run([word.subarray(0, length)], outputs);
    const found = largestDifference([whole, 0], [part, 0], length);
    if (found.relative > TOLERANCE)
      return notCausal(
        `its ${place(found)} of ${word.length} ${changeOf(found)} from what it says when the word ends at token ${length}`,
      );
  }
  // Where the last token is seen, the same one at two lengths might be seen in the same way.
  const short = Math.min(SHORT, word.length);
  for (const length of new Set([...prefixes, short, word.length])) {
    if (length < 2) continue;
    const start = word.slice(0, length);
    for (const last of lastTokens(trial, start[length - 1] ?? 0, length === short ? LAST_TOKENS : 1)) {
      start[length - 1] = last;
      const found = largestDifference([whole, 0], [await trial.run([start], trial.shown), 0], length - 1);
      if (found.relative > TOLERANCE)
        return notCausal(
          `its ${place(found)} ${changeOf(found)} from what it says when another token comes at the end, as token ${length}`,
        );
    }
  }
  return undefined;
}

/** Some tokens other than the one that is there. */
function lastTokens(trial: Trial, there: number, most: number): Set<number> {
  const others = Math.min(most, trial.vocabulary - 1);
  const found = new Set<number>();
  while (found.size < others) {
    const token = trial.id();
    if (token !== there) found.add(token);
  }
  return found;
}

function notCausal(what: string): Fault {
  return {
    reason: `it is not causal: ${what}`,
    remedy: 'mask attention, let convolutions see only the past, and take no mean over the length',
  };
}

/** A word is answered in a batch as it is alone. */
export async function alone(trial: Trial): Promise<Finding> {
  const most = (await trial.longest()).word.length;
  const lengths = [
    { length: Math.min(SHORT, most), batches: BATCHES },
    { length: 1, batches: [2, 3] },
    { length: Math.min(LONG, most), batches: [3] },
  ];
  for (const { length, batches: all } of lengths) {
    const batches = all.filter((size) => size === 2 || trial.fits(size, length));
    const words = Array.from({ length: greatest(batches) }, () => trial.word(length).tokens);
    const answers: Answer[] = [];
    for (const word of words) answers.push(await trial.run([word], trial.all));
    for (const size of batches) {
      const batch = await trial.run(words.slice(0, size), trial.all);
      for (let word = 0; word < size; word++) {
        const answer = answers[word];
        if (!answer) continue;
        const found = largestDifference([batch, word], [answer, 0], length);
        if (found.relative > TOLERANCE)
          return {
            reason:
              `in a batch of ${size} words, its ${place(found)} ` +
              `of word ${word + 1} ${changeOf(found)} from what it says to that word alone`,
            remedy: 'take no mean over the batch, and call model.eval() before the export (batch norm)',
          };
      }
    }
  }
  return undefined;
}

/** Numbers come out: at words of the task, and not so long that a state may have grown without bounds. */
export async function finite(trial: Trial): Promise<Finding> {
  const { manifest } = trial;
  const length = Math.min(MIDDLE, (await trial.longest()).word.length);
  for (let at = 0; at < FINITE_WORDS; at++) {
    const { tokens, ofTask } = trial.word(length);
    if (!ofTask) continue;
    const { tensors } = await trial.run([tokens], trial.shown);
    for (const [name, { dims, data }] of tensors) {
      const width = dims[2] ?? 1;
      // Minus infinity is a class that is ruled out.
      const bad = data.findIndex((value) => !(Number.isFinite(value) || (name === 'logits' && value === -Infinity)));
      if (bad < 0) continue;
      return {
        reason: `its ${named(name)} are not finite numbers after token ${Math.floor(bad / width) + 1} of a word: ${data[bad] ?? NaN}`,
        remedy: `find what makes it in ${manifest.name}: a logarithm or root of nothing, or weights that are no numbers`,
      };
    }
  }
  return undefined;
}

function named(output: string): string {
  return output === 'logits' ? 'logits' : `values of "${output}"`;
}

function changeOf({ relative }: Difference): string {
  return relative === Infinity ? 'differ altogether' : `differ by ${relativePercent(relative)}`;
}

function place({ output, token }: Difference): string {
  return `${named(output)} after token ${token + 1}`;
}
