/** A name without the quotes that a program writes around it. */
export function bareName(name: string): string {
  return /^(['"`])(.*)\1$/su.exec(name)?.[2] ?? name;
}
