import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Example } from './example';
import { formatNamed } from './formats';
import { fillFolder, Lines, type ChunkFacts, type Folders } from './folders';
import { splitFile, tableFile, type Split } from './keys';
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
    const formats = plan.formats.map(formatNamed);
    for (const { example, side } of dealt) {
      countExample(statistics[side], example);
      add(splitFile(side), JSON.stringify(example));
      for (const format of formats) {
        const made = format.line?.(example, plan);
        if (made) add(tableFile(side, made.name), made.line);
      }
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
