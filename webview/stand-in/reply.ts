import type { Ask, HostMessage, RequestName, Requests } from '../../src/protocol/messages';

/** Answers a request; what it throws or rejects with becomes a refusal. */
export type Answering<K extends RequestName> = (
  ask: Requests[K]['ask'],
) => Requests[K]['answer'] | Promise<Requests[K]['answer']>;

/** One for each request. */
export type AnswerTable = { [K in RequestName]: Answering<K> };

/** What the extension would say to a request. */
export async function reply(ask: Ask, answers: AnswerTable): Promise<HostMessage> {
  const { request, name, body } = ask;
  try {
    // The table's type ties a name to what is asked and answered.
    const answer = await (answers[name] as Answering<RequestName>)(body);
    return { kind: 'answer', request, name, body: answer } as HostMessage;
  } catch (error) {
    return { kind: 'refusal', request, reason: error instanceof Error ? error.message : String(error) };
  }
}
