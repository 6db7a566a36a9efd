import assert from 'node:assert/strict';
import { difference } from '../../../fuzz/compare';
import { runInVm } from '../../../fuzz/vm';
import { readCode } from '../../../../src/readers/code';
import { isTable } from '../../../../src/trace/trace';

/** A function that is called for an update of `(a[0], a[4])` goes on with moves of other places. */
const UPDATED_IN_A_CALL = `function sort(v, n) {
    for (let i = 0; i < n; i++) {
        let least = i;
        for (let j = i + 1; j < n; j++) {
            if (v[j] < v[least]) {
                least = j;
            }
        }
        if (least !== i) {
            let t = v[i];
            v[i] = v[least];
            v[least] = t;
        }
    }
}
let a = [107, 116, 110, 111, 103];
let x = 130;
for (let n = 0; n < 2; n++) {
    let i = 0;
    while (i < 5 && a[i] !== x) i++;
    if (i === 5) {
        a[0] = x;
    }
    sort(a, 5);
}
`;

describe('the comparison with real runs', () => {
  it('finds an update that is done within a function which goes on', async () => {
    const roots = ['a', 'x'];
    const trace = await readCode({ uri: '-', language: 'javascript', text: UPDATED_IN_A_CALL }, { track: roots });
    assert.ok(trace.steps.some(isTable) && trace.steps.some((step) => !isTable(step)));
    const run = runInVm({ seed: 0, source: UPDATED_IN_A_CALL, roots });
    const care = { isComplete: true, functions: [[1, 15] as [number, number]] };
    assert.equal(difference(trace, run, care), undefined);
    // The first four steps change something, the last two nothing.
    for (const at of [0, 1, 2, 3]) {
      const lacks = { ...trace, steps: trace.steps.toSpliced(at, 1) };
      assert.notEqual(difference(lacks, run, care), undefined, `without step ${at}`);
    }
  });

  it('lets anything happen to what is not followed in the middle of a step', async () => {
    // Through `a[0]`, which is no part of the world, `b[1]` and `b[2]` come by what stood a place before them.
    const source =
      'let a = [1];\nlet b = [5, 6, 7];\nfor (let n = 0; n < 3; n++) {\n    let t = b[n];\n    b[n] = a[0];\n    a[0] = t;\n}\n';
    const trace = await readCode({ uri: '-', language: 'javascript', text: source }, { track: ['b'] });
    const run = runInVm({ seed: 0, source, roots: ['a', 'b'] });
    assert.equal(difference(trace, run), undefined);
    assert.notEqual(difference({ ...trace, steps: [] }, run), undefined);
  });
});
