import type { ClassData, Data, Family } from './values';

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
