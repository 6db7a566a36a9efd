import { fastForm } from '../graph/parallel/fast-form';
import { readSkeleton } from '../graph/skeleton';
import { isUnchanged, type ModelFiles } from '../models/model-files';
import type { Value } from './bridge/values';
import { openAsItIs } from './opened';
import type { Opened } from './runtime';
import { SizedCache } from './sized-cache';

/** A model with more bytes is held once. */
const MOST_BYTES = 32 * 2 ** 20;
/**
 * Tokens for which a form is worth its making: that takes some 30 ms of processor time and a second session, which the
 * probe of an ordinary selection by eight models would notice, and a thousand tokens take as long by the file itself.
 */
const WORTH = 1024;
/** Forms of a model that are open, the one used longest ago closed first. */
const MOST_FORMS = 4;
/** Tokens of a word, alone, of which all that does not wait for another one is computed together. */
const FEW = 256;

/**
 * A model on the CPU. Where the same outputs are asked for again and again, as by `eval`, a search, the fit of a probe or a long text, a form of it
 * runs them that computes nothing else, and no step after the other where that can be helped; the file itself runs the rest, and all where
 * no such form can be made. Not for concurrent use.
 *
 * @param file the model as it is
 */
export function withForms(files: ModelFiles, file: Opened): Opened {
  const [tokens, ...others] = file.graph.inputs;
  // A state that is carried from call to call has outputs of its own.
  if (tokens?.shape?.length !== 2 || others.length > 0 || files.bytes > MOST_BYTES) return file;
  const asked = new Map<string, number>();
  const forms = new SizedCache<Promise<Opened | undefined>>({ bytes: Infinity, entries: MOST_FORMS });
  const drop = async (some: readonly Promise<Opened | undefined>[]): Promise<void> => {
    for (const form of some) await (await form)?.release();
  };
  const formOf = async (wanted: readonly string[], feeds: Feeds): Promise<Opened | undefined> => {
    const [batch = 0, length = 0] = feeds[tokens.name]?.dims ?? [];
    const isForFew = batch === 1 && length <= FEW;
    const key = [isForFew ? 'few' : 'many', ...new Set([...wanted].sort())].join('\n');
    const known = forms.get(key);
    if (known) return known;
    const count = (asked.get(key) ?? 0) + batch * length;
    asked.set(key, count);
    if (count < WORTH) return undefined;
    asked.delete(key);
    await drop(forms.makeRoom(0));
    const given = { [tokens.name]: sampleOf(feeds[tokens.name], tokens.shape, isForFew) };
    const form = openForm(files, tokens.name, wanted, isForFew).then(async (one) => {
      if (!one || (await isSame(file, one, given, wanted))) return one;
      await one.release();
      return undefined;
    });
    forms.set(key, form, 0);
    return form;
  };
  return {
    graph: file.graph,
    call: async (feeds, wanted) => {
      const form = await formOf(wanted, feeds);
      return (form ?? file).call(feeds, wanted);
    },
    release: async () => {
      await drop(forms.makeRoom(Infinity));
      await file.release();
    },
  };
}

type Feeds = Parameters<Opened['call']>[0];

/** Tokens of a word by which a form is held against its file: no round number, and beyond one chunk of whatever is done in chunks. */
const SAMPLE = 35;

/** Some of the tokens of a call, as words of their own. */
function sampleOf(value: Value | undefined, shape: readonly unknown[] = [], isForFew: boolean): Value {
  const { type = 'int64', data = new BigInt64Array(0) } = value ?? {};
  const [batch, length] = shape;
  const words = typeof batch === 'number' ? batch : isForFew ? 1 : 2;
  const each = typeof length === 'number' ? length : Math.min(SAMPLE, Math.floor(data.length / words));
  return { type, data: data.slice(0, words * each), dims: [words, each] };
}

/** Beyond the rounding of other sums. */
const MOST_UNLIKE = 1e-3;

/**
 * Whether a form gives what the file gives, over a few tokens. Forms know graphs by what their steps compute; a file of somebody else's that is
 * written as no other one must not be answered for wrongly because of it.
 */
async function isSame(file: Opened, form: Opened, feeds: Feeds, wanted: readonly string[]): Promise<boolean> {
  try {
    const [known, found] = [await file.call(feeds, wanted), await form.call(feeds, wanted)];
    return wanted.every((name) => areAlike(known[name], found[name]));
  } catch {
    return false;
  }
}

function areAlike(one: Value | undefined, other: Value | undefined): boolean {
  if (!one || !other || one.type !== other.type || String(one.dims) !== String(other.dims)) return false;
  let [greatest, most] = [0, 0];
  for (let at = 0; at < one.data.length; at++) {
    const [left, right] = [Number(one.data[at]), Number(other.data[at])];
    if (Object.is(left, right)) continue;
    if (!Number.isFinite(left) || !Number.isFinite(right)) return false;
    most = Math.max(most, Math.abs(left - right));
  }
  for (const value of one.data)
    if (Number.isFinite(Number(value))) greatest = Math.max(greatest, Math.abs(Number(value)));
  return most <= MOST_UNLIKE * greatest;
}

/** Undefined where there is no such form, or the file is another one by now: then nothing is lost but time. */
async function openForm(
  files: ModelFiles,
  tokens: string,
  wanted: readonly string[],
  isForFew: boolean,
): Promise<Opened | undefined> {
  try {
    // With its weights, so that nothing keeps the file from being written anew while the form is open.
    const made = fastForm(await readSkeleton(files.path, Infinity), tokens, wanted, isForFew);
    return made && (await isUnchanged(files)) ? await openAsItIs(made.model, made.folder) : undefined;
  } catch {
    return undefined;
  }
}
