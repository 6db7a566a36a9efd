import { RemoteError } from '../remote/address';

/** A language model that the editor itself has, of whichever extension: `vscode-lm:VENDOR/ID`. */
export interface EditorModel {
  /** Who gives it, as the editor knows them: what a person agrees to. */
  vendor: string;
  /** As its vendor calls it. */
  id: string;
}

const SCHEME = 'vscode-lm:';

/** Whether a model's place names a language model of the editor. */
export function isEditorPlace(place: string): boolean {
  return place.toLowerCase().startsWith(SCHEME);
}

export function editorPlace({ vendor, id }: EditorModel): string {
  return `${SCHEME}${encodeURIComponent(vendor)}/${encodeURIComponent(id)}`;
}

/** @throws RemoteError for what names none */
export function editorModel(place: string): EditorModel {
  const [vendor = '', id = '', ...more] = isEditorPlace(place)
    ? place.slice(SCHEME.length).split('/').map(decoded)
    : [];
  if (vendor === '' || id === '' || more.length > 0)
    throw new RemoteError(`a language model of the editor is named ${SCHEME}VENDOR/ID`);
  return { vendor, id };
}

/** What is agreed to at once: all models of one vendor. @throws as {@link editorModel} */
export function editorOrigin(place: string): string {
  return `${SCHEME}${encodeURIComponent(editorModel(place).vendor)}`;
}

/** Why the terminal does not ask it. */
export function onlyInEditor(place: string): string {
  return `${place} is a language model of the editor, which the editor alone can ask: probe the text there`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
