import './docs.css';
import { namedPages, type DocsPlace } from '../../src/protocol/docs';
import { h, type Child } from '../dom';
import { isSaved } from '../place';
import { reasonOf, type Context } from './context';

type Asks = Pick<Context, 'host' | 'announce'>;

/** A message with links to the pages of the documentation that it names; in a saved page, which has none, as words. */
export function told(context: Asks, message: string): Child[] {
  if (isSaved()) return [message];
  return namedPages(message).map((piece) => {
    if (typeof piece === 'string') return piece;
    return opener(context, { page: piece.page }, { class: 'docs-link' }, piece.text);
  });
}

/** A question mark that opens what the documentation says of something; null in a saved page. */
export function helpButton(context: Asks, about: string, place: DocsPlace): HTMLElement | null {
  if (isSaved()) return null;
  return opener(context, place, { class: 'docs-help', title: 'How to read this', 'aria-label': `Help: ${about}` }, '?');
}

function opener(
  { host, announce }: Asks,
  place: DocsPlace,
  attributes: Parameters<typeof h>[1],
  text: string,
): HTMLElement {
  const element = h('button', attributes, text);
  element.type = 'button';
  element.addEventListener('click', () => {
    host.ask('openDocs', place).catch((error: unknown) => announce(reasonOf(error), 'error'));
  });
  return element;
}
