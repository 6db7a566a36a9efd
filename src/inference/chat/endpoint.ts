import * as z from 'zod';
import { chatAddress } from '../../models/chat/address';
import { RemoteError } from '../../models/remote/address';
import { ask, type Access } from '../../models/remote/ask';
import { printable } from '../../text/printable';
import type { ChatAsker, ChatQuestion, ChatSaid } from './asker';

/** Bytes of an answer. */
const MOST_ANSWER = 4 * 2 ** 20;
/** For an answer, unless told otherwise. */
const PATIENCE_MS = 180_000;
const MOST_QUOTED = 200;

const count = z.number().int().nonnegative();
const answerSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({ content: z.string().nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.looseObject({ prompt_tokens: count.nullish(), completion_tokens: count.nullish() }).nullish(),
});

/**
 * Asks a chat model at its endpoint. As with all servers, a redirect is not followed, what is too busy is asked up to three times, and
 * a token is sent to its own server only.
 *
 * @param place `https://host/v1/chat/completions#MODEL`
 * @param milliseconds for one answer
 * @throws RemoteError for what is no such address; a question, where it was not answered
 */
export function endpointAsker(place: string, access: Access, milliseconds = PATIENCE_MS): ChatAsker {
  const address = chatAddress(place);
  if (access.origin !== undefined && access.origin !== address.origin)
    throw new RemoteError(`${address.origin} was not agreed to, and nothing was sent there`);
  return {
    async ask(question: ChatQuestion, signal?: AbortSignal): Promise<ChatSaid> {
      const { text, temperature, seed, mostTokens } = question;
      const body = {
        model: address.model,
        messages: [{ role: 'user', content: text }],
        ...{ temperature, seed, max_tokens: mostTokens, stream: false },
      };
      const { bytes } = await ask(address, {
        url: address.url,
        token: access.token,
        signal,
        body: new Uint8Array(Buffer.from(JSON.stringify(body))),
        headers: { 'content-type': 'application/json' },
        most: MOST_ANSWER,
        milliseconds,
      });
      return saidIn(Buffer.from(bytes).toString('utf8'), address.origin);
    },
  };
}

/** @throws RemoteError for what is no answer of the protocol */
function saidIn(text: string, origin: string): ChatSaid {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new RemoteError(
      `${origin} answers with what is not JSON: ${printable(JSON.stringify(text.slice(0, MOST_QUOTED)))}`,
    );
  }
  const found = answerSchema.safeParse(data);
  const [choice] = found.data?.choices ?? [];
  if (!choice)
    throw new RemoteError(
      `${origin} answers with what is no chat completion: ${printable(text.slice(0, MOST_QUOTED))}`,
    );
  const { prompt_tokens: read, completion_tokens: written } = found.data?.usage ?? {};
  return {
    text: choice.message.content ?? '',
    isCut: choice.finish_reason === 'length',
    ...(read != null && written != null && { tokens: { read, written } }),
  };
}
