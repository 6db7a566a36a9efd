/** Frames of a page, out of Chromium's own trace. */
import type { CDPSession, Page } from 'playwright-core';

/** The parts of Chromium's trace format that are used; times in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Of the processor, for this thread; absent where Chromium does not measure it. */
  tdur?: number;
  args?: { name?: string; src_file?: string };
}

/** Work of the page's main thread for one frame: the frame itself and every task since the one before; milliseconds. */
interface Frame {
  /** By the clock: also what the machine did meanwhile for others. */
  wall: number;
  /** Of the processor. */
  cpu: number;
}

export interface Recorded {
  frames: Frame[];
  /** The longest task in which V8 collected garbage, milliseconds; in no frame. */
  collection: number;
}

/** A task of a thread, and, within one, the main thread's part of a frame: scripts, style, layout, paint, commit. */
const TASK = 'ThreadControllerImpl::RunTask';
const MAIN_FRAME = 'ProxyMain::BeginMainFrame';

/** Where V8 posts the collection of garbage as a task of its own: when it does, the page neither says nor knows. */
const COLLECTOR = /^v8\/src\/heap\//;

const CATEGORIES = [
  'toplevel',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'benchmark',
  '__metadata',
];

/** Records while `act` runs. The frame that is under way at its beginning is left out. */
export async function framesDuring(page: Page, act: () => Promise<void>): Promise<Recorded> {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser to trace');
  const session = await browser.newBrowserCDPSession();
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, recordMode: 'recordAsMuchAsPossible' },
  });
  await act();
  await stop(session);
  return framesOf(events);
}

function stop(session: CDPSession): Promise<unknown> {
  const complete = new Promise((resolve) => session.on('Tracing.tracingComplete', resolve));
  return session.send('Tracing.end').then(() => complete);
}

/** Tasks of the renderer's main thread, put together by the frames that they lead to. */
function framesOf(events: readonly TraceEvent[]): Recorded {
  const thread = busiestMain(events);
  const own = events.filter(({ pid, tid }) => `${pid} ${tid}` === thread).sort((a, b) => a.ts - b.ts);
  const begins = own.filter(({ name, ph }) => name === MAIN_FRAME && ph === 'X').map(({ ts }) => ts);
  const tasks = own.filter(({ name, ph }) => ph === 'X' && name === TASK);
  const frames: Frame[] = [];
  let current: Frame = { wall: 0, cpu: 0 };
  let collection = 0;
  for (const { ts, dur = 0, tdur, args } of tasks) {
    if (COLLECTOR.test(args?.src_file ?? '')) {
      collection = Math.max(collection, dur / 1000);
      continue;
    }
    // Chromium now and then reports more processor time than time; the clock is the bound.
    current = { wall: current.wall + dur / 1000, cpu: current.cpu + Math.min(dur, tdur ?? dur) / 1000 };
    if (begins.some((at) => at >= ts && at <= ts + dur)) {
      frames.push(current);
      current = { wall: 0, cpu: 0 };
    }
  }
  return { frames: frames.slice(1), collection };
}

/** The main thread of the page, and not of a helper of Playwright's: the one with most frames. */
function busiestMain(events: readonly TraceEvent[]): string {
  const mains = events
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`);
  const count = (thread: string): number =>
    events.filter(({ name, ph, pid, tid }) => name === MAIN_FRAME && ph === 'X' && `${pid} ${tid}` === thread).length;
  const [first] = mains.sort((a, b) => count(b) - count(a));
  if (first === undefined) throw new Error('the trace has no main thread of a page');
  return first;
}

/** The value below which a share of all lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
