import type { Ask, HostMessage, RequestName, Requests } from '../../src/protocol/messages';

/** Answers a request; what it throws or rejects with becomes a refusal. */
export type Answering<K extends RequestName> = (
  ask: Requests[K]['ask'],
) => Requests[K]['answer'] | Promise<Requests[K]['answer']>;

/** Answers any request. */
export type AnswerTo = <K extends RequestName>(name: K, ask: Requests[K]['ask']) => ReturnType<Answering<K>>;

/** What the extension would say to a request. */
export async function reply({ request, name, body }: Ask, answerTo: AnswerTo): Promise<HostMessage> {
  try {
    const answer = await answerTo(name, body);
    return { kind: 'answer', request, name, body: answer } as HostMessage;
  } catch (error) {
    return { kind: 'refusal', request, reason: error instanceof Error ? error.message : String(error) };
  }
}
