import { greatest } from '../lists/extremes';

/** What onnxruntime tells of a model's inputs and outputs; free sizes have a name. */
export interface ValueInfo {
  name: string;
  isTensor: boolean;
  type?: string;
  shape?: readonly (number | string)[];
}

/** A model or a request that must not be run. The message is for people. */
export class ContractError extends Error {
  override name = 'ContractError';
}

type Shape = readonly (number | string)[];

/** A model that follows the contract, or is led to it: the names of its sizes, and the shapes of its float32 outputs. */
export interface ModelShape {
  tokens: readonly [batch: string, length: string];
  outputs: ReadonlyMap<string, Shape>;
  /** Where not every length is taken. */
  longest?: Longest;
}

/** The most tokens of a word, and what makes it so. */
export interface Longest {
  tokens: number;
  by: keyof typeof WHY_LONGEST;
}

const WHY_LONGEST = {
  file: ['which its file fixes', 'export it with a free length'],
  writing: ['for it reads all again for every state that it writes', 'export it with a state that is carried'],
  manifest: ['as its manifest says', 'a shorter text can be run'],
} as const;

/** Float32 outputs of one request, in bytes; they cross a process boundary in one message. */
export const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;
/** Attention of one layer, in bytes for one sequence: 5,800 tokens with four heads, scores and softmax counted. It would take minutes. */
const MAX_WORKING_BYTES = 1024 * 1024 * 1024;
/** Token ids of one request. */
const MAX_TOKENS = 16_000_000;
/** Tokens and output bytes of one call of the runtime; the process cannot say anything during a call. */
const CHUNK_TOKENS = 8192;
const CHUNK_BYTES = 64 * 1024 * 1024;
/** Stands for a free size that is neither batch nor length, of which the model says nothing. */
const UNKNOWN_SIZE = 1024;

/** The outputs that the contract names; what else a file gives is nobody's concern. */
export const NAMED_OUTPUT = /^(logits|hidden\.\d+|(state|decay|transition|attention)\.\d+)$/;

/** Size of the last axis of every output that declares one. */
export function widthsOf({ outputs }: ModelShape): Record<string, number> {
  return Object.fromEntries(
    [...outputs].flatMap(([name, shape]) => {
      const width = shape.at(-1);
      return typeof width === 'number' ? [[name, width] as const] : [];
    }),
  );
}

export interface Sizes {
  batch: number;
  length: number;
}

/**
 * Everything that can be known to be wrong before a run; an id out of range is silently read as something else on
 * WebGPU, and a buffer that cannot be allocated ends the whole process.
 *
 * @param memory bytes that the run may take
 * @returns number of sequences for one call of the runtime
 * @throws ContractError
 */
export function checkRun(
  model: ModelShape,
  request: Sizes & { tokens: Int32Array; vocabulary: number; classes: number; outputs: readonly string[] },
  memory: number,
): number {
  const { batch, length, tokens, vocabulary, classes, outputs } = request;
  checkTokens(tokens, { batch, length }, vocabulary);
  if (model.longest !== undefined && length > model.longest.tokens) {
    const [why, remedy] = WHY_LONGEST[model.longest.by];
    throw new ContractError(
      `the model takes words of at most ${model.longest.tokens} tokens, ${why}, not ${length}: ${remedy}`,
    );
  }
  const shapes = outputs.map((name) => {
    const shape = model.outputs.get(name);
    if (!shape) throw new ContractError(`the model has no float32 output "${name}"`);
    return [name, shape] as const;
  });
  const declared = model.outputs.get('logits')?.[2];
  if (typeof declared === 'number' && declared !== classes)
    throw new ContractError(`the model gives ${declared} logits, its manifest has ${classes} classes`);

  const bytes = (entries: readonly (readonly [string, Shape])[]): number => outputBytes(model, entries, length);
  const each = bytes(shapes);
  if (each * batch > MAX_OUTPUT_BYTES)
    throw new ContractError(
      `${quoted(outputs)} for ${batch} × ${length} tokens are ${over(each * batch, MAX_OUTPUT_BYTES)}`,
    );
  // Scores and their softmax live at once, whether or not anyone wants to see them.
  const maps = [...model.outputs].filter(([name]) => isAttention(name)).map((entry) => bytes([entry]));
  const largest = greatest(maps, 0);
  if (2 * largest > MAX_WORKING_BYTES)
    throw new ContractError(`its attention over ${length} tokens takes ${over(2 * largest, MAX_WORKING_BYTES)}`);
  // Those of all layers are there until the run is over, for each may be asked for.
  const working = maps.reduce((sum, map) => sum + map, largest) + each;
  if (working > memory)
    throw new ContractError(
      `a run over ${length} tokens takes ${over(working, memory)} of this machine's memory; a shorter text takes less`,
    );
  const fit = Math.min(
    CHUNK_TOKENS / length,
    CHUNK_BYTES / Math.max(1, each),
    MAX_WORKING_BYTES / Math.max(1, 2 * largest),
    memory / Math.max(1, working),
  );
  return Math.min(batch, Math.max(1, Math.floor(fit)));
}

