import type { Manifest } from '../../models/manifest';
import { percent } from '../../text/percent';
import { plural } from '../../text/plural';
import type { Failure, Search } from './find';
import type { Share } from './finder';
import { wordText } from './word-text';

/** What a search came to, in lines for people. @param models one, or two */
export function searchText(search: Search, models: readonly Manifest[]): string[] {
  const { found, tries, seed, stopped } = search;
  const names = models.map(({ name, id }) => `${name} (${id})`);
  const [one = '', other] = names;
  const fails = other === undefined ? `${one} is wrong` : `${one} and ${other} differ`;
  const lines = found ? foundLines(found, search, models, fails) : [notFoundLine(search, one, other)];
  if (stopped !== undefined) {
    const by = stopped === 'tries' ? 'after as many tries as it may make' : 'by its time limit';
    const what = found ? 'there may be a shorter word' : 'there may be one';
    lines.push(`The search was ended ${by}, so that ${what}: give it more time.`);
  }
  return [...lines, `${plural(tries, 'word')} tried, seed ${seed}.`];
}

function foundLines(found: Failure, search: Search, models: readonly Manifest[], fails: string): string[] {
  const { word, answers, share } = found;
  const { noneTo } = search;
  const [manifest] = models;
  const said = answers.map((answer, at) => `${models[at]?.id ?? ''} says: ${answer.said}`);
  const lines = [
    `${fails} after this word of ${plural(word.length, 'token')}: ${manifest ? wordText(manifest.task, word).join(' ') : ''}`,
    `${manifest?.task.kind === 'language' ? 'May come next' : 'True state'}: ${answers[0]?.truth ?? ''}; ${said.join('; ')}.`,
  ];
  if (noneTo > 0)
    lines.push(
      noneTo === word.length - 1
        ? `There is no shorter one: all words of up to ${plural(noneTo, 'token')} were tried.`
        : `No word of up to ${plural(noneTo, 'token')} fails, all of which were tried; of longer ones there may be one.`,
    );
  return share ? [...lines, shareLine(share)] : lines;
}

function shareLine({ length, words, failing, interval }: Share): string {
  const count = words.toLocaleString('en-US');
  const which = interval ? `${count} random words` : words === 1 ? 'the one word' : `all ${count} words`;
  const bounds = interval ? `, 95% interval ${percent(interval[0])} to ${percent(interval[1])}` : '';
  return `Of ${which} of ${plural(length, 'token')} ${failing.toLocaleString('en-US')} fail (${percent(failing / words)}${bounds}).`;
}

function notFoundLine({ noneTo, longest }: Search, one: string, other: string | undefined): string {
  const what =
    other === undefined
      ? `No word was found on which ${one} is wrong`
      : `No word was found on which ${one} and ${other} differ`;
  const all = noneTo > 0 ? `all words of up to ${plural(noneTo, 'token')}` : '';
  const random = longest > noneTo ? `random words of up to ${plural(longest, 'token')}` : '';
  return `${what}: ${[all, random].filter(Boolean).join(', and ')} were tried.`;
}
