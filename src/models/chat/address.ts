import { isAddress, RemoteError } from '../remote/address';

/** A chat model at an endpoint that speaks the usual chat completions protocol. */
export interface ChatAddress {
  /** What credentials are kept by, and the only place that they are sent to. */
  origin: string;
  /** `https://host/v1/chat/completions` */
  url: string;
  /** As the endpoint calls it. */
  model: string;
}

const ENDING = /\/chat\/completions\/?$/;

/** Whether a model's place is the address of a chat model: `https://host/v1/chat/completions#MODEL`. */
export function isChatAddress(place: string): boolean {
  return isAddress(place) && URL.canParse(place) && ENDING.test(new URL(place).pathname);
}

/** @throws RemoteError for what is no address of a chat model */
export function chatAddress(place: string): ChatAddress {
  const url = isChatAddress(place) ? new URL(place) : undefined;
  const model = decoded(url?.hash.slice(1) ?? '');
  if (!url || model === '')
    throw new RemoteError(
      'an address of a chat model is https://host/v1/chat/completions#MODEL, with the name by which its server knows it',
    );
  if (url.username !== '' || url.password !== '')
    throw new RemoteError(
      'an address holds no credentials: they come from STATE_PROBE_TOKEN, in the editor from State Probe: Set Token for Model Server…',
    );
  if (url.search !== '') throw new RemoteError('an address of a chat model holds no question mark before its #');
  return { origin: url.origin, url: `${url.origin}${url.pathname.replace(/\/$/, '')}`, model };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
