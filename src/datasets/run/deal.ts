import { closeSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Block, BlockMaker } from '../blocks/block';
import { rowsOf } from '../blocks/rows';
import { countRows } from '../blocks/statistics';
import type { Dealt } from '../examples/example';
import { formatNamed, type PieceFiles, type Taker } from '../formats';
import { fillFolder, Lines, openNew, type ChunkFacts, type Folders } from './folders';
import { SPLITS, tableFile, type Split } from '../splits/keys';
import type { Plan } from '../plan/plan';
import { countExample, emptyStatistics, type SplitStatistics } from '../card/statistics';

/** Writes one piece of the data set, its examples on their sides. The order is that of `dealt`. */
export async function writeChunk(folders: Folders, chunk: number, plan: Plan, dealt: Iterable<Dealt>): Promise<void> {
  await fillPiece(folders, chunk, async (files, statistics) => {
    const takers = new Map<Split, Taker[]>();
    for (const { example, side } of dealt) {
      countExample(statistics[side], example);
      let own = takers.get(side);
      if (!own) {
        own = [];
        for (const format of plan.formats.map(formatNamed)) {
          const taker = await format.take?.(plan, files.of(side));
          if (taker) own.push(taker);
        }
        takers.set(side, own);
      }
      for (const taker of own) taker.add(example);
    }
    for (const taker of [...takers.values()].flat()) taker.close();
  });
}

/** The same for words in a block. */
export async function writeBlock(
  folders: Folders,
  chunk: number,
  plan: Plan,
  { block, maker }: { block: Block; maker: BlockMaker },
): Promise<void> {
  await fillPiece(folders, chunk, async (files, statistics) => {
    for (const [side, split] of SPLITS.entries()) {
      const rows = rowsOf(block, maker, side);
      if (rows.count === 0) continue;
      countRows(statistics[split], rows, maker.order);
      for (const format of plan.formats.map(formatNamed)) await format.takeRows(rows, plan, files.of(split));
    }
  });
}

async function fillPiece(
  folders: Folders,
  chunk: number,
  fill: (files: Files, statistics: SplitStatistics) => Promise<void>,
): Promise<void> {
  await fillFolder(folders.chunk(chunk), async (folder) => {
    const files = new Files(folder);
    const statistics = emptyStatistics();
    await fill(files, statistics);
    const facts: ChunkFacts = { statistics, bytes: files.close() };
    writeFileSync(join(folder, 'facts.json'), JSON.stringify(facts));
  });
}

/** The files of a piece. */
class Files {
  private readonly lines = new Map<string, Lines>();
  private readonly opened = new Map<string, number>();

  constructor(private readonly folder: string) {}

  of(split: Split): PieceFiles {
    return {
      line: (name, line) => {
        const file = tableFile(split, name);
        let lines = this.lines.get(file);
        if (!lines) this.lines.set(file, (lines = new Lines(join(this.folder, file))));
        lines.add(line);
      },
      bytes: (name, bytes) => {
        const file = this.open(tableFile(split, name));
        for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
      },
      open: (name) => this.open(tableFile(split, name)),
    };
  }

  /** @returns the size of each */
  close(): ChunkFacts['bytes'] {
    for (const lines of this.lines.values()) lines.close();
    for (const file of this.opened.values()) closeSync(file);
    const names = [...this.lines.keys(), ...this.opened.keys()];
    return Object.fromEntries(names.map((name) => [name, statSync(join(this.folder, name)).size]));
  }

  private open(name: string): number {
    const file = openNew(join(this.folder, name));
    this.opened.set(name, file);
    return file;
  }
}
