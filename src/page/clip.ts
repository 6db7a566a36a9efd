/** One line of plain text, at most `limit` UTF-16 code units, with nothing that changes how its neighbours are shown. */
export function clip(text: string, limit: number): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .trim();
  return line.length <= limit ? line : line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '') + '…';
}
