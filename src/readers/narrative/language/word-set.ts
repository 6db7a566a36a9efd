/** The words of a text, by which others are looked up. */
export const wordSet = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));
