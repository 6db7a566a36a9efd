import { clip } from '../../page/clip';

export { clip };

/**
 * Text from files, as literal text inside Markdown. Every ASCII character that is neither a letter nor a digit becomes
 * a numeric entity, so no mark-up, HTML, link, bare URL or e-mail address survives (the renderer looks for those
 * before it decodes entities). Controls and bidirectional overrides, which could make a text look like another, are
 * replaced by U+FFFD. `limit` counts UTF-16 code units before escaping.
 */
export function literal(text: string, limit = 300): string {
  return clip(text, limit).replace(/[!-/:-@[-`{-~]/g, (mark) => `&#${String(mark.charCodeAt(0))};`);
}

/** One line for notifications, lists to pick from and the status bar, which make links of `[a](b)` and icons of `$(a)`. */
export function bare(text: string, limit: number): string {
  return clip(text.replace(/\](?=\()|\$(?=\()/g, '$& '), limit);
}
