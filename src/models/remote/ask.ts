import { setTimeout as wait } from 'node:timers/promises';
import { mebibytes } from '../../files/reasons';
import { printable } from '../../text/printable';
import { isPrivate, RemoteError, type Address } from './address';

/** Whom a model's server is asked as. */
export interface Access {
  token?: string | undefined;
  /** The only server that is asked, whatever a file names by now; any, if undefined. */
  origin?: string | undefined;
}

export interface Asking extends Access {
  signal?: AbortSignal | undefined;
}

export interface Question extends Asking {
  url: string;
  /** Sent by POST. */
  body?: Uint8Array<ArrayBuffer>;
  headers?: Readonly<Record<string, string>>;
  /** Bytes of the answer. */
  most: number;
  /** Until the answer is there. */
  milliseconds: number;
}

/** Who is asked. */
type Server = Pick<Address, 'origin'>;

export interface Answered {
  bytes: Uint8Array;
  headers: Headers;
}

const TRIES = 3;
const FIRST_PAUSE = 250;
/** What a busy server asks for, at most. */
const MOST_PAUSE = 5000;
/** A server that starts anew or has too much to do: what it could not answer is asked once more. */
const AGAIN = new Set([429, 502, 503, 504]);
const MOST_REASON = 300;

/**
 * One question to a server. It is asked up to three times, since a run changes nothing there; a redirect is not followed,
 * so that credentials and words go nowhere else.
 *
 * @throws RemoteError; the signal's reason when it is aborted
 */
export async function ask(address: Server, question: Question): Promise<Answered> {
  if (question.token !== undefined && !isPrivate(address))
    throw new RemoteError(
      `${address.origin} is not encrypted, so the token is not sent there: name the server by https`,
    );
  // What refuses it otherwise quotes it.
  if (question.token !== undefined && !isToken(question.token))
    throw new RemoteError('the token holds what no token does: spaces, line breaks, or other than ASCII');
  for (let tries = 1; ; tries++) {
    const outcome = await once(address, question);
    if (!('again' in outcome)) return outcome;
    if (tries === TRIES) throw new RemoteError(`${outcome.again}, asked ${TRIES} times`);
    await wait(Math.max(FIRST_PAUSE * 2 ** (tries - 1), outcome.pause), undefined, signalOf(question));
  }
}

/** Whether a header can carry it. */
export function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

function signalOf({ signal }: Question): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

async function once({ origin }: Server, question: Question): Promise<Answered | { again: string; pause: number }> {
  const { url, body, headers, token, most, milliseconds, signal } = question;
  const limit = AbortSignal.timeout(milliseconds);
  try {
    const response = await fetch(url, {
      method: body ? 'POST' : 'GET',
      ...(body && { body }),
      headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new RemoteError(
        `${origin} sends on to ${shown(response.headers.get('location') ?? 'another address', token)}, which is not followed: name that address`,
      );
    }
    const bytes = await bodyOf(response, response.ok ? most : Math.min(most, 64 * 1024), origin);
    if (response.ok) return { bytes, headers: response.headers };
    const reason = `${origin} answers ${response.status}${reasonIn(bytes, token)}`;
    if (AGAIN.has(response.status)) return { again: reason, pause: pauseOf(response) };
    throw new RemoteError(response.status === 401 || response.status === 403 ? `${reason}; ${TOKEN_ADVICE}` : reason);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof RemoteError) throw error;
    if (limit.aborted) throw new RemoteError(`${origin} gave no answer within ${milliseconds / 1000} s`);
    return { again: `${origin} cannot be reached: ${causeOf(error)}`, pause: 0 };
  }
}

const TOKEN_ADVICE =
  'it may want a token: in the terminal that in STATE_PROBE_TOKEN, which only an address that the command itself names is shown; in the editor the one of State Probe: Set Token for Model Server…';

async function bodyOf(response: Response, most: number, origin: string): Promise<Uint8Array> {
  const said = Number(response.headers.get('content-length') ?? 0);
  const pieces: Uint8Array[] = [];
  let total = 0;
  const tooMuch = (): RemoteError =>
    new RemoteError(`${origin} answers with more than ${mebibytes(most)}, which no answer to this has`);
  if (said > most) {
    await response.body?.cancel();
    throw tooMuch();
  }
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    const piece: Uint8Array | undefined = next?.done === false ? (next.value as Uint8Array) : undefined;
    if (!piece) return Buffer.concat(pieces);
    total += piece.length;
    if (total > most) {
      await reader?.cancel();
      throw tooMuch();
    }
    pieces.push(piece);
  }
}

/** What the protocols' errors say, `{"error": "…"}` or `{"error": {"message": "…"}}`; nothing for others. */
function reasonIn(bytes: Uint8Array, token: string | undefined): string {
  try {
    const said: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const found = typeof said === 'object' && said !== null && 'error' in said ? said.error : undefined;
    const error = typeof found === 'object' && found !== null && 'message' in found ? found.message : found;
    return typeof error === 'string' ? `: ${shown(error, token)}` : '';
  } catch {
    return '';
  }
}

/** What a server says, which may be what it was shown. */
function shown(text: string, token: string | undefined): string {
  const hidden = token === undefined ? text : text.replaceAll(token, '***');
  return printable(hidden.slice(0, MOST_REASON));
}

function pauseOf({ headers }: Response): number {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(1000 * seconds, MOST_PAUSE) : 0;
}

/** `fetch failed` says nothing; what is behind it does. */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ECONNREFUSED') return 'nobody listens there';
  if (code === 'ECONNRESET' || code === 'UND_ERR_SOCKET') return 'it broke off in the middle';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no such host';
  return printable((cause instanceof Error ? cause.message : String(cause)).slice(0, MOST_REASON));
}
