// Replaces the native module @vscode/spdlog of a VS Code that was installed without compiling: without it, every log is
// blank. It has the parts of that module's interface that VS Code's server uses, and writes each message at once.
const { appendFileSync, mkdirSync } = require("node:fs");
const { dirname } = require("node:path");

/** In the order of their numbers. */
const levels = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
  #file;
  #level = 2;
  #hasTime = true;

  constructor(_type, _name, file) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, "");
  }

  trace(message) {
    this.#write(0, message);
  }

  debug(message) {
    this.#write(1, message);
  }

  info(message) {
    this.#write(2, message);
  }

  warn(message) {
    this.#write(3, message);
  }

  error(message) {
    this.#write(4, message);
  }

  critical(message) {
    this.#write(5, message);
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  setPattern() {
    this.#hasTime = true;
  }

  clearFormatters() {
    this.#hasTime = false;
  }

  flush() {
    // Each message is written at once.
  }

  drop() {
    // No file is kept open.
  }

  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    appendFileSync(this.#file, this.#hasTime ? `${time} [${levels[level]}] ${message}\n` : message);
  }
}

const createLogger = async (name, file, size, count) => new Logger("rotating", name, file, size, count);
// VS Code imports this as an ES module, which finds the names of such assignments only.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
