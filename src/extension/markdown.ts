/**
 * Text from files, as literal text inside Markdown. Every ASCII character that is neither a letter nor a digit becomes
 * a numeric entity, so no mark-up, HTML, link, bare URL or e-mail address survives (the renderer looks for those
 * before it decodes entities). Controls and bidirectional overrides, which could make a text look like another, are
 * replaced by U+FFFD. `limit` counts UTF-16 code units before escaping.
 */
export function literal(text: string, limit = 300): string {
  return clip(text, limit).replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}

/** One line of plain text, at most `limit` UTF-16 code units, with nothing that changes how its neighbours are shown. */
export function clip(text: string, limit: number): string {
  const line = text
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .trim();
  return line.length <= limit ? line : line.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '') + '…';
}

/** One line for notifications, lists to pick from and the status bar, which make links of `[a](b)` and icons of `$(a)`. */
export function bare(text: string, limit: number): string {
  return clip(text.replace(/\](?=\()|\$(?=\()/g, '$& '), limit);
}
