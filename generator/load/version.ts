/** Which specification a document says that it follows. */
import type { Diagnostic } from "../contract/index.js";
import { didYouMean } from "../lib/nearest.js";
import { findingAt, type SourceFile } from "./read/source-file.js";
import { isNode } from "./value.js";

export interface DeclaredVersion {
  /** As written: `3.0.3`. */
  readonly text: string;
  readonly family: "2.0" | "3.0" | "3.1" | "3.2";
}

/** The version, or the finding that this is not an OpenAPI document. */
export function versionOf(file: SourceFile): DeclaredVersion | Diagnostic {
  const root = file.value;
  if (!isNode(root)) return notOpenApi(file, "", "holds no object");
  const key = ["openapi", "swagger"].find((name) => Object.hasOwn(root, name));
  if (key === undefined) {
    const similar = didYouMean("openapi", Object.keys(root));
    return notOpenApi(file, "", `has no \`openapi\` (or \`swagger\`) field at its root`, similar);
  }
  const text = versionText(root[key]);
  const family = text === null ? undefined : familyOf(key, text);
  if (text === null || family === undefined) {
    return notOpenApi(
      file,
      `/${key}`,
      `declares \`${key}: ${JSON.stringify(root[key])}\`, which is not a version that can be read`,
    );
  }
  return { text, family };
}

/** YAML reads an unquoted `2.0` as the number 2. */
function versionText(value: unknown): string | null {
  if (typeof value === "string") return value.trim();
  if (typeof value !== "number") return null;
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function familyOf(key: string, text: string): DeclaredVersion["family"] | undefined {
  if (key === "swagger") return /^2(?:\.0)*$/.test(text) ? "2.0" : undefined;
  if (/^3\.0(?:\.|$|-)/.test(text) || text === "3") return "3.0";
  if (/^3\.1(?:\.|$|-)/.test(text)) return "3.1";
  return /^3\.\d+(?:\.|$|-)/.test(text) ? "3.2" : undefined;
}

/** True where the version is newer than the newest that this program knows. */
export function isUnknownMinor({ text }: DeclaredVersion): boolean {
  return Number(/^3\.(\d+)/.exec(text)?.[1] ?? 0) > 2;
}

function notOpenApi(file: SourceFile, pointer: string, what: string, more = ""): Diagnostic {
  return findingAt(file, pointer, {
    rule: "input-not-openapi",
    severity: "error",
    message: `${file.address.name} is not an OpenAPI document: it ${what}.`,
    hint: `Give a document of OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0.${more}`,
  });
}
