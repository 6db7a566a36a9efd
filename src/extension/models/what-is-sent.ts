import { isPrivate } from '../../models/remote/address';

/** What a person agrees to before a server is asked for the first time. */
export function whatIsSent(origin: string, isChat: boolean): { title: string; detail: string } {
  const open = isPrivate({ origin }) ? '' : ' The connection is not encrypted: others on the way can read it.';
  const token = 'A token is sent only where you set one for this server.';
  if (isChat)
    return {
      title: `Send texts to the chat model on ${origin}?`,
      detail: `Each probe of a program or a story that you run with it sends it that text, up to the steps that it is asked after, and the names of its places and objects. Names of files and paths stay here. ${token}${open}`,
    };
  return {
    title: `Run models on ${origin}?`,
    detail: `Probes send it what models read: token ids, numbers that stand for the steps of your texts, those of random words, and numbers that you put in place of a layer’s. Texts, their names and paths stay here. ${token}${open}`,
  };
}
