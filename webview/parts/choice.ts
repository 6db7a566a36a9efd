import './choice.css';
import { h } from '../dom';

/** A drop-down list of the browser's own: by keyboard and for screen readers as everywhere. */
export function choice<T extends string>(
  label: string,
  options: readonly { value: T; text: string }[],
  value: T,
  onChange: (value: T) => void,
): { element: HTMLElement; select: HTMLSelectElement } {
  const select = h('select');
  for (const { value: name, text } of options) {
    const option = h('option', {}, text);
    option.value = name;
    select.append(option);
  }
  select.value = value;
  select.addEventListener('change', () => {
    const chosen = options[select.selectedIndex];
    if (chosen) onChange(chosen.value);
  });
  return { element: h('label', { class: 'choice' }, label, select), select };
}
