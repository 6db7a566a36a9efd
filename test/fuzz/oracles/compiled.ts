import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Language, Model } from '../model/ast';
import { print } from '../print';
import type { Run } from '../program';
import { cellsOf, runOf, type Told } from './told';

/**
 * Runs programs of a compiled language, many in one compilation: each is a module, namespace or class of its own, or has
 * names of its own. A line of their standard error is `@unit line values…`: what the roots hold after that line.
 */
export async function runCompiled(language: Compiled, models: readonly Model[]): Promise<Run[]> {
  const folder = await mkdtemp(path.join(tmpdir(), `fuzz-${language}-`));
  try {
    const { file, text, commands } = COMPILERS[language](models);
    await writeFile(path.join(folder, file), text);
    let told = '';
    for (const [command = '', ...args] of commands) told = await output(command, args, folder);
    const lines = new Map<number, Told[]>();
    for (const [, unit, line, values = ''] of told.matchAll(/^@(\d+) (\d+)(.*)$/gm)) {
      const list = lines.get(Number(unit)) ?? [];
      lines.set(Number(unit), list);
      list.push({ line: Number(line), values: values.trim().split(' ') });
    }
    return models.map((model, unit) => runOf(cellsOf(model), lines.get(unit) ?? []));
  } finally {
    await rm(folder, { recursive: true });
  }
}

export type Compiled = Exclude<Language, 'python' | 'javascript'>;

/** Standard error of a command that has to succeed. */
function output(command: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('nice', [command, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), 300_000);
    const parts: Buffer[] = [];
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      const text = Buffer.concat(parts).toString();
      if (code === 0) resolve(text);
      else
        reject(
          new Error(
            `${command} ended with ${code}:\n${text
              .split('\n')
              .filter((one) => !one.startsWith('@'))
              .slice(0, 40)
              .join('\n')}`,
          ),
        );
    });
  });
}

interface Compilation {
  file: string;
  text: string;
  commands: string[][];
}

const C_PROBE = `
static void begin(int unit, int line) { fprintf(stderr, "@%d %d", unit, line); }
static void outs(const int *cells, int count) {
    for (int i = 0; i < count; i++)
        if (cells) fprintf(stderr, " %d", cells[i]); else fputs(" -", stderr);
}
static void done(void) { fputc('\\n', stderr); }
`;

const units = (models: readonly Model[], letter = 'p'): string =>
  models.map((model, unit) => print(model, `${letter}${unit}`)).join('');
const calls = (models: readonly Model[], call: (unit: number) => string): string =>
  models.map((_, unit) => call(unit)).join('\n');

/** An access outside of an array or an overflow ends the run: no program may have one. */
const CHECKED = ['-O0', '-w', '-fsanitize=bounds,signed-integer-overflow', '-fno-sanitize-recover=all'];

const COMPILERS: Readonly<Record<Compiled, (models: readonly Model[]) => Compilation>> = {
  c: (models) => ({
    file: 'programs.c',
    text:
      `#include <stdio.h>\n${C_PROBE}${units(models)}` +
      `int main(void) { setvbuf(stderr, NULL, _IOFBF, 1 << 16);\n${calls(models, (unit) => `p${unit}_main();`)} return 0; }\n`,
    commands: [['gcc', ...CHECKED, '-Werror=sequence-point', 'programs.c', '-o', 'programs'], ['./programs']],
  }),
  cpp: (models) => ({
    file: 'programs.cpp',
    text:
      `#include <algorithm>\n#include <cstdio>\n#include <tuple>\n#include <utility>\n#include <vector>\n${C_PROBE}${units(models)}` +
      `int main() { setvbuf(stderr, NULL, _IOFBF, 1 << 16);\n${calls(models, (unit) => `p${unit}::run();`)} return 0; }\n`,
    commands: [['g++', '-std=c++17', ...CHECKED, 'programs.cpp', '-o', 'programs'], ['./programs']],
  }),
  java: (models) => ({
    file: 'Driver.java',
    text: `${units(models, 'P')}class Probe {
    static final StringBuilder told = new StringBuilder();
    static void begin(int unit, int line) { told.append('@').append(unit).append(' ').append(line); }
    static void none(int count) { for (int i = 0; i < count; i++) told.append(" -"); }
    static void out(int value) { told.append(' ').append(value); }
    static void tell(Object root, int count) {
        if (root == null) none(count);
        else if (root instanceof Integer) out((Integer) root);
        else if (root instanceof int[]) for (int value : (int[]) root) out(value);
        else for (int[] row : (int[][]) root) for (int value : row) out(value);
    }
    static void done() { told.append('\\n'); if (told.length() > 60000) flush(); }
    static void flush() { System.err.print(told); told.setLength(0); }
}
class Driver {
    public static void main(String[] args) {
        System.setErr(new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.err), false));
${calls(models, (unit) => `        P${unit}.main(null);`)}
        Probe.flush();
        System.err.flush();
    }
}
`,
    commands: [
      ['javac', '-nowarn', '-proc:none', 'Driver.java'],
      ['java', '-XX:+UseSerialGC', '-Xshare:auto', '-XX:TieredStopAtLevel=1', 'Driver'],
    ],
  }),
  go: (models) => ({
    file: 'programs.go',
    text: `package main
import ("bufio"; "fmt"; "os"; "strconv")
var told = bufio.NewWriter(os.Stderr)
func begin(unit int, line int) { told.WriteString("@" + strconv.Itoa(unit) + " " + strconv.Itoa(line)) }
func out(value int) { told.WriteString(" " + strconv.Itoa(value)) }
func none(count int) { for i := 0; i < count; i++ { told.WriteString(" -") } }
func done() { told.WriteString("\\n") }
${units(models)}
func main() {
${calls(models, (unit) => `p${unit}_main()`)}
told.Flush()
if len(os.Args) > 9 { fmt.Println() }
}
`,
    commands: [['go', 'build', '-gcflags=-N -l', '-o', 'programs', 'programs.go'], ['./programs']],
  }),
  rust: (models) => ({
    file: 'programs.rs',
    text: `#![allow(warnings)]
static mut TOLD: String = String::new();
pub fn begin(unit: u32, line: u32) { unsafe { (*(&raw mut TOLD)).push_str(&format!("@{} {}", unit, line)); } }
pub fn out(value: i64) { unsafe { (*(&raw mut TOLD)).push_str(&format!(" {}", value)); } }
pub fn none(count: u32) { for _ in 0..count { unsafe { (*(&raw mut TOLD)).push_str(" -"); } } }
pub fn done() { unsafe { (*(&raw mut TOLD)).push('\\n'); } }
${units(models)}
fn main() {
${calls(models, (unit) => `p${unit}::main();`)}
unsafe { eprint!("{}", *(&raw const TOLD)); }
}
`,
    commands: [
      [
        'rustc',
        '--edition',
        '2021',
        '-Cdebuginfo=0',
        '-Copt-level=0',
        '-Coverflow-checks=on',
        'programs.rs',
        '-o',
        'programs',
      ],
      ['./programs'],
    ],
  }),
};
