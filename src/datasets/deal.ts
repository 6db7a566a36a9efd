import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvName, csvRow } from './csv';
import type { Example } from './example';
import { fillFolder, Lines, splitFile, tableFile, type ChunkFacts, type Folders } from './folders';
import type { Split } from './keys';
import type { Plan } from './plan';
import { countExample, emptyStatistics } from './statistics';

/** Writes one piece of the data set, its examples on their sides. The order is that of `dealt`. */
export async function writeChunk(
  folders: Folders,
  chunk: number,
  plan: Plan,
  dealt: Iterable<{ example: Example; side: Split }>,
): Promise<void> {
  await fillFolder(folders.chunk(chunk), (folder) => {
    const files = new Map<string, Lines>();
    const add = (name: string, line: string): void => {
      let file = files.get(name);
      if (!file) files.set(name, (file = new Lines(join(folder, name))));
      file.add(line);
    };
    const statistics = emptyStatistics();
    for (const { example, side } of dealt) {
      countExample(statistics[side], example);
      add(splitFile(side), JSON.stringify(example));
      if (plan.formats.includes('csv')) add(tableFile(side, csvName(example)), csvRow(example, plan));
    }
    const bytes: ChunkFacts['bytes'] = {};
    for (const [name, file] of files) {
      file.close();
      bytes[name] = file.bytes;
    }
    const facts: ChunkFacts = { statistics, bytes };
    writeFileSync(join(folder, 'facts.json'), JSON.stringify(facts));
  });
}
