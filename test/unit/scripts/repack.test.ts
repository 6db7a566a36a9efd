import AdmZip from 'adm-zip';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repack } from '../../../scripts/lib/repack.mjs';

describe('a package that is packed anew', () => {
  it('is smaller, and holds the same files with their dates and permissions', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'state-probe-repack-'));
    try {
      const file = path.join(folder, 'x.vsix');
      const zip = new AdmZip();
      const text = Buffer.from(Array.from({ length: 3000 }, (_, at) => `line ${at % 97}\n`).join(''));
      for (const [name, bytes, mode] of [
        ['[Content_Types].xml', Buffer.from('<Types/>'), 0o644],
        ['extension/dist/a.js', text, 0o644],
        ['extension/dist/native/b.node', Buffer.from([0, 255, 1, 254]), 0o755],
      ] as const) {
        zip.addFile(name, bytes, '', mode);
        const entry = zip.getEntry(name)!;
        entry.header.method = 0;
        entry.header.time = new Date(2020, 1, 3, 4, 5, 6);
      }
      zip.writeZip(file);
      const before = statSync(file).size;
      const entries = () =>
        new AdmZip(file)
          .getEntries()
          .map((entry) => [
            ...[entry.entryName, entry.getData().toString('hex')],
            ...[(entry.attr >>> 16) & 0o777, entry.header.time.getTime()],
          ])
          .sort();
      const told = entries();
      assert.deepEqual(
        told.map(([name, , mode]) => [name, mode]),
        [
          ['[Content_Types].xml', 0o644],
          ['extension/dist/a.js', 0o644],
          ['extension/dist/native/b.node', 0o755],
        ],
      );
      await repack(file);
      assert.ok(statSync(file).size < before / 2);
      assert.deepEqual(entries(), told);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
