import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readText } from '../../files/read';
import { unreadText } from '../../files/reasons';
import { printable } from '../../text/printable';
import { languageConfig, type LanguageConfig } from './config';

/** A language model in a folder, as exporters of the `transformers` world write one. */
export interface LanguageModel extends LanguageConfig {
  /** Names it among all models: the name of its folder. */
  id: string;
  name: string;
  /** Absolute path. */
  folder: string;
  /** Absolute path of its graph, in the folder or below it. */
  path: string;
}

/** A folder that holds no such model, and why. */
export interface NoLanguageModel {
  path: string;
  reason: string;
}

const TOKENIZER = 'tokenizer.json';
const CONFIG = 'config.json';
/** Where exporters put the graph, the first that is there; those with weights of fewer bits come last. */
const GRAPHS = [
  ...['model.onnx', 'decoder_model.onnx', 'decoder_with_past_model.onnx'],
  ...['onnx/model.onnx', 'onnx/decoder_model.onnx', 'model_fp16.onnx', 'onnx/model_fp16.onnx'],
  ...['model_quantized.onnx', 'onnx/model_quantized.onnx'],
];

/** Bytes of `config.json`. */
const MOST_CONFIG = 2 ** 20;
/** Characters of an id. */
const MOST_ID = 64;

/** Whether a folder means to hold a language model, whole or not: one that has a tokenizer. */
export async function isLanguageFolder(folder: string): Promise<boolean> {
  return isFile(join(folder, TOKENIZER));
}

/** The model in a folder, or why there is none. Never throws for what it finds on disk. */
export async function readLanguageModel(place: string): Promise<LanguageModel | NoLanguageModel> {
  const folder = resolve(place);
  const none = (reason: string): NoLanguageModel => ({ path: folder, reason });
  if (!(await isFile(join(folder, TOKENIZER))))
    return none(
      `there is no ${TOKENIZER} in it: save the model's fast tokenizer beside it (tokenizer.save_pretrained)`,
    );
  let data: unknown;
  try {
    data = JSON.parse(await readText(join(folder, CONFIG), MOST_CONFIG));
  } catch (error) {
    if (error instanceof SyntaxError) return none(`${CONFIG} is not JSON: ${printable(error.message.slice(0, 200))}`);
    return none(`${CONFIG}: ${unreadText(error)}; it stands beside the weights in the model's download`);
  }
  const config = languageConfig(data);
  if ('reason' in config) return none(config.reason);
  const path = await graphIn(folder);
  if (path === undefined)
    return none(`there is no model.onnx in it, nor in a folder onnx/ of it: export the model to ONNX first`);
  const name = basename(folder);
  return { ...config, id: idOf(name), name: printable(name).slice(0, MOST_ID), folder, path };
}

async function graphIn(folder: string): Promise<string | undefined> {
  for (const name of GRAPHS) if (await isFile(join(folder, name))) return join(folder, name);
  return undefined;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** A folder's name with what ids may hold. */
function idOf(name: string): string {
  const id = name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return id.slice(0, MOST_ID) || 'language-model';
}