function checkTokens(tokens: Int32Array, { batch, length }: Sizes, vocabulary: number): void {
  for (const [what, size] of Object.entries({ batch, length }))
    if (!Number.isInteger(size) || size < 1) throw new ContractError(`${what} must be at least 1, not ${size}`);
  if (batch * length > MAX_TOKENS) throw new ContractError(`${batch} × ${length} tokens are more than ${MAX_TOKENS}`);
  if (!(tokens instanceof Int32Array) || tokens.length !== batch * length)
    throw new ContractError(`${batch} × ${length} token ids are needed, not ${tokens.length}`);
  const wrong = tokens.findIndex((id) => id < 0 || id >= vocabulary);
  if (wrong >= 0)
    throw new ContractError(`token ${wrong} has the id ${tokens[wrong] ?? ''}; the model knows 0 to ${vocabulary - 1}`);
}

/** @throws ContractError when a tensor that came out has another shape than the contract gives it. */
export function checkOutput(name: string, dims: readonly number[], { batch, length }: Sizes, classes: number): void {
  const expected: (number | undefined)[] =
    name === 'logits'
      ? [batch, length, classes]
      : isAttention(name)
        ? [batch, undefined, length, length]
        : [batch, length];
  const rank = name === 'logits' || isAttention(name) ? expected.length : dims.length;
  if (dims.length !== rank || expected.some((size, i) => size !== undefined && dims[i] !== size))
    throw new ContractError(
      `its output "${name}" came out as [${dims.join(', ')}], not [${expected.map((size) => size ?? '*').join(', ')}${name === 'logits' || isAttention(name) ? '' : ', …'}]`,
    );
}

/** Bytes of outputs for one word of a length, where the model's declaration tells. */
export function outputBytes(
  model: ModelShape,
  outputs: readonly (readonly [name: string, shape: Shape])[],
  length: number,
): number {
  return outputs.reduce((sum, [name, shape]) => sum + 4 * elements(model, name, shape, { batch: 1, length }), 0);
}

/** Number of elements of an output, where the model's declaration tells; free sizes by name, else by their place. */
function elements(model: ModelShape, name: string, shape: Shape, { batch, length }: Sizes): number {
  const [batchName, lengthName] = model.tokens;
  return shape.reduce<number>((product, size, place) => {
    if (typeof size === 'number') return product * size;
    if (size === batchName) return product * batch;
    if (size === lengthName) return product * length;
    if (place === 0) return product * batch;
    if (isAttention(name) ? place >= 2 : place === 1) return product * length;
    return product * UNKNOWN_SIZE;
  }, 1);
}

function isAttention(name: string): boolean {
  return name.startsWith('attention.');
}

export function quoted(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.map((name) => `"${name}"`).join(', ');
}

function over(bytes: number, bound: number): string {
  const gigabytes = (size: number): string => `${(size / 2 ** 30).toFixed(1)} GiB`;
  return `${gigabytes(bytes)}, more than the ${gigabytes(bound)} allowed`;
}
