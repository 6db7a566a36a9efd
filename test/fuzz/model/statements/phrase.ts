import { type Stmt } from '../ast';
import { phrasesOf } from '../phrases';
import { type Writer } from '../writer';

/** What only this language says. */
export function phrase(w: Writer): Stmt[] | undefined {
  const { random, names, size } = w;
  const { head, lines } = random.pick(phrasesOf(w.language, w.arrays));
  const text = lines.join('\n');
  const [a, b] = random.shuffled(names.arrays);
  const [x, y] = random.shuffled(names.scalars);
  const [i = 0, j = 1] = random.distinct(2, size);
  const fresh = [w.value(), w.value()].map((one) => (one.e === 'int' ? String(one.value) : ''));
  const values: Record<string, string | undefined> = {
    a,
    b,
    x,
    y,
    i: String(i),
    j: String(j),
    l: String(Math.min(i, j)),
    h: String(Math.max(i, j)),
    n: String(size),
    v: fresh[0],
    w: fresh[1],
    k: String(++w.serial),
  };
  const wanted = [...text.matchAll(/\$([a-z])/g)].map(([, key = '']) => key);
  if (wanted.some((key) => values[key] === undefined)) return undefined;
  if (head) w.head.add(head);
  return [
    { s: 'text', lines: lines.map((line) => line.replaceAll(/\$([a-z])/g, (_, key: string) => values[key] ?? '')) },
  ];
}
