import type { Language, Model } from '../model/ast';
import { CPrinter } from './c';
import { CppPrinter } from './cpp';
import { GoPrinter } from './go';
import { JavaPrinter } from './java';
import { JavaScriptPrinter } from './javascript';
import type { Printer } from './printer';
import { PythonPrinter } from './python';
import { RustPrinter } from './rust';

const PRINTERS: Readonly<Record<Language, new (model: Model, unit: string | undefined) => Printer>> = {
  python: PythonPrinter,
  javascript: JavaScriptPrinter,
  c: CPrinter,
  cpp: CppPrinter,
  java: JavaPrinter,
  go: GoPrinter,
  rust: RustPrinter,
};

/** The program as a person would write it; with `unit`, as one of many that tell what they do. */
export function print(model: Model, unit?: string): string {
  return new PRINTERS[model.language](model, unit).print();
}

/** First and last line of every function of the program but that whose variables are the world, from 1. */
export function functionsOf(model: Model): [first: number, last: number][] {
  const printer = new PRINTERS[model.language](model, undefined);
  printer.print();
  return printer.functions;
}
