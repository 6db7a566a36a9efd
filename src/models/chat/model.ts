import { printable } from '../../text/printable';
import type { LanguageModel } from '../language-model/folder';
import { chatAddress } from './address';

/** A model that is asked in words, and whose inside nobody sees. */
export interface ChatModel {
  /** Names it among all models. */
  id: string;
  name: string;
  architecture: string;
  /** Its address. */
  place: string;
}

/** A model that reads the text itself. */
export type TextModel = LanguageModel | ChatModel;

export function isChat(model: TextModel): model is ChatModel {
  return 'place' in model;
}

/** Characters of an id. */
const MOST_ID = 64;

/** Nothing is asked of it. @throws RemoteError for what is no address of a chat model */
export function chatModelAt(place: string): ChatModel {
  const { model, origin } = chatAddress(place);
  const id = `chat-${model.replace(/[^A-Za-z0-9._-]+/g, '-')}`.slice(0, MOST_ID);
  return { id, name: printable(model).slice(0, MOST_ID), architecture: `chat model at ${new URL(origin).host}`, place };
}
