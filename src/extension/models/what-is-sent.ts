import { isPrivate } from '../../models/remote/address';

/** What a person agrees to before a server is asked for the first time. */
export function whatIsSent(origin: string): { title: string; detail: string } {
  const open = isPrivate({ origin }) ? '' : ' The connection is not encrypted: others on the way can read it.';
  return {
    title: `Run models on ${origin}?`,
    detail: `Probes send it what models read: token ids, numbers that stand for the steps of your texts, those of random words, and numbers that you put in place of a layer’s. Texts, their names and paths stay here. A token is sent only where you set one for this server.${open}`,
  };
}
