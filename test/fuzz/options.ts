import { readFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options that a run is given. `--help` tells what stands at the head of its file; what is no option ends with 2. */
export function optionsOf<const T extends Options>(
  file: string,
  options: T,
  args = process.argv.slice(2),
): ReturnType<typeof parseArgs<{ options: T }>>['values'] {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(headOf(readFileSync(file, 'utf8')));
    process.exit(0);
  }
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n--help tells the options`);
    process.exit(2);
  }
}

/** The comment at the head of a file, without its stars. */
function headOf(text: string): string {
  const comment = /^\/\*\*(.*?)\*\//s.exec(text)?.[1] ?? '';
  return comment.replaceAll(/^ *\* ?/gm, '').trim();
}

/** A whole number that an option gives. */
export function wholeOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`--${name} is a whole number, not '${text}'`);
  process.exit(2);
}
