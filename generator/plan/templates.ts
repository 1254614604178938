import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  SpecwrightError,
  type Diagnostic,
  type FrontMatter,
  type TemplateSet,
  type TemplateSource,
} from "../contract/index.js";
import { nearest } from "../lib/nearest.js";
import { parseFrontMatter } from "./front-matter.js";

/** The folder of the built-in templates; the same place from the sources and from the build. */
export const builtinTemplates: string = fileURLToPath(new URL("../../templates/", import.meta.url));

/** A built-in that an override hides stays reachable under its id behind this prefix: `{{> @builtin/partials/method}}`. */
export const BUILTIN_PREFIX = "@builtin/";

/** Files below this folder of an overlay are added; anywhere else, a path must be that of a built-in. */
export const EXTRA_PREFIX = "extra/";

/**
 * The templates in force.
 *
 * `dir` overlays the built-in folder: a file at the same path replaces that one template. To add a file, put it below
 * `extra/`, which has the same layout again: `extra/package/src/helpers.ts.hbs` makes `src/helpers.ts`, and
 * `extra/partials/note.hbs` is `{{> extra/partials/note}}`. So a misspelled override can never pass for an addition.
 * Dot files and `README.md` at the top of `dir` are the user's own notes and are left alone.
 *
 * @throws {SpecwrightError} `template-folder-missing`, `template-unknown` (naming the nearest id), `template-conflict`,
 * `template-front-matter`.
 */
export function loadTemplates(dir: string | null): TemplateSet {
  const templates = new Map<string, TemplateSource>();
  const faults: Diagnostic[] = [];
  for (const id of listFiles(builtinTemplates))
    templates.set(id, readTemplate(builtinTemplates, id, "builtin", faults));
  if (dir !== null) overlay(templates, dir, faults);
  if (faults.length > 0) throw new SpecwrightError(faults);
  return { templates, hash: hashOf(templates) };
}

function overlay(templates: Map<string, TemplateSource>, dir: string, faults: Diagnostic[]): void {
  if (!isFolder(dir)) {
    throw new SpecwrightError([
      {
        rule: "template-folder-missing",
        severity: "error",
        message: `The templates folder ${dir} does not exist or is not a folder.`,
        hint: "Give the folder that holds your overrides, or leave the setting out.",
        location: { file: dir },
      },
    ]);
  }
  const builtins = [...templates.keys()];
  for (const id of listFiles(dir)) {
    if (id === "README.md" || id.startsWith(".")) continue;
    const original = templates.get(id);
    if (original !== undefined) {
      templates.set(BUILTIN_PREFIX + id, { ...original, id: BUILTIN_PREFIX + id });
      templates.set(id, readTemplate(dir, id, "override", faults, original.frontMatter));
      continue;
    }
    const fault = addedFault(id, builtins, join(dir, id));
    if (fault === null) templates.set(id, readTemplate(dir, id, "added", faults));
    else faults.push(fault);
  }
}

/** Why a file of the overlay that is no override cannot be an addition either. */
function addedFault(id: string, builtins: readonly string[], file: string): Diagnostic | null {
  const location = { file };
  if (!id.startsWith(EXTRA_PREFIX)) {
    const near = nearest(id, builtins);
    const rename = near === null ? "" : `Did you mean "${near}"? `;
    return {
      rule: "template-unknown",
      severity: "error",
      message: `"${id}" is not the id of a built-in template.`,
      hint: `${rename}To add a file of your own, put it below "${EXTRA_PREFIX}package/".`,
      location,
    };
  }
  const path = id.slice(EXTRA_PREFIX.length);
  if (builtins.includes(path) || builtins.includes(`${path}.hbs`)) {
    return {
      rule: "template-conflict",
      severity: "error",
      message: `"${id}" would make the same file as the built-in template.`,
      hint: `Move it to "${path}" in the templates folder to override the built-in.`,
      location,
    };
  }
  if (path.startsWith("package/") || path.startsWith("partials/")) return null;
  return {
    rule: "template-unknown",
    severity: "error",
    message: `"${id}" is neither a file of the package nor a partial.`,
    hint: `Put it below "${EXTRA_PREFIX}package/" or "${EXTRA_PREFIX}partials/".`,
    location,
  };
}

function readTemplate(
  dir: string,
  id: string,
  origin: TemplateSource["origin"],
  faults: Diagnostic[],
  inherited?: FrontMatter,
): TemplateSource {
  const file = join(dir, id);
  const text = readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n");
  const parsed = parseFrontMatter(text, { id, file }, inherited);
  faults.push(...parsed.faults);
  return { id, text, origin, file, frontMatter: parsed.frontMatter };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Every file below `dir`, as paths with `/`, sorted by code unit so that no machine's locale shows in the output. */
function listFiles(dir: string, prefix = ""): string[] {
  const files: string[] = [];
  for (const entry of readdirSync(join(dir, prefix), { withFileTypes: true })) {
    const id = prefix + entry.name;
    if (entry.isDirectory()) files.push(...listFiles(dir, `${id}/`));
    else files.push(id);
  }
  return prefix === "" ? files.sort() : files;
}

function hashOf(templates: ReadonlyMap<string, TemplateSource>): string {
  const hash = createHash("sha256");
  for (const id of [...templates.keys()].sort()) {
    hash.update(JSON.stringify([id, templates.get(id)?.text]));
  }
  return hash.digest("hex");
}
