/** Puts a call off to the next frame, and several calls within one frame together: pointers report more than one move. */
export function onceAFrame(signal: AbortSignal, call: () => void): () => void {
  let frame = 0;
  signal.addEventListener('abort', () => cancelAnimationFrame(frame));
  return () => {
    if (frame !== 0 || signal.aborted) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      call();
    });
  };
}
