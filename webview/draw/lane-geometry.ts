/** What a lane is made of, and how high its parts are; CSS pixels. */
import { binEdges } from './bins';
import type { Theme } from './theme';
import { visible, xOf, type Timeline } from './timeline';

export interface LaneData {
  slots: readonly string[];
  /** `steps × slots` object indices, see messages.ts. */
  rows: Int16Array;
  /** Of the true state, to mark the slots that differ; absent in the lane of the true state itself. */
  truth?: Int16Array;
  outcome?: Uint8Array;
  confidence?: Float32Array;
  /** Of the true state; absent if it is not one of the model's classes. */
  confidenceInTruth?: Float32Array;
  firstWrong?: number | null;
  /** 1 for a step that changes nothing in this world: drawn pale. */
  rests?: Uint8Array;
  /** Short names by object index. */
  names: readonly string[];
  /** Full height with a row for each slot, or a few pixels for each. */
  expanded: boolean;
}

export const STRIP_HEIGHT = 8;
export const GAP = 2;
export const TEXT_SIZE = 11;
const EXPANDED_ROW = 15;
const COMPACT_HEIGHT = 25;
/** More slots than this are drawn thinner, without names. */
const MOST_NAMED_SLOTS = 16;
/** CSS pixels. Narrower columns are drawn without the gap between them. */
export const SEPARATED = 5;

export function rowHeight({ slots, expanded }: Pick<LaneData, 'slots' | 'expanded'>): number {
  if (!expanded) return Math.max(1, Math.floor(COMPACT_HEIGHT / slots.length));
  return slots.length <= MOST_NAMED_SLOTS ? EXPANDED_ROW : Math.max(3, Math.floor((16 * EXPANDED_ROW) / slots.length));
}

/** Of the plot of confidence; the chosen model's is high enough to read a share from. */
export function barHeight({ expanded }: Pick<LaneData, 'expanded'>): number {
  return expanded ? 32 : 12;
}

export function laneHeight(lane: Pick<LaneData, 'slots' | 'expanded'>, isModel: boolean): number {
  const rows = lane.slots.length * rowHeight(lane);
  return isModel ? rows + GAP + STRIP_HEIGHT + GAP + barHeight(lane) : rows;
}

export interface LaneFrame {
  timeline: Timeline;
  theme: Theme;
  /** Left edge of the plot; names of slots stand before it. */
  gutter: number;
  ratio: number;
}

/** One bin for each pixel that shows steps, and where the first one lies. */
export function pixelBins(timeline: Timeline): { edges: number[]; x: number } {
  const { from, to } = visible(timeline);
  const x = Math.max(0, xOf(timeline, from));
  const right = Math.min(timeline.width, xOf(timeline, to));
  return { edges: binEdges(from, to, Math.max(1, Math.min(to - from, Math.ceil(right - x)))), x };
}
