import assert from 'node:assert/strict';
import { readExamples } from '../../../../src/readers';
import { UnreadError } from '../../../../src/readers/reader';

async function told(language: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for await (const one of readExamples({ uri: 'x', language, text })) {
    if ('fault' in one) {
      const asks = one.fault instanceof UnreadError ? one.fault.asks : undefined;
      found.push(asks ? `asks ${asks.suggested}` : one.fault.reason);
      continue;
    }
    const { trace, at } = one;
    const final = (trace.final ?? []).map((object) => trace.objects[object]).join(' ');
    const line = text.slice(0, at.start).split('\n').length;
    found.push(`${line}: ${final} (${(trace.assumed ?? []).map((each) => each.text).join('; ')})`);
  }
  return found;
}

describe('functions as examples of a data set', () => {
  it('are read by a call of the file where their bodies ask for values', async () => {
    const text = `def order(row):
    """
    >>> order([2, 1])
    [1, 2]
    """
    if row[0] > row[1]:
        row[0], row[1] = row[1], row[0]
    return row
`;
    assert.deepEqual(await told('python', text), [
      '2: 1 2 (row is [2, 1]; order is read with the values of the call order([2, 1]), as the doctest has it)',
    ]);
  });

  it('are read over lists of which nothing is known where nothing calls them, which every example says', async () => {
    const text =
      'const back = (a) => {\n  for (let i = 0; i < a.length - 1; i++) [a[i], a[i + 1]] = [a[i + 1], a[i]];\n};\n';
    const [only = '', ...more] = await told('javascript', text);
    assert.match(only, /^1: a\[1\] a\[2\] a\[3\] a\[4\] a\[0\] \(nothing here calls back: it is read as back\(\[\?/);
    assert.deepEqual(more, []);
  });

  it('ask for an example where values are compared that nobody gives', async () => {
    const text =
      'void order(int a[], int n) {\n  if (a[0] > a[n - 1]) { int t = a[0]; a[0] = a[n - 1]; a[n - 1] = t; }\n}\n';
    assert.deepEqual(await told('c', text), ['asks order([3, 1, 5, 2, 4], 5)']);
  });
});
