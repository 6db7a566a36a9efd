import type { Bridging } from '../../models/bridging';
import { ContractError, NAMED_OUTPUT, quoted, type Longest, type ModelShape, type ValueInfo } from '../contract';
import { FILLED, fillerFault } from './fillers';
import { holdsWhole, READ_AS_FLOAT } from './values';

/** What a model's graph takes and gives, wherever it runs. */
export interface Graph {
  inputs: readonly ValueInfo[];
  outputs: readonly ValueInfo[];
}

/** What is not as the contract says, and what is made of it, by the line of the check that asks. */
export type BridgeNotes = Readonly<Record<'names' | 'types' | 'free sizes', string[]>>;

/** A graph that no bridge leads to. */
export class BridgeError extends ContractError {
  constructor(
    readonly check: 'names' | 'types',
    reason: string,
  ) {
    super(reason);
  }
}

/** A state that a run takes, and the output that gives it after the last token. */
export interface State {
  input: ValueInfo;
  output: string;
}

type Size = number | string;

export interface Inputs {
  tokens: ValueInfo & { type: string; shape: readonly Size[] };
  /** By what is filled in. */
  fillers: ReadonlyMap<string, ValueInfo>;
  states: readonly State[];
}

/** Sizes that never change. */
export interface Fixed {
  batch?: number;
  length?: number;
}

/** Files of the `transformers` world name a state that comes in so, and the one that goes out. */
const PAST = /^past_key_values\./;
const PRESENT = 'present.';

/** Every input by what it is. @throws BridgeError where something is missing, or left over */
export function inputsOf({ inputs, outputs }: Graph, asked: Bridging): Inputs {
  for (const what of Object.keys(asked.inputs ?? {}))
    if (what !== 'tokens' && !FILLED.includes(what))
      throw new BridgeError('names', `its manifest has "${what}" among inputs; there are tokens, ${FILLED.join(', ')}`);
  const rest = new Map(inputs.map((info) => [info.name, info]));
  const take = (name: string, as: string): ValueInfo => {
    const info = rest.get(name);
    if (!info) throw new BridgeError('names', notThere('input', name, as, inputs));
    rest.delete(name);
    return info;
  };
  const own = asked.inputs?.['tokens'];
  if (own === undefined && !rest.has('tokens'))
    throw new BridgeError('names', `the model must have one input, "tokens", not ${namesOf(inputs)}`);
  const tokens = take(own ?? 'tokens', 'tokens');
  const fillers = new Map<string, ValueInfo>();
  for (const what of FILLED) {
    const name = asked.inputs?.[what];
    if (name !== undefined || rest.has(what)) fillers.set(what, take(name ?? what, what));
  }
  const states: State[] = [];
  for (const [name, output] of Object.entries(asked.states ?? {})) {
    if (!outputs.some((info) => info.name === output))
      throw new BridgeError('names', notThere('output', output, `the state "${name}"`, outputs));
    states.push({ input: take(name, 'a state'), output });
  }
  for (const [name, input] of rest) {
    const output = name.replace(PAST, PRESENT);
    if (output === name || !outputs.some((info) => info.name === output)) continue;
    rest.delete(name);
    states.push({ input, output });
  }
  if (rest.size > 0)
    throw new BridgeError(
      'names',
      `the model must have one input, "tokens", not ${namesOf(inputs)}: nothing says what ${quoted([...rest.keys()])} takes`,
    );
  return typed({ tokens, fillers, states });
}

function typed({ tokens, fillers, states }: Omit<Inputs, 'tokens'> & { tokens: ValueInfo }): Inputs {
  const { name, type, shape = [] } = tokens;
  // One token a run makes words only where a state is carried.
  const isWords = shape.length === 2 || (shape.length === 1 && states.length > 0);
  if ((type !== 'int64' && type !== 'int32') || !isWords)
    throw new BridgeError('types', `its input "${name}" must be int64 [batch, length], not ${describe(tokens)}`);
  for (const [what, info] of fillers) {
    const fault = fillerFault(what, info);
    if (fault !== undefined) throw new BridgeError('types', fault);
  }
  const odd = states.find(({ input }) => !input.isTensor || !holdsWhole(input.type));
  if (odd)
    throw new BridgeError(
      'types',
      `its state "${odd.input.name}" is ${describe(odd.input)}, which cannot start at zero`,
    );
  return { tokens: { ...tokens, type, shape }, fillers, states };
}

