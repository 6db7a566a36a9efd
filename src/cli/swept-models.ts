import { dirname, resolve } from 'node:path';
import { InferenceClient, InferenceError } from '../inference/client';
import { DEFAULT_PATIENCE } from '../inference/patience';
import type { ProviderName } from '../inference/protocol';
import { describeProvider, providersFor } from '../inference/providers';
import type { Model } from '../models/catalogue';
import { isFault } from '../analysis/chat/manner';
import { MOST_TOLD } from '../analysis/chat/defaults';
import { isEditorPlace, onlyInEditor } from '../models/chat/editor';
import { chatModelAt, isChatPlace, type ChatModel } from '../models/chat/model';
import { isAddress, isRemote, RemoteError } from '../models/remote/address';
import { chatLengths, chatManner } from '../sweeps/chat-jobs';
import type { SourceError } from '../trace/source';
import { templateIn } from './ask-chat';
import type { Access } from '../models/remote/ask';
import { distinct, isLike, type SweptModel } from '../sweeps/jobs';
import { faultIn, type Sweep } from '../sweeps/sweep-file';
import { contents } from './input';
import { catalogueIn, modelAmong } from './model-list';
import { agreedAccess } from './providers';
import { UsageError, type Arguments } from './usage';

/** The models of a sweep, and how they are run. */
export interface Asked {
  models: SweptModel<Model>[];
  /** Those that are one of the models by another name. */
  same: { id: string; as: string }[];
  /** Those that cannot be opened. */
  failed: { id: string; reason: string }[];
  providers: ProviderName[];
  client: () => InferenceClient;
  /** Those that are asked in words, each place once. */
  chats: ChatModel[];
  /** The question that they are asked, where the sweep names another one. */
  template: string | undefined;
  /** How a server is asked. */
  access: (place: string) => Access;
}

/**
 * Finds and opens the models that a sweep names.
 *
 * @throws SourceError at a name of none; the signal's reason when it is aborted
 */
export async function sweptModels(args: Arguments, path: string, sweep: Sweep, signal: AbortSignal): Promise<Asked> {
  const text = await contents(path);
  const here = (name: string): string => (isAddress(name) ? name : resolve(dirname(path), name));
  const access = accessFor(args);
  const { models: known, moments = [] } = await catalogueIn((sweep['model-folders'] ?? []).map(here), access);
  const chosen: Model[] = [];
  const chats = new Map<string, ChatModel>();
  for (const [index, name] of sweep.models.entries()) {
    if (isChatPlace(name)) {
      chats.set(
        name,
        chatIn(name, (reason) => faultIn(path, text, ['models', index], reason)),
      );
      continue;
    }
    const found = name.includes('*')
      ? known.filter(({ manifest }) => isLike(manifest.id, name))
      : [await modelAmong([...known, ...moments], /\.onnx$/i.test(name) || isRemote(name) ? here(name) : name, access)];
    const [first] = found;
    if (!first) throw faultIn(path, text, ['models', index], `no model's id is like '${name}'`);
    for (const one of found) {
      if ('reason' in one) throw faultIn(path, text, ['models', index], one.reason);
      chosen.push(one);
    }
  }
  sweep.tasks?.forEach((task, index) => {
    if (!chosen.some(({ manifest }) => manifest.task.name === task))
      throw faultIn(path, text, ['tasks', index], `none of these models has the task '${task}'`);
  });
  const asked = chosen.filter(({ manifest }) => sweep.tasks?.includes(manifest.task.name) ?? true);
  const seconds = args.count('timeout', 1);
  const patience = (): number => (seconds === undefined ? DEFAULT_PATIENCE : 1000 * seconds);
  const client = (): InferenceClient => new InferenceClient(undefined, undefined, patience, undefined, access);
  const providers = providersFor(sweep.provider);
  const template = chats.size > 0 ? await questionOf(path, text, sweep) : undefined;
  const open = await opened(asked, client, providers, signal);
  return { ...open, providers, client, access, chats: [...chats.values()], template };
}

function chatIn(name: string, fault: (reason: string) => SourceError): ChatModel {
  if (isEditorPlace(name)) throw fault(onlyInEditor(name));
  try {
    return chatModelAt(name);
  } catch (error) {
    throw error instanceof RemoteError ? fault(error.message) : error;
  }
}

/**
 * The question that a sweep asks chat models, once it is known that they can be asked as it says.
 *
 * @throws SourceError at what is wrong
 */
async function questionOf(path: string, text: string, sweep: Sweep): Promise<string | undefined> {
  const { template: named } = sweep.chat;
  if (chatLengths(sweep).length === 0)
    throw faultIn(
      path,
      text,
      ['lengths'],
      `chat models are told words of at most ${MOST_TOLD} steps: give them lengths of their own in chat.lengths`,
    );
  const template = named === undefined ? undefined : await templateIn(resolve(dirname(path), named));
  const manner = chatManner(sweep.chat, template);
  if (isFault(manner)) throw faultIn(path, text, ['chat', manner.about], manner.fault);
  return template;
}

/** Files are told apart by what is in them, and rows by what really runs them. */
async function opened(
  models: readonly Model[],
  start: Asked['client'],
  providers: readonly ProviderName[],
  signal: AbortSignal,
): Promise<Pick<Asked, 'models' | 'same' | 'failed'>> {
  const found: SweptModel<Model>[] = [];
  const failed: Asked['failed'] = [];
  const client = start();
  try {
    for (const model of models)
      try {
        const facts = await client.load({ model: model.path, providers }, { signal });
        found.push({ model, digest: facts.digest ?? '', provider: describeProvider(facts) });
      } catch (error) {
        if (!(error instanceof InferenceError)) throw error;
        failed.push({ id: model.manifest.id, reason: error.message });
      }
  } finally {
    client.dispose();
  }
  const kept = distinct(found);
  const same = found.flatMap(({ model, digest }) => {
    const first = kept.find((one) => one.digest === digest)?.model ?? model;
    return first.path === model.path ? [] : [{ id: nameOf(model), as: nameOf(first) }];
  });
  return { models: kept, same, failed };
}

/** Ids of models on servers may be the same; addresses are not. */
function nameOf({ path, manifest }: Model): string {
  return isAddress(path) ? path : manifest.id;
}

/** @throws UsageError for what names no server */
function originOf(server: string): string {
  if (isAddress(server) && URL.canParse(server)) return new URL(server).origin;
  throw new UsageError(`--servers: '${server}' is no address such as https://host:8000`);
}

/** A file may come from anybody: the token is shown to the servers alone that the command names. */
function accessFor(args: Arguments): (place: string) => Access {
  const servers = new Set(args.list('servers')?.map(originOf));
  return (place) => {
    const agreed = agreedAccess(place);
    if (agreed) return agreed;
    const isNamed = isAddress(place) && URL.canParse(place) && servers.has(new URL(place).origin);
    return { token: isNamed ? process.env['STATE_PROBE_TOKEN'] : undefined };
  };
}
