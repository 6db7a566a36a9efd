import type { Probe, RequestName, Requests } from '../../src/protocol/messages';

/** Answers a request from sample data. */
export type Answering<K extends RequestName> = (
  ask: Requests[K]['ask'],
  probe: Probe | undefined,
) => Requests[K]['answer'] | Promise<Requests[K]['answer']>;
