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

  it('are read by a call that is suggested where values are compared that nobody gives, which every example says', async () => {
    const text =
      'void order(int a[], int n) {\n  if (a[0] < a[n - 1]) { int t = a[0]; a[0] = a[n - 1]; a[n - 1] = t; }\n}\n';
    assert.deepEqual(await told('c', text), [
      '2: 4 1 5 2 3 (nothing here calls it with values: it is read as order([3, 1, 5, 2, 4], 5))',
    ]);
  });

  it('are called on objects that are made as their class wants, and filled', async () => {
    const text = `class Stack:
    def __init__(self, limit):
        self.limit = limit
        self.items = []

    def push(self, item):
        if len(self.items) < self.limit:
            self.items.append(item)

    def rotate(self):
        if self.items[0] > 0:
            self.items.insert(0, self.items.pop())
`;
    const found = await told('python', text);
    assert.equal(
      found.at(-1),
      '11: 8 5 3 1 (nothing here calls it with values: it is read as stack = Stack(8); stack.push(3); stack.push(1); stack.push(5); stack.rotate())',
    );
  });

  it('are tried with nodes that hang together', async () => {
    const text = `class Node:
    def __init__(self, data):
        self.data = data
        self.next = None

def back(head):
    before = None
    while head:
        head.next, before, head = before, head, head.next
    return before
`;
    const [, told_ = ''] = await told('python', text);
    assert.match(told_, /head = Node\(3\); head\.next = Node\(1\); head\.next\.next = Node\(5\); back\(head\)\)$/);
  });

  it('are asked with lines that are made up where they read some', async () => {
    const text = 'def seats():\n    a = input().split()\n    a[0], a[1] = a[1], a[0]\n';
    assert.match((await told('python', text)).join(), /a line of its input is/);
  });

  it('tell why they are none where no suggested call can be followed', async () => {
    assert.deepEqual(await told('python', 'def f(a, key):\n    if key(a[0]):\n        a.reverse()\n'), [
      'key is not defined here, so what it does is not known',
    ]);
  });
});
