import type { Model, ProbeSummary } from '../../src/protocol/messages';
import { fill, h } from '../dom';
import { shortened } from '../draw/names';
import { Cancelled } from '../host';
import { choice } from '../parts/choice';
import { reasonOf } from '../parts/context';
import { retryButton } from '../parts/retry';
import { probeOf } from '../state';
import type { PanelContext } from './panel';

interface Origin {
  value: string;
  text: string;
  /** What it has to be told in words. */
  more?: string;
}

/** What is put in; some say more in words. */
const ORIGINS: readonly Origin[] = [
  { value: 'state', text: 'a random word that leads to the state …', more: 'State' },
  { value: 'step', text: 'this text after step …', more: 'Step' },
  { value: 'word', text: 'a random word' },
  { value: 'zero', text: 'zero' },
  { value: 'mean', text: 'the mean over random words' },
];

/** Of a model that reads the text itself: random texts of the same world, and other texts that were probed. */
const TEXT_ORIGINS: readonly Origin[] = [
  { value: 'state', text: 'a random text that leads to the state …', more: 'State' },
  { value: 'step', text: 'this text after step …', more: 'Step' },
  { value: 'probe', text: 'another text that was probed …', more: 'After step (the last if absent)' },
  { value: 'word', text: 'a random text' },
  { value: 'zero', text: 'zero' },
];

/** What a person chooses to put in. */
export interface OriginChoice {
  elements: HTMLElement[];
  /** As the terminal takes it, or `probe ID:N`; undefined where something is missing. */
  told: () => string | undefined;
  /** Such a text for people: a probe by its title. */
  textOf: (from: string) => string;
}

export function originChoice({ host, store, signal }: PanelContext, model: Model): OriginChoice {
  const origins = model.readsText ? TEXT_ORIGINS : ORIGINS;
  let origin = origins[0]?.value ?? '';
  let other: string | undefined;
  const titles = new Map<string, string>();
  const more = h('input', { 'aria-label': 'State' });
  const others = h('span', { class: 'patch-others' });

  const offer = (list: readonly ProbeSummary[]): void => {
    for (const { id, title } of list) titles.set(id, shortened(title, 60));
    other = list[0]?.id;
    const options = list.map(({ id, title, steps }) => ({
      value: id,
      text: `${shortened(title, 60)} (${steps} steps)`,
    }));
    fill(
      others,
      options.length === 0
        ? h('span', { class: 'note', role: 'status' }, 'There is no other text: probe one.')
        : choice('which is', options, other ?? '', (id) => (other = id)).element,
    );
  };
  const list = (): void => {
    host.ask('otherProbes', { probe: probeOf(store.get())?.id ?? '' }, { signal }).then(offer, (error: unknown) => {
      if (error instanceof Cancelled) return;
      fill(others, `Other texts cannot be listed: ${shortened(reasonOf(error), 300)} `, retryButton(list));
    });
  };
  const choose = (value: string): void => {
    origin = value;
    const name = origins.find((one) => one.value === origin)?.more;
    more.hidden = name === undefined;
    more.setAttribute('aria-label', name ?? '');
    more.placeholder = name ?? '';
    more.value = '';
    fill(others);
    if (origin === 'probe') list();
  };
  choose(origin);
  return {
    elements: [choice('by that of', origins, origin, choose).element, others, more],
    told: () => {
      const words = more.hidden ? '' : more.value.trim();
      if (origin !== 'probe') return `${origin} ${words}`.trim();
      return other === undefined ? undefined : `probe ${other}${words === '' ? '' : `:${words}`}`;
    },
    textOf: (from) => {
      const [, id = '', step] = /^probe ([\w-]+)(?::(.*))?$/.exec(from) ?? [];
      const title = titles.get(id);
      if (title === undefined) return from;
      return `${title}, after ${step === undefined ? 'its last step' : `step ${step}`}`;
    },
  };
}
