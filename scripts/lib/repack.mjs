import JSZip from 'jszip';
import { readFile, writeFile } from 'node:fs/promises';

/**
 * Packs a .vsix anew, as small as deflate makes it but for a quarter of a percent, which would take twice as long. The zlib that comes with Node, by which vsce packs, is made for speed:
 * at its highest level it packs worse than zlib itself at a middle one.
 *
 * @param {string} file
 */
export async function repack(file) {
  const before = await JSZip.loadAsync(await readFile(file));
  const after = new JSZip();
  for (const { name, dir, date, unixPermissions } of Object.values(before.files)) {
    const bytes = await before.file(name)?.async('nodebuffer');
    if (!dir && bytes) after.file(name, bytes, { date, unixPermissions, createFolders: false });
  }
  await writeFile(
    file,
    await after.generateAsync({
      type: 'nodebuffer',
      platform: 'UNIX',
      compression: 'DEFLATE',
      compressionOptions: { level: 6 },
    }),
  );
}
