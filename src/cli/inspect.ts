import { Inside } from '../analysis/inside';
import { inspect as inspectInside } from '../analysis/inspection';
import { isProbed, probe, type ProbedModel, type SkippedModel } from '../analysis/probe';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import { labelNamed, stateLabels, WHOLE_STATE } from '../analysis/state-labels';
import type { CallOptions } from '../inference/client';
import { insideOutputs } from '../representation/outputs';
import { eachFile } from './each-file';
import { atStart, followingObjects, READ_OPTIONS, readTrace } from './input';
import { SAVE_OPTIONS, Savings } from './inspect-save';
import { inspectionText, inspected, type InspectedModel } from './inspect-text';
import { modelsForText, reportMissing } from './model-list';
import { PROVIDER_OPTION, TEXT_MODEL_OPTIONS, TIMEOUT_OPTION } from './model-options';
import { likenesses } from './likenesses';
import { inspectOverTraining } from './over-training';
import { clearLine, complainOf, showLine } from './output';
import { showVerifying } from './progress-line';
import { clientOf, providersOf } from './providers';
import { UsageError, wholeNumber, type Arguments } from './usage';
import type { Verb } from './verb';

const REFERENCES = { text: 'run', words: 'words' } as const;

export const inspect: Verb = {
  usage: ['FILE…'],
  does: 'how the state looks inside each model, layer by layer (docs/inside.md)',
  options: [
    ...READ_OPTIONS,
    ...TEXT_MODEL_OPTIONS,
    { name: 'layer', value: '0,2,last', help: 'only these layers, 0 for the embedding' },
    {
      name: 'components',
      value: 'WHAT',
      help: `principal components of the states of this text, or of random words: ${Object.keys(REFERENCES).join(' | ')}`,
    },
    {
      name: 'label',
      value: 'WHAT',
      help: 'what linear probes are fitted to tell: state, a quotient of the task’s group such as sign or Z3, or where an object is, object:1 for the one that stood in slot 1 at first',
    },
    { name: 'lens', help: 'the model’s own output head on each layer, as if it were the last (the logit lens)' },
    {
      name: 'grid',
      help: 'layers × steps: what is read after each step by the output head, by linear probes, and by their controls (an untrained twin, shuffled labels)',
    },
    {
      name: 'memory',
      help: 'how long layers remember tokens and states, and how far their states are sums of what tokens leave',
    },
    {
      name: 'compare',
      help: 'how alike the layers of each two models are, over the same random words (linear CKA)',
    },
    { name: 'eigenvalues', help: 'eigenvalues of the transitions of recurrent states, of each token and of the word' },
    {
      name: 'over-training',
      help: 'when the state and its quotients were learned, and at which layer: trainings that are kept at several moments, or those that --models names',
    },
    { name: 'seed', value: 'N', help: 'seed of the random words' },
    ...SAVE_OPTIONS,
    PROVIDER_OPTION,
    TIMEOUT_OPTION,
  ],
  run: inspectFiles,
};

