import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { SourceLocation } from "../contract/index.js";
import { SpecwrightError } from "../contract/index.js";
import { defineConfig } from "./define-config.js";

/**
 * The value of a configuration file: what JSON holds, or a module's default export.
 *
 * @throws {SpecwrightError} `config-unreadable` (missing rights), `config-syntax`, or `config-failed` where its code
 * throws.
 */
export async function readConfigFile(file: string): Promise<unknown> {
  try {
    if (file.endsWith(".json")) return JSON.parse(readFileSync(file, "utf8"));
    const loaded = file.endsWith(".ts") ? await importTypeScript(file) : await importModule(file);
    return await valueOf(loaded);
  } catch (error) {
    throw await explain(file, error);
  }
}

async function importModule(file: string): Promise<unknown> {
  return import(pathToFileURL(file).href);
}

/**
 * `specwright` is given by hand, so that a configuration can import it where it is not installed beside it
 * (`npx specwright`).
 */
async function importTypeScript(file: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  const jiti = createJiti(import.meta.url, { virtualModules: { specwright: { defineConfig } } });
  return jiti.import(file);
}

/** A default export may be a value, a promise, or a function that gives either. */
async function valueOf(loaded: unknown): Promise<unknown> {
  const exported = isRecord(loaded) ? loaded["default"] : undefined;
  return isMaker(exported) ? exported() : exported;
}

function isMaker(value: unknown): value is () => unknown {
  return typeof value === "function";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

async function explain(file: string, error: unknown): Promise<SpecwrightError> {
  const reason = error instanceof Error ? error.message : String(error);
  const code = isRecord(error) ? error["code"] : undefined;
  if (code === "EACCES" || code === "EISDIR" || code === "ENOENT") {
    return failure("config-unreadable", { file }, `"${file}" cannot be read: ${reason}`, [
      "Give the file read permission, or name another with --config.",
      error,
    ]);
  }

  const { locateSyntaxError } = await import("./locate.js");
  const syntax = locateSyntaxError(file);
  if (syntax !== null || error instanceof SyntaxError) {
    return failure(
      "config-syntax",
      syntax?.location ?? { file },
      `The configuration file cannot be parsed: ${firstLine(syntax?.reason ?? reason)}`,
      ["Correct the file at this place.", error],
    );
  }
  return failure(
    "config-failed",
    placeInStack(file, error),
    `The configuration file's code failed: ${firstLine(reason)}`,
    ["Correct the code, or what it needs, so that it gives its default export.", error],
  );
}

function failure(
  rule: string,
  location: SourceLocation,
  message: string,
  [hint, cause]: readonly [hint: string, cause: unknown],
): SpecwrightError {
  return new SpecwrightError([{ rule, severity: "error", message, hint, location }], { cause });
}

function firstLine(text: string): string {
  const [line = ""] = text.split("\n");
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** The topmost frame of the error's stack that stands in the configuration file. */
function placeInStack(file: string, error: unknown): SourceLocation {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  for (const line of stack.split("\n")) {
    const frame = /(?<place>(?:file:\/\/)?[^\s()]+):(?<line>\d+):(?<column>\d+)\)?$/.exec(line);
    const { place = "", line: row, column } = frame?.groups ?? {};
    const path = place.startsWith("file://") ? fileURLToPath(place) : place;
    if (path === file) return { file, line: Number(row), column: Number(column) };
  }
  return { file };
}
