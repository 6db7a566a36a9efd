import type { Scalar } from './scalars';
import type { ClassData, Data } from './values';

/** Objects of which there is one each for good, such as the members of an enumeration. */
export interface Family {
  /** By where they are declared: the same in every run of a program. */
  readonly key: string;
  /** The one of that name, in this run. */
  readonly find: (name: string) => Data | undefined;
  /** It was declared time and again, so that several have the same name. */
  isManifold?: boolean;
}

/** One of a family: it is one object wherever it stands. */
export interface Constant {
  readonly family: Family;
  readonly name: string;
  /** Where it stands among those of its family. */
  readonly place: number;
  /** As the language writes it. */
  readonly shown: string;
  /** It has fields that may change, between which values move. */
  readonly hasParts?: boolean;
  /** What it is a kind of, where it counts as that: a member that is a number, too (Python's `IntEnum`). */
  readonly like?: Scalar;
}

/** What a thing is by which it is known again in another run; undefined where there is nothing of the kind. */
export function constantKey(data: Data): string | undefined {
  if (data.t !== 'record' || !data.constant) return undefined;
  const { family, name } = data.constant;
  return family.isManifold ? undefined : `${family.key} ${name}`;
}

/** A thing that counts as a number or a text, as that. */
export function asPlain(data: Data): Data {
  return data.t === 'record' ? (data.constant?.like ?? data) : data;
}

/** Families of one run. */
export class Families {
  private readonly known = new Map<string, Family>();

  /** @param of the class whose objects they are */
  add({ declaration }: ClassData, find: Family['find']): Family {
    const family: Family = { key: `${declaration.name} ${declaration.at.start}`, find };
    const other = this.known.get(family.key);
    if (other) family.isManifold = other.isManifold = true;
    this.known.set(family.key, family);
    return family;
  }

  /** What a thing of another run is in this one; undefined where it is not there. */
  own(data: Data): Data | undefined {
    if (data.t !== 'record' || !data.constant) return data;
    const { family, name } = data.constant;
    const own = this.known.get(family.key);
    return own?.isManifold ? undefined : own?.find(name);
  }
}
