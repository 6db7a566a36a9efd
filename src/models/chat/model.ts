import { printable } from '../../text/printable';
import type { LanguageModel } from '../language-model/folder';
import { chatAddress, isChatAddress } from './address';
import { editorModel, isEditorPlace } from './editor';

/** A model that is asked in words, and whose inside nobody sees. */
export interface ChatModel {
  /** Names it among all models. */
  id: string;
  name: string;
  architecture: string;
  /** Its address, or what names it in the editor. */
  place: string;
  /** Whether it is told to think in writing first. */
  isReasoned?: true;
}

/** A model that reads the text itself. */
export type TextModel = LanguageModel | ChatModel;

export function isChat(model: TextModel): model is ChatModel {
  return 'place' in model;
}

/** Characters of an id. */
const MOST_ID = 64;

/** Whether a model's place is that of one that is asked in words. */
export function isChatPlace(place: string): boolean {
  return isChatAddress(place) || isEditorPlace(place);
}

/** Nothing is asked of it. @throws RemoteError for what is no place of a chat model */
export function chatModelAt(place: string): ChatModel {
  if (isEditorPlace(place)) {
    const { vendor, id } = editorModel(place);
    return {
      ...named(id),
      architecture: `language model of ${printable(vendor).slice(0, MOST_ID)} in the editor`,
      place,
    };
  }
  const { model, origin } = chatAddress(place);
  return { ...named(model), architecture: `chat model at ${new URL(origin).host}`, place };
}

function named(model: string): Pick<ChatModel, 'id' | 'name'> {
  const id = `chat-${model.replace(/[^A-Za-z0-9._-]+/g, '-')}`.slice(0, MOST_ID);
  return { id, name: printable(model).slice(0, MOST_ID) };
}

/** The same model, told to think in writing first: another one among those of a probe. */
export function reasoned(model: ChatModel): ChatModel {
  return { ...model, id: `${model.id}+reasoning`, name: `${model.name}, reasoning first`, isReasoned: true };
}
