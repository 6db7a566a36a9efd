import type { Signature } from '../example/signature';

/** How languages make an object and reach its methods. */
interface Words {
  constructors: (owner: string) => readonly string[];
  make: (owner: string, args: string) => string;
  /** A statement that keeps it. */
  keep: (name: string, owner: string, made: string) => string;
}

const WORDS: Readonly<Record<string, Words>> = {
  python: {
    constructors: () => ['__init__'],
    make: (owner, args) => `${owner}(${args})`,
    keep: (name, _, made) => `${name} = ${made}`,
  },
  javascript: {
    constructors: () => ['constructor'],
    make: (owner, args) => `new ${owner}(${args})`,
    keep: (name, _, made) => `let ${name} = ${made}`,
  },
  java: {
    constructors: (owner) => [owner],
    make: (owner, args) => `new ${owner}(${args})`,
    keep: (name, owner, made) => `${owner} ${name} = ${made}`,
  },
};

export function wordsOf(language: string): Words | undefined {
  return WORDS[/^(?:typescript|javascriptreact|typescriptreact)$/.test(language) ? 'javascript' : language];
}

/** What makes an object of a class; undefined where the class has none that is written. */
export function constructorOf(owner: string, known: readonly Signature[], words: Words): Signature | undefined {
  const names = words.constructors(owner);
  return known.find((one) => one.owner === owner && names.includes(one.name));
}

/** Methods that put something into an object, the likeliest first. */
const FILLING = [
  /^(?:push|push_?back|enqueue|append|add|insert|put|offer)$/i,
  /^(?:add|insert|append|push)_?(?:last|tail|end|at_end|to_end|back|rear|item|element|data|value|node)$/i,
  /^(?:add|insert|prepend|append|push)_?(?:first|head|front|at_head|at_beginning|beginning)$/i,
];

export function fillingOf(owner: string, known: readonly Signature[]): Signature | undefined {
  const methods = known.filter((one) => one.owner === owner && one.parameters.length > 0);
  for (const names of FILLING) {
    const found = methods.find(({ name }) => names.test(name));
    if (found) return found;
  }
  return undefined;
}

/** A class whose objects have some fields, with what makes them; the constructor says so. */
export function classWith(
  fields: RegExp,
  known: readonly Signature[],
  text: string,
  words: Words,
): Signature | undefined {
  return known.find(
    (one) =>
      one.owner !== undefined &&
      words.constructors(one.owner).includes(one.name) &&
      fields.test(text.slice(one.within.start, one.within.end)),
  );
}
