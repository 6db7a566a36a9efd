import { asPlain } from '../core/constants';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { show } from './show';

export function textOf(m: Machine, value: string, at: Span): Data {
  if (value.length > LIMITS.size) m.fail(at, 'this text is too long');
  return { t: 'str', v: value };
}

/** The text that these values make together. */
export function text(m: Machine, parts: Box[], at: Span): Data {
  const shown = parts.map(({ data: given }) => {
    const data = asPlain(given);
    if (data.t === 'str') return data.v;
    return ['int', 'bool', 'nothing'].includes(data.t) ? show(data) : undefined;
  });
  for (const { home } of parts) if (home) home.inspected = true;
  if (shown.includes(undefined)) return m.unknown('a formatted text').data;
  return textOf(m, shown.join(''), at);
}