/** What the visualizer measures inside a model, for every chosen one. */
async function inspectFiles(args: Arguments, signal: AbortSignal): Promise<number> {
  if (args.flag('over-training')) return inspectOverTraining(args, signal);
  const providers = providersOf(args);
  const layers = layersOf(args);
  const reference = referenceOf(args);
  const seed = args.seed() ?? SAMPLE_SEED;
  const wanted = args.text('label') ?? WHOLE_STATE;
  const savings = new Savings(args);
  await savings.check();
  const named = args.list('models');
  const chosen = await modelsForText(args);
  const client = clientOf(args);
  let texts = 0;
  /** Models that were asked for by name and could not be inspected, and texts that none could be inspected over. */
  const missing = new Set(chosen.missing.map(({ id }) => id));
  /** Why models of the present text cannot do what was asked, by id. */
  const refused = new Map<string, string>();

  const look = async (entry: ProbedModel | SkippedModel, path: string): Promise<InspectedModel> => {
    const { id, name } = entry.model.manifest;
    const skip = (reason: string): InspectedModel => {
      if (named) missing.add(id);
      return { id, name, skipped: reason };
    };
    /** For what was asked of all models. */
    const refuse = (reason: string): InspectedModel => {
      refused.set(id, reason);
      return skip(reason);
    };
    if (!isProbed(entry)) return skip(entry.reason);
    const labels = stateLabels(entry);
    const label = wanted === WHOLE_STATE ? undefined : labelNamed(labels, wanted);
    if (wanted !== WHOLE_STATE && !label) {
      const known = [WHOLE_STATE, ...labels.map(({ key }) => key)].join(', ');
      return refuse(`probes of it cannot be fitted to tell '${wanted}', only: ${known}`);
    }
    // Two texts may have the same path, such as `-`, and must not have the same name.
    const inside = new Inside(entry, `${texts} ${path}`, providers, client);
    if (inside.layers.length + insideOutputs(inside.outputs).length === 0)
      return skip('it shows nothing but its logits: no hidden states (docs/model-contract.md)');
    const chosen = layers ? chosenLayers(inside.layers, layers) : inside.layers;
    if ('problem' in chosen) return refuse(chosen.problem);
    const call: CallOptions = {
      signal,
      onProgress: ({ done, total, message }) => showLine(`${name}: ${message} (${done} of ${total})`),
    };
    const found = await inspectInside(inside, {
      ...call,
      layers: chosen,
      components: REFERENCES[reference],
      seed,
      label,
      lens: args.flag('lens'),
      grid: args.flag('grid'),
      memory: args.flag('memory'),
      eigenvalues: args.flag('eigenvalues'),
    });
    return inspected(entry, found, await savings.write(path, { entry, inside, found, label }, call));
  };

  try {
    const code = await eachFile(
      args,
      async (path) => {
        texts++;
        refused.clear();
        const trace = await readTrace(path, args);
        const onProgress = ({ message }: { message: string }): void => showLine(`running ${message}`);
        const options = { providers, signal, objects: args.list('objects'), onProgress, onVerifying: showVerifying };
        const { entries } = await followingObjects(path, async () =>
          probe(trace, await chosen.models({ trace, objects: options.objects }), client, options),
        );
        const looked: InspectedModel[] = [];
        for (const entry of entries) looked.push(await look(entry, path));
        const similar = args.flag('compare') ? await likenesses(entries, client, { providers, signal, seed }) : [];
        clearLine();
        const [first] = refused;
        if (first && looked.every((model) => 'skipped' in model)) {
          missing.add(path);
          complainOf(atStart(path, `none of the models is inspected: ${first.join(': ')}`));
        }
        return {
          trace,
          seed,
          components: reference,
          label: wanted,
          models: [...looked, ...chosen.missing.map(reportMissing)],
          ...(args.flag('compare') && { similar }),
        };
      },
      inspectionText,
      'inspect',
    );
    return Math.max(code, missing.size > 0 ? 1 : 0);
  } finally {
    clearLine();
    client.dispose();
  }
}

/** `--layer 0,2,last`; undefined for all. */
function layersOf(args: Arguments): (number | 'last')[] | undefined {
  return args.list('layer')?.map((text) => (text === 'last' ? text : wholeNumber(text, 0, '--layer')));
}

/** Layers by name; what a model does not have is said, for `--layer` is one for all models. */
function chosenLayers(all: readonly string[], wanted: readonly (number | 'last')[]): string[] | { problem: string } {
  const numbers = wanted.map((layer) => (layer === 'last' ? all.length - 1 : layer));
  const missing = numbers.find((layer) => !all[layer]);
  if (missing === undefined) return all.filter((_, layer) => numbers.includes(layer));
  if (all.length === 0) return { problem: 'it gives no hidden states' };
  return { problem: `it has no layer ${missing}, only 0 (the embedding) to ${all.length - 1}` };
}

function referenceOf(args: Arguments): keyof typeof REFERENCES {
  const given = args.text('components') ?? 'text';
  if (given === 'text' || given === 'words') return given;
  throw new UsageError(`--components '${given}' is not one of ${Object.keys(REFERENCES).join(', ')}`);
}