/** @throws BridgeError where the manifest and the file do not agree */
export function fixedSizes({ tokens: { shape }, states }: Inputs, { sizes = {}, writes }: Bridging): Fixed {
  const declared = { batch: shape[0], length: shape.length === 1 ? 1 : shape[1] };
  const fixed: Fixed = {};
  for (const axis of ['batch', 'length'] as const) {
    const [said, own] = [sizes[axis], declared[axis]];
    if (typeof own === 'number' && said !== undefined && said !== own)
      throw new BridgeError('types', `its manifest says a ${axis} of ${said}, but the file takes one of ${own}`);
    const size = typeof own === 'number' ? own : said;
    if (size !== undefined) fixed[axis] = size;
  }
  if (writes !== undefined && states.length > 0 && (fixed.length ?? 1) !== 1)
    throw new BridgeError(
      'types',
      `it reads the states that it writes, one after every token, but takes ${fixed.length} tokens at a time: export it with a free length, or one of 1`,
    );
  return fixed;
}

/** An output: its name in the contract, that in the file, and its sizes in the contract's order. */
export interface Output {
  name: string;
  own: string;
  type: string;
  shape: readonly Size[];
}

/** Every output that can be read, by the contract's names. @throws BridgeError */
export function outputsOf({ outputs }: Graph, inputs: Inputs, fixed: Fixed, asked: Bridging): Output[] {
  const all = new Map(outputs.map((info) => [info.name, info]));
  const names = new Map(outputs.map(({ name }) => [name, name]));
  for (const { output } of inputs.states) names.delete(output);
  for (const [name, own] of Object.entries(asked.outputs ?? {})) {
    if (!NAMED_OUTPUT.test(name))
      throw new BridgeError(
        'names',
        `its manifest has "${name}" among outputs; there are logits, and hidden, state, decay, transition and attention with a dot and the layer`,
      );
    if (!all.has(own)) throw new BridgeError('names', notThere('output', own, name, outputs));
    names.set(name, own);
  }
  if (!names.has('logits')) throw new BridgeError('names', 'the model has no output "logits"');
  // Attention within a window sees nothing of the others, and what a model wrote is no token of the word.
  const isCut = (inputs.states.length > 0 && fixed.length !== undefined) || asked.writes !== undefined;
  return [...names].flatMap(([name, own]): Output[] => {
    const info = all.get(own);
    if (!info || (isCut && name.startsWith('attention.'))) return [];
    const isStep = inputs.tokens.shape.length === 1;
    const isRead = info.isTensor && READ_AS_FLOAT.includes(info.type ?? '');
    if (name === 'logits' && (!isRead || info.shape?.length !== (isStep ? 2 : 3)))
      throw new BridgeError(
        'types',
        `its output "${own}" must be float32 ${isStep ? '[batch, classes]' : '[batch, length, classes]'}, not ${describe(info)}`,
      );
    if (NAMED_OUTPUT.test(name) && !isRead)
      throw new BridgeError('types', `its output "${own}" must be float32, not ${describe(info)}`);
    if (!isRead || !info.shape) return [];
    return [{ name, own, type: info.type ?? '', shape: contractShape(name, info.shape, inputs) }];
  });
}

/** Sizes that a bridge sets free have the names of those of the tokens. */
function contractShape(name: string, shape: readonly Size[], { tokens }: Inputs): readonly Size[] {
  const [batch, length] = sizeNames(tokens.shape);
  if (!NAMED_OUTPUT.test(name)) return shape;
  if (name.startsWith('attention.')) return [batch, shape[1] ?? '', length, length];
  const [, second, ...others] = tokens.shape.length === 1 ? ['', '', ...shape.slice(1)] : shape;
  return second === undefined ? shape : [batch, length, ...others];
}

