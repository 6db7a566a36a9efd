import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCatalogue, type Model } from '../../../src/models/catalogue';

const ROOT = join(__dirname, '../../..');

interface Measured {
  weights: string | null;
  metrics: Record<string, unknown>[];
}

/** The seed that a file holds; none for a model that was built. */
function seedOf({ manifest }: Model): number | undefined {
  const seed = manifest.training?.['seed'];
  return typeof seed === 'number' ? seed : undefined;
}

function runOf(model: Model): string {
  const seed = seedOf(model);
  return seed === undefined ? model.manifest.id : `${model.manifest.id}.seed${seed}`;
}

/** Cells of the first table row whose first cell links to or names a thing. */
function rowWith(text: string, mark: string | RegExp): string[] | undefined {
  const line = text
    .split('\n')
    .find((row) => row.startsWith('|') && (typeof mark === 'string' ? row.includes(mark) : mark.test(row)));
  return line
    ?.split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Whether a cell says this share in per cent, to one decimal; half a decimal may be rounded either way. */
const says = (cell: string | undefined, share: number): boolean =>
  /^\d+\.\d\b/.test(cell ?? '') && Math.abs(parseFloat(cell ?? '') - 100 * share) < 0.0501;

describe('what is published of the bundled models', () => {
  let models: Model[];
  before(async () => ({ models } = await readCatalogue([join(ROOT, 'models')])));

  it('is what was measured, of the very weights that the file was made from', () => {
    for (const model of models) {
      const { id, metrics } = model.manifest;
      const path = join(ROOT, `training/measurements/${runOf(model)}.json`);
      const found = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Measured) : undefined;
      const plain = (metrics ?? []).map((metric) =>
        Object.fromEntries(Object.entries(metric).filter(([key]) => key !== 'seeds')),
      );
      // Figures in quotients of the group and by rank stand in the card and in docs/results.md alone.
      const measured = (found?.metrics ?? []).map((metric) =>
        Object.fromEntries(Object.entries(metric).filter(([key]) => key !== 'quotients' && key !== 'ranks')),
      );
      assert.deepEqual(plain, measured, id);
      if (found && seedOf(model) !== undefined) {
        const weights = readFileSync(join(ROOT, `training/weights/${runOf(model)}.safetensors`));
        assert.equal(found.weights, createHash('sha256').update(weights).digest('hex'), id);
      }
    }
    assert.ok(models.filter(({ manifest }) => manifest.metrics?.length).length >= 2);
  });

  it('is the same in the manifest, in the card and in docs/results.md', () => {
    const page = readFileSync(join(ROOT, 'docs/results.md'), 'utf8');
    for (const { manifest } of models) {
      const { id, metrics = [], task } = manifest;
      const card = readFileSync(join(ROOT, `models/${id}.md`), 'utf8');
      const rows = rowsOf(page, id);
      assert.ok(rows.length > 0, `${id} is not in docs/results.md`);
      for (const metric of metrics) {
        const { length, full, steps, shortest, firstWrongMedian } = metric;
        const name = typeof shortest === 'number' ? `${shortest}–${length}` : length.toLocaleString('en');
        const inCard = rowWith(card, new RegExp(`^\\| ${name} \\|`));
        assert.ok(says(inCard?.[1], full), `${id} at ${name}: the card`);
        assert.ok(says(inCard?.[2], steps), `${id} at ${name}: the card`);
        if (firstWrongMedian != null)
          assert.equal(inCard?.[3], firstWrongMedian.toLocaleString('en'), `${id} at ${name}: the card`);
        const shown = rows.flatMap((row) => row.get(name) ?? []);
        assert.ok(
          shown.every((cell) => says(cell, full)),
          `${id} at ${name}: docs/results.md`,
        );
        if (task.kind === 'language' || length > 512 || [2, 4, 8, 16, 32, 64, 128, 256, 512].includes(length))
          assert.ok(shown.length > 0, `${id} at ${name} is not in docs/results.md`);
      }
    }
  });
});

/** Every row of a table in which a model stands with its own figures, by the table's headings. */
function rowsOf(page: string, id: string): Map<string, string>[] {
  const lines = page.split('\n');
  const cells = (line = ''): string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  return lines.flatMap((line, at) => {
    if (!line.startsWith('|') || !line.includes(`(../models/${id}.md)`)) return [];
    const headings = cells(lines[lines.slice(0, at).findLastIndex((row) => row.startsWith('| ---')) - 1]);
    const row = cells(line);
    // The table of medians is about all seeds.
    if (headings[1] === 'seeds' && !headings.includes('2')) return [];
    return [new Map(headings.map((heading, column) => [heading, row[column] ?? '']))];
  });
}
