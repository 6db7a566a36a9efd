import assert from 'node:assert/strict';
import { errorOf, read, story } from './read';

/** A program that changes x while it has a map of a, b and c, and then exchanges it with y. */
function program(body: string): string {
  return `import java.util.*;
class A { public static void main(String[] z) { int x = 1, y = 2;
Map<String, Integer> map = new HashMap<>(); map.put("a", 1); map.put("b", 2); map.put("c", 3);
${body}
int t = x; x = y; y = t; } }`;
}

describe('collections that a map of Java shows of itself', () => {
  const REFUSED: readonly [string, string][] = [
    ['keys that were kept', 'Set<String> k = map.keySet(); map.put("d", 4); x = k.size();'],
    ['values that were kept', 'Collection<Integer> v = map.values(); map.put("a", 9); for (int q : v) x += q;'],
    ['what is copied', 'Set<String> k = map.keySet(); map.remove("a"); x = new TreeSet<>(k).size();'],
    ['what is printed', 'Set<String> k = map.keySet(); map.clear(); x = ("" + k).length();'],
    ['an entry', 'for (Map.Entry<String, Integer> e : map.entrySet()) { map.put(e.getKey(), 7); x += e.getValue(); }'],
  ];
  for (const [what, body] of REFUSED)
    it(`are refused after the map has changed: ${what}`, async () => {
      assert.match(await errorOf('java', program(body)), /^test:4:\d+: error: what a map has shown of itself is not/);
    });

  it('are not compared', async () => {
    const text = program('if (new HashSet<>(map.keySet()).equals(map.keySet())) x = 5;');
    assert.match(await errorOf('java', text), /^test:4:\d+: error: whether what a map shows as a collection equals/);
  });

  const FOLLOWED: readonly [string, string, number][] = [
    ['keys while values change', 'for (String k : map.keySet()) map.put(k, map.get(k) + 1); x = map.get("c");', 4],
    [
      'entries while values change',
      'for (var e : map.entrySet()) map.put(e.getKey(), e.getValue() + 1); x = map.get("c");',
      4,
    ],
    [
      'an exception where keys go',
      'try { for (String k : map.keySet()) map.remove(k); } catch (ConcurrentModificationException e) { x = 77; }',
      77,
    ],
    [
      'an exception where the last but one takes away the last',
      'Set<Integer> s = new HashSet<>(List.of(1, 2, 3)); try { for (int k : s) if (k == 2) s.remove(3); } catch (ConcurrentModificationException e) { x = 78; }',
      78,
    ],
    [
      'one that takes away itself as the last',
      'for (String k : map.keySet()) if (k.equals("c")) map.remove(k); x = map.size();',
      2,
    ],
  ];
  for (const [what, body, x] of FOLLOWED)
    it(`are gone through: ${what}`, async () => {
      const trace = await read('java', program(body), undefined, { track: ['x', 'y'] });
      assert.equal(story(trace).at(-1), `2 ${x}`);
    });
});