function sizeNames(tokens: readonly Size[]): [batch: string, length: string] {
  const [batch, length] = tokens;
  return [
    typeof batch === 'string' && batch !== '' ? batch : 'batch',
    typeof length === 'string' && length !== '' && length !== batch ? length : 'length',
  ];
}

/** Tokens of a word of a model that has to read all of it again for every state that it writes. */
const MOST_REREAD = 1024;

export function shapeOf(inputs: Inputs, outputs: readonly Output[], fixed: Fixed, asked: Bridging): ModelShape {
  const bounds = boundsOf(inputs, fixed, asked);
  const longest = bounds.reduce<Longest | undefined>(
    (least, one) => (least && least.tokens <= one.tokens ? least : one),
    undefined,
  );
  return {
    tokens: sizeNames(inputs.tokens.shape),
    outputs: new Map(outputs.map(({ name, shape }) => [name, shape])),
    ...(longest && { longest }),
  };
}

function boundsOf({ states }: Inputs, { length }: Fixed, { writes, sizes = {} }: Bridging): Longest[] {
  const carries = states.length > 0;
  const bounds: Longest[] = [];
  // A word and what is written in it share the places that there are.
  if (length !== undefined && !carries)
    bounds.push({ tokens: writes === undefined ? length : Math.floor((length + 1) / 2), by: 'file' });
  if (writes !== undefined && !carries) bounds.push({ tokens: MOST_REREAD, by: 'writing' });
  if (sizes.longest !== undefined) bounds.push({ tokens: sizes.longest, by: 'manifest' });
  return bounds;
}

export function notesOf(
  { tokens, fillers, states }: Inputs,
  outputs: readonly Output[],
  fixed: Fixed,
  { writes, sizes = {} }: Bridging,
): BridgeNotes {
  const [first, ...more] = states;
  const named = outputs.filter(({ name }) => NAMED_OUTPUT.test(name));
  return {
    names: [
      ...(tokens.name === 'tokens' ? [] : [`"tokens" is its "${tokens.name}"`]),
      ...named.filter(({ name, own }) => name !== own).map(({ name, own }) => `"${name}" is its "${own}"`),
      ...[...fillers].map(([what, { name }]) => `"${name}" is filled in${what === name ? '' : ` as ${what}`}`),
      ...(first
        ? [
            `the state "${first.input.name}" is carried from "${first.output}"${more.length > 0 ? `, and ${more.length} more` : ''}`,
          ]
        : []),
      ...(writes === undefined
        ? []
        : [`it reads the state that it wrote after every token, the first class as token ${writes}`]),
    ],
    types: [
      ...(tokens.type === 'int64' ? [] : [`tokens are given as ${tokens.type}`]),
      ...named.filter(({ type }) => type !== 'float32').map(({ own, type }) => `"${own}" is read from ${type}`),
    ],
    'free sizes': [
      ...sizeNotes(fixed, states.length > 0),
      ...(sizes.longest === undefined ? [] : [`words of at most ${sizes.longest} tokens are run`]),
    ],
  };
}

function sizeNotes({ batch, length }: Fixed, isCarried: boolean): string[] {
  const notes: string[] = [];
  if (batch !== undefined)
    notes.push(batch === 1 ? 'words are run one by one' : `batches are filled up to ${batch} words`);
  if (length !== undefined && !isCarried)
    notes.push(`words are filled up to ${length} tokens, and longer ones are not run`);
  if (length !== undefined && isCarried)
    notes.push(length === 1 ? 'words are fed token by token' : `words are fed in windows of ${length} tokens`);
  return notes;
}

function notThere(kind: 'input' | 'output', name: string, as: string, there: readonly ValueInfo[]): string {
  return `its manifest names the ${kind} "${name}" for ${as}, but the file has ${namesOf(there)}`;
}

function namesOf(infos: readonly ValueInfo[]): string {
  return quoted(infos.map(({ name }) => name));
}

function describe({ isTensor, type, shape }: ValueInfo): string {
  return isTensor && type !== undefined ? `${type} [${(shape ?? []).join(', ')}]` : 'something that is no tensor';
}
