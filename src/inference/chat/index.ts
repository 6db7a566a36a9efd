/**
 * Models that are asked in words: what a question and an answer are, and how an endpoint of the usual chat completions protocol is
 * asked. Whoever else can ask a model in words, as an editor its own ones, gives a {@link ChatAsker} too.
 */
export type { ChatAsker, ChatQuestion, ChatSaid } from './asker';
export { endpointAsker } from './endpoint';
