/**
 * Signals for work of which only the newest counts: each aborts when the next one is asked for, and when `signal` does.
 */
export function newest(signal: AbortSignal): () => AbortSignal {
  let last = new AbortController();
  signal.addEventListener('abort', () => last.abort(), { once: true });
  return () => {
    last.abort();
    last = new AbortController();
    if (signal.aborted) last.abort();
    return last.signal;
  };
}
