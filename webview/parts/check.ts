import { h } from '../dom';

/** A check box with its label. */
export function check(
  label: string,
  checked: boolean,
  onChange: (checked: boolean) => void,
): { element: HTMLElement; input: HTMLInputElement } {
  const input = h('input');
  input.type = 'checkbox';
  input.checked = checked;
  input.addEventListener('change', () => onChange(input.checked));
  return { element: h('label', { class: 'check' }, input, label), input };
}
