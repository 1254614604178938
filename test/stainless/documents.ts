/** What Stainless made of public documents: data only, read from `STAINLESS_DIR`, never copied into the project. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** A method as the SDK's own list has it. */
export interface TrueMethod {
  /** `["apps", "users"]`; empty for one of the client itself. */
  readonly resource: readonly string[];
  readonly method: string;
  /** Lower case. */
  readonly verb: string;
  readonly path: string;
}

export interface Subject {
  readonly id: string;
  readonly input: string;
  readonly methods: readonly TrueMethod[];
}

/** The folder, or `null` where there is none: the caller says so and stops. */
export function stainlessFolder(): string | null {
  const folder = resolve(process.env["STAINLESS_DIR"] ?? "../shared/stainless");
  return existsSync(join(folder, "index.json")) ? folder : null;
}

/** Those that come with a document of the same time. */
export function subjectsIn(folder: string): readonly Subject[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
    .flatMap((id) => {
      const file = readdirSync(join(folder, id)).find((name) => name.startsWith("openapi."));
      if (file === undefined) return [];
      const { methods } = JSON.parse(readFileSync(join(folder, id, "truth.json"), "utf8")) as {
        methods: readonly TrueMethod[];
      };
      return [{ id, input: join(folder, id, file), methods }];
    });
}
