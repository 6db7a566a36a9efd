import { percent } from '../../text/percent';
import { printable } from '../../text/printable';
import type { Trace } from '../../trace/trace';
import { durationText } from '../language-model/duration';
import { randomLines, stepTable } from '../language-model/examined-text';
import type { ChatAccuracy } from './random';
import { isChatRun, type ChatRun, type Exchange, type SkippedChat } from './run';

/** What a chat model answered about a text, and over random texts of its world; or why it was not asked. */
export interface AskedChat {
  entry: ChatRun | SkippedChat;
  random?: ChatAccuracy;
}

/** Characters of an answer that is shown though nothing was taken from it. */
const MOST_SAID = 300;
const MOST_UNREAD = 5;

export function chatText(
  trace: Trace,
  { entry, random }: AskedChat,
  { isShown, seed }: { isShown: boolean; seed: number },
): string {
  const { name, architecture } = entry.model;
  const title = printable(`${name} (${architecture})`);
  if (!isChatRun(entry)) return `${title}: not asked: ${printable(entry.reason)}`;
  const { exchanges, notes, accuracy, judged, firstWrong } = entry;
  const manner = entry.isReasoned ? ', thinking in writing first' : '';
  return [
    `${title}${manner}: ${costText(entry)}`,
    ...notes.map((note) => `  ${printable(note)}`),
    stepTable(trace, entry),
    `right at ${accuracy === null ? 'no step' : `${percent(accuracy)} of ${judged} steps`}; first wrong: ${firstWrong === null ? 'none' : firstWrong + 1}`,
    ...unreadLines(exchanges),
    ...(random ? ['', ...randomLines(random.after, 0, seed), ...endLines(random)] : []),
    ...(isShown ? transcript(exchanges) : []),
  ].join('\n');
}

/** Such as `3 questions, 512 tokens read and 40 written, 3 s`. */
export function costText({ exchanges, tokens, milliseconds }: ChatRun): string {
  const count = `${exchanges.length} question${exchanges.length === 1 ? '' : 's'}`;
  const number = (of: number): string => of.toLocaleString('en-US');
  const spent = tokens ? `, ${number(tokens.read)} tokens read and ${number(tokens.written)} written` : '';
  return `${count}${spent}, ${durationText(milliseconds)}`;
}

/** What was said where nothing could be taken from it: as it was said. */
function unreadLines(exchanges: readonly Exchange[]): string[] {
  const unread = exchanges.flatMap((one) => ('why' in one.parsed ? [{ ...one, why: one.parsed.why }] : []));
  const lines = unread
    .slice(0, MOST_UNREAD)
    .map(({ step, why, said }) => `after step ${step + 1} it said ${saidText(said.text)}: ${printable(why)}`);
  return unread.length > lines.length ? [...lines, `and ${unread.length - lines.length} more such answers`] : lines;
}

function saidText(text: string): string {
  const short = text.length > MOST_SAID ? `${text.slice(0, MOST_SAID)}…` : text;
  return printable(JSON.stringify(short));
}

function endLines({ unread, ended }: ChatAccuracy): string[] {
  return [
    ...(unread > 0 ? [`${unread} of these answers could not be taken; they count as wrong`] : []),
    ...(ended === undefined ? [] : [`the rest was not asked: ${printable(ended)}`]),
  ];
}

function transcript(exchanges: readonly Exchange[]): string[] {
  const [first] = exchanges;
  const indented = (text: string): string[] => text.split('\n').map((line) => `  ${printable(line)}`);
  return [
    '',
    ...(first ? ['the first question:', ...indented(first.question)] : []),
    ...exchanges.flatMap(({ step, said }) => [`answer after step ${step + 1}:`, ...indented(said.text)]),
  ];
}
