import type { Place } from '../src/protocol/html';

export function place(): Place {
  return (document.body.dataset['place'] as Place | undefined) ?? 'view';
}

/** Whether this is a saved page. */
export function isSaved(): boolean {
  return place() === 'file';
}
