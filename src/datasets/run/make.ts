import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MOST_TEXT } from '../../files/bounds';
import { readBytes } from '../../files/read';
import { unreadText } from '../../files/reasons';
import type { Keyed } from '../examples/example';
import { hashOf } from '../examples/hash';
import type { Refused } from '../card/refusals';
import { BESIDE_FILE, fillFolder, Lines as LineFile, type Folders } from './folders';
import { beside, Noted } from '../files/beside';
import { traceExample } from '../files/trace-example';
import { windows } from '../files/windows';
import { readExamples } from '../../readers';
import { CODE_LANGUAGES } from '../../readers/languages';
import { sentencesNotRead } from '../../readers/not-read';
import { UnreadError, type Passage, type Stretch } from '../../readers/reader';
import { Lines } from '../../trace/lines';
import { SourceError } from '../../trace/source';
import type { FileInPlan, FilesPlan } from '../plan/plan';

/** What one piece of work found in its files. */
export interface MadeFacts {
  examples: number;
  unreadable: number;
  /** Stretches in which nothing moves, and examples shorter than asked for. */
  nothing: number;
  short: number;
  /** Sentences of stories that were passed over. */
  sentences: number;
}

/** Makes the examples of some files; on which side they go is not known before all files are read. */
export async function makeFromFiles(
  folders: Folders,
  chunk: number,
  plan: FilesPlan,
  files: readonly FileInPlan[],
): Promise<void> {
  await fillFolder(folders.made(chunk), async (folder) => {
    const examples = new LineFile(join(folder, 'examples.jsonl'));
    const keys = new LineFile(join(folder, 'keys.jsonl'));
    const faults = new LineFile(join(folder, 'unreadable.jsonl'));
    const facts: MadeFacts = { examples: 0, unreadable: 0, nothing: 0, short: 0, sentences: 0 };
    const noted = new Noted();
    const refuse = (fault: Refused): void => {
      facts.unreadable++;
      faults.add(JSON.stringify(fault));
    };
    for (const file of files) {
      for await (const found of examplesOf(plan, file, refuse, noted)) {
        if (found === 'nothing' || found === 'short') {
          facts[found]++;
          continue;
        }
        const unit = plan.splitBy === 'file' || isOneUnit(file) ? file.path : `${file.path}#${found.unit}`;
        examples.add(JSON.stringify(found.example));
        keys.add(JSON.stringify([hashOf(unit), ...found.keys]));
        facts.examples++;
        facts.sentences += found.sentences;
      }
    }
    for (const lines of [examples, keys, faults]) lines.close();
    writeFileSync(join(folder, BESIDE_FILE), JSON.stringify(noted.looks));
    writeFileSync(join(folder, 'facts.json'), JSON.stringify(facts));
  });
}

/** Functions of a program and paragraphs of a story share more than games of a collection or rows of a table do. */
function isOneUnit({ language }: FileInPlan): boolean {
  return language !== 'chess' && language !== 'word' && language !== 'stories';
}

/** The examples of one file, or what took the place of one; places that cannot be read are told to `refuse`. */
export async function* examplesOf(
  plan: FilesPlan,
  file: FileInPlan,
  refuse: (fault: Refused) => void,
  noted?: Noted,
): AsyncGenerator<(Keyed & { unit: number; sentences: number }) | 'nothing' | 'short'> {
  const found = await textOf(plan.root, file);
  if ('reason' in found) {
    refuse({ path: file.path, line: null, character: null, reason: found.reason });
    return;
  }
  const { text } = found;
  const lines = new Lines(text);
  let unit = 0;
  // Only code uses other files, and to find where a project begins many places are looked at.
  const others = CODE_LANGUAGES.has(file.language) ? beside(plan.root, file.path, text) : undefined;
  const options = {
    ...(others && { files: noted?.watch(file.path, others) ?? others }),
    ...(plan.depth !== undefined && { depth: plan.depth }),
  };
  for await (const found of readExamples({ uri: file.path, language: file.language, text }, options)) {
    unit++;
    if ('fault' in found) {
      if (found.fault instanceof UnreadError && found.fault.kind === 'no-moves') yield 'nothing';
      else refuse(unreadable(found.fault));
    } else {
      // Those of a whole text are counted once, with its first piece.
      let sentences = sentencesNotRead(found.trace);
      for (const each of cut(found, plan, text, lines)) {
        if (each.trace.steps.length < plan.minSteps) {
          yield 'short';
          continue;
        }
        const range = lines.range(each.at.start, each.at.end);
        try {
          yield {
            ...traceExample(each.trace, {
              uri: file.path,
              text: each.text ?? text.slice(each.at.start, each.at.end),
              range,
              hash: file.hash,
            }),
            unit,
            sentences,
          };
          sentences = 0;
        } catch (error) {
          if (!(error instanceof RangeError)) throw error;
          refuse(unreadable(new SourceError(file.path, range, error.message)));
        }
      }
    }
  }
}

function* cut(
  found: Extract<Passage, { at: Stretch }>,
  plan: FilesPlan,
  text: string,
  lines: Lines,
): Generator<Extract<Passage, { at: Stretch }>> {
  if (!plan.window || found.trace.steps.length <= plan.window.size) {
    yield found;
    return;
  }
  for (const trace of windows(found.trace, plan.window)) {
    const [first, last] = [trace.steps[0]?.range, trace.steps.at(-1)?.range];
    // Steps of a loop go back and forth in the text: then the window shows all of the stretch.
    const start = first ? lines.offset(first.start) : found.at.start;
    const end = last ? lines.offset(last.end) : found.at.end;
    yield { trace, at: start < end && end <= text.length ? { start, end } : found.at };
  }
}

/** The text of a file of the plan, or what is said of it where it is not read. */
async function textOf(root: string, { path, hash }: FileInPlan): Promise<{ text: string } | { reason: string }> {
  let bytes: Buffer;
  try {
    bytes = await readBytes(join(root, path), MOST_TEXT);
  } catch (error) {
    return { reason: unreadText(error) };
  }
  if (hashOf(bytes) !== hash) return { reason: 'has changed since the run began' };
  const text = utf8(bytes);
  return text === undefined || text.includes('\0') ? { reason: 'is not a text in UTF-8' } : { text };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unreadable({ uri, range, reason }: SourceError): Refused {
  return { path: uri, line: range.start.line, character: range.start.character, reason };
}
