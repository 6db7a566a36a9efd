import { isChatAddress } from '../../models/chat/address';
import { editorModel, isEditorPlace } from '../../models/chat/editor';
import { isPrivate } from '../../models/remote/address';
import { bare } from '../workbench/markdown';

const TEXTS =
  'Each probe of a program or a story that you run with it sends it that text, up to the steps that it is asked after, and the names of its places and objects. Names of files and paths stay here.';

/**
 * What a person agrees to before a model that is not on this machine's disk is asked for the first time.
 *
 * @param origin that of its place
 */
export function whatIsSent(place: string, origin: string): { title: string; detail: string; use: string } {
  if (isEditorPlace(place)) {
    const vendor = bare(editorModel(place).vendor, 60);
    return {
      title: `Send texts to the language models of ${vendor} in this editor?`,
      detail: `${TEXTS} Where the models run, on this machine or elsewhere, and what they cost, is up to the extension that brings them. The editor may ask you once more.`,
      use: 'Use Models',
    };
  }
  const open = isPrivate({ origin }) ? '' : ' The connection is not encrypted: others on the way can read it.';
  const token = 'A token is sent only where you set one for this server.';
  const use = 'Use Server';
  if (isChatAddress(place))
    return { title: `Send texts to the chat model on ${origin}?`, detail: `${TEXTS} ${token}${open}`, use };
  return {
    title: `Run models on ${origin}?`,
    detail: `Probes send it what models read: token ids, numbers that stand for the steps of your texts, those of random words, and numbers that you put in place of a layer’s. Texts, their names and paths stay here. ${token}${open}`,
    use,
  };
}
