/** The one file that knows openapi-typescript: what its own command makes of a document, for the entry `openapi`. */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as OpenapiTypescript from "openapi-typescript";
import {
  SpecwrightError,
  type JsonObject,
  type LoadedDocument,
  type ResolvedConfig,
} from "../contract/index.js";

/**
 * False where the document as it stands is not what the package is made of: its operations are filtered, it was read from standard
 * input, or it is of a version that openapi-typescript does not read.
 */
export function asDeclared(
  { declaredVersion }: LoadedDocument,
  { input, filter: { include, exclude } }: ResolvedConfig,
): boolean {
  const chosen = [include, exclude].flatMap(({ tags, paths, operations }) => [
    ...tags,
    ...paths,
    ...operations,
  ]);
  const isWhole = chosen.length === 0 && !exclude.deprecated;
  return isWhole && input !== "-" && declaredVersion.startsWith("3.");
}

/**
 * `paths`, `components` and `operations` as text.
 *
 * @param source a file's path, a URL, the text of a document, or the document itself
 * @param input where relative references of a text lead from
 * @throws {SpecwrightError} `openapi-types-missing`, `openapi-types-failed`
 */
export async function printPaths(source: string | JsonObject, input?: string): Promise<string> {
  const { default: openapiTS, astToString } = library();
  const cwd = input === undefined ? {} : { cwd: urlOf(join(dirname(input), "/")) };
  const given = typeof source === "string" && input === undefined ? urlOf(source) : source;
  try {
    return astToString(
      await openapiTS(given as Parameters<typeof openapiTS>[0], { silent: true, ...cwd }),
    );
  } catch (error) {
    throw new SpecwrightError([
      {
        rule: "openapi-types-failed",
        severity: "error",
        message: `openapi-typescript makes no types of the document: ${error instanceof Error ? error.message : String(error)}`,
        hint: "Mend the document at that place, or leave `openapiTypes` out.",
      },
    ]);
  }
}

function urlOf(place: string): URL {
  return /^https?:/.test(place) ? new URL(place) : pathToFileURL(place);
}

/** Beside this program, or in the project that it runs in. */
function library(): typeof OpenapiTypescript {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return createRequire(from)("openapi-typescript") as typeof OpenapiTypescript;
    } catch {
      // The next place, or the diagnostic.
    }
  }
  throw new SpecwrightError([
    {
      rule: "openapi-types-missing",
      severity: "error",
      message: "`openapiTypes` needs openapi-typescript, which is not installed.",
      hint: "Run `npm install --save-dev openapi-typescript@7.13.0 typescript@5`, or leave `openapiTypes` out.",
    },
  ]);
}
