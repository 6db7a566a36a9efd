/** Methods are known by their names with brackets, for a field may have the same name. */
export function methodName(name: string): string {
  return `${name}()`;
}
