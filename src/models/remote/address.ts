import { SIDECAR_ENDING } from '../manifest-source';

/** A server, or what it says, that is not as it must be; the message is for people. */
export class RemoteError extends Error {
  override name = 'RemoteError';
}

/** A model on a server that speaks the Open Inference Protocol. */
export interface Address {
  /** What credentials are kept by, and the only place that they are sent to. */
  origin: string;
  /** `https://host/v2` */
  server: string;
  /** `https://host/v2/models/NAME`, perhaps with `/versions/V`. */
  model: string;
  name: string;
}

/** Whether a model's place is an address, not a path. */
export function isAddress(place: string): boolean {
  return /^https?:\/\//i.test(place);
}

/** Whether a model is asked of a server: it is named by its address, or by a file that holds it. */
export function isRemote(place: string): boolean {
  return isAddress(place) || place.toLowerCase().endsWith(SIDECAR_ENDING);
}

/** As it may be shown and written down: without what an address must not hold. */
export function shownPlace(place: string): string {
  return isAddress(place) ? place.replace(/^(https?:\/\/)[^/?#]*@/i, '$1').replace(/[?#].*$/s, '') : place;
}

/** @throws RemoteError for what is no address of a model */
export function addressOf(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const [, before = '', name = '', version = ''] =
    /^(.*\/v2)\/models\/([^/]+)((?:\/versions\/[^/]+)?)\/?$/.exec(url?.pathname ?? '') ?? [];
  if (!url || !isAddress(text) || name === '')
    throw new RemoteError('an address of a model is https://host/v2/models/NAME');
  if (url.username !== '' || url.password !== '')
    throw new RemoteError(
      'an address holds no credentials: they come from STATE_PROBE_TOKEN, in the editor from State Probe: Set Token for Model Server…',
    );
  if (url.search !== '' || url.hash !== '') throw new RemoteError('an address of a model ends with its name');
  const server = `${url.origin}${before}`;
  return { origin: url.origin, server, model: `${server}/models/${name}${version}`, name: decodeURIComponent(name) };
}

/** Whether what is sent there cannot be read on the way. */
export function isPrivate({ origin }: Pick<Address, 'origin'>): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
}
