import assert from 'node:assert/strict';
import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { factorOf, solveAll } from '../../../src/representation/cholesky';

describe('the factor of a covariance', () => {
  const random = xoroshiro128plus(11);
  const number = (): number => uniformInt(random, -1000, 1000) / 137;
  const width = 23;
  // The squares of more vectors than columns, and a little on the diagonal.
  const vectors = Array.from({ length: 40 }, () => Array.from({ length: width }, number));
  const rows = Array.from({ length: width }, (_, i) =>
    Float64Array.from({ length: width }, (__, j) =>
      vectors.reduce((sum, vector) => sum + vector[i]! * vector[j]!, i === j ? 1 : 0),
    ),
  );

  it('is that of ml-matrix, to the bit, and the same transposed', () => {
    const { lower, upper } = factorOf(rows);
    const theirs = new CholeskyDecomposition(new Matrix(rows.map((row) => Array.from(row)))).lowerTriangularMatrix;
    assert.deepEqual([...lower], theirs.to1DArray());
    assert.deepEqual([...upper], theirs.transpose().to1DArray());
  });

  it('solves right sides, each as it would be alone', () => {
    const factor = factorOf(rows);
    const sides = Array.from({ length: 7 }, () => Float64Array.from({ length: width }, number));
    const solved = solveAll(factor, sides);
    assert.equal(solved.length, sides.length);
    for (const [at, side] of sides.entries()) {
      assert.deepEqual(solveAll(factor, [side]), [solved[at]]);
      for (const [i, row] of rows.entries()) {
        const sum = row.reduce((all, value, k) => all + value * solved[at]![k]!, 0);
        assert.ok(Math.abs(sum - side[i]!) < 1e-9 * width, `${sum}, ${side[i]}`);
      }
    }
    assert.deepEqual(solveAll(factor, []), []);
  });
});
