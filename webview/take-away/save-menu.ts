import './save-menu.css';
import { fill, h, setAttributes, setText } from '../dom';
import { shortened } from '../draw/names';
import { button } from '../elements';
import { Cancelled } from '../host';
import { reasonOf, type Context } from '../parts/context';
import type { Drawing, Offers, States, Table } from '../panels/panel';
import { isSaved } from '../place';
import { probeOf } from '../state';
import { readTheme } from '../theme';
import { csvBytes } from '../../src/representation/files/csv';
import { fileName } from './file-name';
import { pngBytes, svgBytes } from './picture';

interface Item {
  text: string;
  /** What was made is saved by the extension, which asks where; false when the person did not want to. */
  save: (call: AbortController) => Promise<boolean>;
}

export interface SaveMenu {
  /** For the heading's row. */
  button: HTMLElement;
  menu: HTMLElement;
  /** Shown while something is being saved. */
  work: HTMLElement;
}

/** A menu button (https://www.w3.org/WAI/ARIA/apg/patterns/menu-button/) with all that a panel offers at that moment. @param panel with lines on what its figures are of */
export function saveMenu(
  context: Context,
  panel: { id: string; title: string; of: () => string[] },
  offers: Offers,
): SaveMenu {
  const { store, host, signal, announce } = context;
  const id = `save-${panel.id}`;
  const opener = h(
    'button',
    {
      class: 'save-button',
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      'aria-controls': id,
      'aria-label': `Save… ${panel.title}`,
    },
    'Save…',
  );
  opener.type = 'button';
  const menu = h('div', { class: 'save-menu', id, role: 'menu', 'aria-label': `Save ${panel.title}`, hidden: true });
  const words = h('span', { role: 'status' });
  const work = h('div', { class: 'save-work', hidden: true });
  let running: AbortController | null = null;
  signal.addEventListener('abort', () => running?.abort());

  const title = (): string => probeOf(store.get())?.title ?? '';
  const file = (ending: string, make: () => Uint8Array | Promise<Uint8Array>, name?: string): Item['save'] => {
    return async (call) => {
      const data = await make();
      const parts = [title(), panel.id, ...(name === undefined ? [] : [name])];
      return host.ask('save', { name: fileName(parts, ending), data }, { signal: call.signal });
    };
  };
  const states = ({ key, outputs }: States, format: States['formats'][number]): Item => ({
    text: `Hidden states as ${format === 'npz' ? '.npz (NumPy)' : 'safetensors'}`,
    save: ({ signal: within }) =>
      host.ask(
        'saveStates',
        { ...key, outputs, format },
        {
          signal: within,
          onProgress: ({ message, done, total }) => setText(words, `${shortened(message, 200)} (${done} of ${total})`),
        },
      ),
  });
  const items = (): Item[] => {
    const all = offers.list();
    const drawings = all.filter((offer): offer is Drawing => offer.kind === 'drawing' && offer.width > 0);
    const tables = all.filter((offer): offer is Table => offer.kind === 'table');
    // The extension writes them, and a saved page has none.
    const kept = all.filter((offer): offer is States => offer.kind === 'states' && !isSaved());
    const pictures: Item[] = [
      { text: 'Picture as PNG', save: file('png', () => pngBytes(title(), drawings, panel.of(), readTheme())) },
      { text: 'Picture as SVG', save: file('svg', () => svgBytes(title(), drawings, panel.of(), readTheme())) },
    ];
    return [
      ...(drawings.length > 0 ? pictures : []),
      ...tables.map((table): Item => ({
        text: `Table as CSV: ${shortened(table.name, 60)}`,
        save: file('csv', () => csvBytes(table), table.name),
      })),
      ...kept.flatMap((offer) => offer.formats.map((format) => states(offer, format))),
    ];
  };

  async function run({ text, save }: Item): Promise<void> {
    const call = (running = new AbortController());
    setText(words, `Saving: ${text}`);
    fill(work, words, button({ label: 'Cancel', onClick: () => call.abort() }));
    work.hidden = false;
    try {
      announce((await save(call)) ? `Saved: ${text}` : 'Nothing was saved');
    } catch (error) {
      if (error instanceof Cancelled) announce('Saving was cancelled');
      else announce(`Could not save: ${shortened(reasonOf(error), 600)}`, 'error');
    } finally {
      if (work.contains(document.activeElement)) opener.focus();
      running = null;
      work.hidden = true;
      setText(words, '');
    }
  }

  const show = (open: boolean): void => {
    menu.hidden = !open;
    setAttributes(opener, { 'aria-expanded': open });
  };
  const entries = (): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const open = (at: number): void => {
    const all = running ? [] : items();
    const reason = running ? 'Something is being saved' : 'There is nothing to save yet';
    const entry = (text: string, onClick: () => void, disabled?: boolean): HTMLElement => {
      const element = h('button', { role: 'menuitem', tabindex: -1, 'aria-disabled': disabled }, text);
      element.type = 'button';
      element.addEventListener('click', onClick);
      return element;
    };
    const close = (): void => {
      show(false);
      opener.focus();
    };
    fill(
      menu,
      ...all.map((item) =>
        entry(item.text, () => {
          close();
          void run(item);
        }),
      ),
      all.length === 0 && entry(reason, close, true),
    );
    show(true);
    entries().at(at)?.focus();
  };
  opener.addEventListener('click', () => (menu.hidden ? open(0) : show(false)));
  opener.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 0 : -1);
  });
  menu.addEventListener('keydown', (event) => {
    const all = entries();
    const at = all.findIndex((entry) => entry === document.activeElement);
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) all.at(to)?.focus();
    else if (event.key === 'Escape') {
      show(false);
      opener.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    // The opener closes the menu by its own click.
    if (relatedTarget !== opener && !(relatedTarget instanceof Node && menu.contains(relatedTarget))) show(false);
  });
  return { button: opener, menu, work };
}
