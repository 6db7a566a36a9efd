import { SOURCES } from '../../models/architectures';

/**
 * `Merrill et al. 2024, ICML text, Theorem 4.4`; what was not read says where it is cited. docs/verdict.md lists all
 * sources (a test holds the two together).
 *
 * @throws RangeError for a source that is not listed
 */
export function cite(name: string, place?: string): string {
  const source = SOURCES[name];
  if (!source) throw new RangeError(`there is no source '${name}'`);
  const { short, text, read } = source;
  const parts = [short, place !== undefined && text, place];
  if (read === 'abstract') parts.push('abstract');
  if (typeof read === 'object') parts.push(`as cited in ${read.citedIn}`);
  return parts.filter(Boolean).join(', ');
}
