/** The calls of the suite as a program: what the types of an SDK refuse is no way to call it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { typeCheck } from "../corpus/type-check.js";
import type { Target } from "./find.js";

export interface TypedCall {
  readonly scenario: string;
  readonly target: Target;
  readonly request: object;
  /** Of another of the operation's functions. */
  readonly suffix: string;
}

const file = "wire-calls.ts";

/** Compiles the calls of all SDKs in `folder`; faults by scenario. */
export async function typeFaults(
  folder: string,
  calls: readonly TypedCall[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const names = [...new Set(calls.map(({ target }) => target.name))];
  const lines = new Map(
    names.map((name) => {
      const program = programOf(calls.filter(({ target }) => target.name === name));
      writeFileSync(join(folder, name, "package.json"), `{ "type": "module" }`);
      writeFileSync(join(folder, name, "src", file), program.map(({ code }) => code).join("\n"));
      return [name, program] as const;
    }),
  );
  const errors = names.length === 0 ? [] : await typeCheck(folder, names, `src/${file}`);
  const faults = new Map<string, string[]>();
  for (const [name, found] of errors) {
    for (const error of found) {
      const [, line = "1", message = error] = /\((\d+),\d+\): (.*)/.exec(error) ?? [];
      const own = error.includes(file) ? lines.get(name)?.[Number(line) - 1] : undefined;
      const scenario = own?.scenario ?? name;
      const fault = `the types refuse the call: ${message}`;
      faults.set(scenario, [...(faults.get(scenario) ?? []), fault]);
    }
  }
  return faults;
}

interface Line {
  readonly code: string;
  readonly scenario?: string;
}

/** Each call on a line of its own. */
function programOf(calls: readonly TypedCall[]): readonly Line[] {
  const coreName = calls[0]?.target.sdk.model.client.coreName ?? "";
  const imports = calls.map(
    ({ target, suffix }) =>
      `import { ${functionOf(target, suffix)} } from "./operations/${target.operation.names.file}.js";`,
  );
  const head = [`import type { ${coreName} } from "./client.js";`, ...new Set(imports)];
  return [
    ...[...head, `declare const client: ${coreName};`].map((code) => ({ code })),
    ...calls.map(({ scenario, target, request, suffix }) => ({
      code: `void ${functionOf(target, suffix)}(client, ${sourceOf(request)});`,
      scenario,
    })),
  ];
}

function functionOf({ operation }: Target, suffix: string): string {
  return `${operation.names.function}${suffix}`;
}

/** The expression that a user would write. */
function sourceOf(value: unknown): string {
  if (value instanceof File) return `new File([], ${JSON.stringify(value.name)})`;
  if (value instanceof Blob) return "new Blob([])";
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const entries = Object.entries(value).map(
    ([key, each]) => `${JSON.stringify(key)}: ${sourceOf(each)}`,
  );
  return `{ ${entries.join(", ")} }`;
}
