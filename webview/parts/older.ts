import './older.css';
import { h, setText } from '../dom';
import { button } from '../elements';
import { olderText } from '../describe';
import { probeOf } from '../state';
import { command, type Context } from './context';

/** Says on top that the text is another one now, and offers to probe it, or that there is none any more. */
export function olderNotice(context: Context): HTMLElement {
  const { store, signal, announce } = context;
  const says = h('p');
  const again = button({ label: 'Probe Again', kind: 'primary', onClick: () => command(context, 'probeAgain') });
  const notice = h('div', { class: 'older', hidden: true }, says, again);
  store.on(['page'], signal, () => {
    const text = probeOf(store.get())?.text;
    // What is read again while one types would come and go: a notice that is there stays until more is known.
    if (text?.state === 'reading') return;
    const wasHidden = notice.hidden;
    notice.hidden = text === undefined;
    // Nobody is to hear of a change that was taken back.
    if (!text && !wasHidden) announce('');
    if (!text) return;
    const isGone = text.state === 'gone';
    const isNews = wasHidden || again.hidden !== isGone;
    again.hidden = isGone;
    setText(says, olderText(text));
    if (isNews) announce(olderText(text));
  });
  return notice;
}
