/** The library's `std::swap` is another function than a `swap` of the program. */
export function qualified(text: string): string {
  const standard = text.replace(/^::(?=std::)/, '');
  if (/^std::\w+$/.test(standard)) return standard;
  // What it is of may be a class or an enumeration; of a namespace only the name itself counts.
  return standard
    .replace(/^std::/, '')
    .replace(/^.*::(?=\w+::\w+$)/, '')
    .replace(/^.*[^\w:].*::(?=\w+$)/, '');
}
