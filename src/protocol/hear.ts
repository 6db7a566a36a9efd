/**
 * What comes from the other end is checked before anything is made of it. The page is the extension's own, yet it draws
 * names from files of the internet; and what the page shows is only as good as what it was told.
 */
import * as z from 'zod/mini';
import { hostEvent, pageEvent } from './events';
import type { Answer, Ask, HostMessage, PageMessage } from './messages';
import { isRequestName, REQUESTS } from './requests';
import { index, type Schema } from './schema';

/** A message, or why it is none of the contract. */
export type Heard<Message> = { message: Message } | { fault: string };

const askHead = z.object({ kind: z.literal('ask'), request: index, name: z.string(), body: z.unknown() });
const answerHead = z.object({ kind: z.literal('answer'), request: index, name: z.string(), body: z.unknown() });

/** For the extension. */
export function hearPage(data: unknown): Heard<PageMessage> {
  const ask = askHead.safeParse(data);
  if (!ask.success) return checked(pageEvent, data);
  const { name, body } = ask.data;
  if (!isRequestName(name)) return { fault: `there is no request ${JSON.stringify(name)}` };
  const heard = checked<unknown>(REQUESTS[name].ask, body);
  // The body was checked by the schema of this name.
  return 'fault' in heard
    ? { fault: `${name}: ${heard.fault}` }
    : { message: { ...ask.data, body: heard.message } as Ask };
}

/** For the page. Of an answer that is none of the contract the number is told, so that nobody waits for it. */
export function hearHost(data: unknown): Heard<HostMessage> | { fault: string; request: number } {
  const answer = answerHead.safeParse(data);
  if (!answer.success) return checked(hostEvent, data);
  const { name, request, body } = answer.data;
  if (!isRequestName(name)) return { fault: `there is no request ${JSON.stringify(name)}`, request };
  const heard = checked<unknown>(REQUESTS[name].answer, body);
  if ('fault' in heard) return { fault: `${name}: ${heard.fault}`, request };
  return { message: { ...answer.data, body: heard.message } as Answer };
}

function checked<T>(schema: Schema<T>, data: unknown): Heard<T> {
  const result = schema.safeParse(data);
  if (result.success) return { message: result.data };
  const [issue] = result.error.issues;
  const at = issue?.path.join('.') ?? '';
  return { fault: `${at === '' ? 'the message' : at}: ${issue?.code.replaceAll('_', ' ') ?? 'not in the contract'}` };
}
