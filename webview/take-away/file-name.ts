/** Characters, without the ending: with it, well under the 255 bytes that file systems take, whatever the script. */
const longest = 60;

/** Names that Windows keeps for devices, whatever their ending. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file name that every system takes, from the parts that say what it holds, such as a probe's title and a panel's id.
 * Letters and digits of all scripts stay; everything else, path separators among it, becomes a dash.
 */
export function fileName(parts: readonly string[], ending: string): string {
  const words = parts
    .join(' ')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, '-');
  const short = Array.from(words.replace(/^-/, '')).slice(0, longest).join('').replace(/-$/, '');
  const name = short === '' || device.test(short) ? `probe${short && `-${short}`}` : short;
  return `${name}.${ending}`;
}
