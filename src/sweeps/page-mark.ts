/** What a page of a sweep says that it is. */
export const PAGE_MARK = '<meta name="generator" content="State Probe: sweep">';

/** Whether a page may take the place of a text: one that is a page of a sweep itself. */
export function isSweepPage(text: string): boolean {
  return text.slice(0, 2000).includes(PAGE_MARK);
}
