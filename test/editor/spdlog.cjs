// Takes the place of `@vscode/spdlog` in the VS Code for the browser. The original is native code that npm would have to
// compile; without it output channels stay empty, since VS Code writes them to files and shows those. Only what the
// server and its extension host call is here; files do not rotate, because every profile lives in a temporary folder.
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #level = 0;
  #bare = false;
  #file;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
  }

  /** @param {number} level index in LEVELS of the lowest that is written; one more for none */
  setLevel(level) {
    this.#level = level;
  }

  /** From now on messages are written as they are. */
  clearFormatters() {
    this.#bare = true;
  }

  // VS Code uses one pattern only, the one that `#write` follows; writes are not buffered.
  setPattern() {}
  flush() {}
  drop() {}

  /** @param {string} message */
  trace = (message) => this.#write(0, message);
  /** @param {string} message */
  debug = (message) => this.#write(1, message);
  /** @param {string} message */
  info = (message) => this.#write(2, message);
  /** @param {string} message */
  warn = (message) => this.#write(3, message);
  /** @param {string} message */
  error = (message) => this.#write(4, message);
  /** @param {string} message */
  critical = (message) => this.#write(5, message);

  /**
   * @param {number} level
   * @param {string} message
   */
  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.#file, this.#bare ? message : `${time} [${LEVELS[level]}] ${message}\n`);
  }
}

exports.setFlushOn = () => {};

/**
 * @param {string} _name
 * @param {string} file
 */
exports.createAsyncRotatingLogger = async (_name, file) => {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(file);
};
