import { button } from '../elements';
import { isSaved } from '../place';

/** For a request that was refused. A saved page has none: the answer would be the same. */
export function retryButton(again: () => void): HTMLElement | null {
  return isSaved() ? null : button({ label: 'Try again', onClick: again });
}
