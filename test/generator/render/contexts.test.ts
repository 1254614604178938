/** Handlebars' strict mode does not catch `{{#if missing}}`. So: every template, with contexts that throw on a name they do not have. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { PlannedFile } from "../../../generator/contract/index.js";
import { render } from "../../../generator/render/index.js";
import { planOf } from "../../scenarios/line.js";

const spec = (name: string) =>
  readFileSync(new URL(`../../../spec/${name}`, import.meta.url), "utf8");

const documents: Readonly<Record<string, string>> = {
  "openrouter-rerank": spec("openrouter-rerank.yaml"),
  "kitchen-sink": spec("kitchen-sink.yaml"),
  "nothing but a title": "openapi: 3.1.0\ninfo: { title: Bare, version: 1.0.0 }\npaths: {}\n",
};

describe.each(Object.entries(documents))("%s", (_, yaml) => {
  test("no template asks for what its context does not have", async () => {
    const { plan, templates } = await planOf(yaml);
    const files = plan.files.map((file): PlannedFile => ({
      ...file,
      context: watched(file.context),
    }));
    expect(() => render({ ...plan, files }, templates, () => {})).not.toThrow();
  });

  test("every context is plain JSON, and none of its keys is left out", async () => {
    const { plan } = await planOf(yaml);
    for (const { path, context } of plan.files) {
      expect(undefinedIn(context), path).toEqual([]);
      expect(JSON.parse(JSON.stringify(context)), path).toEqual(context);
    }
  });
});

/** The same, but a read of a key that is not there throws. Example values and types are read as a whole. */
function watched<T extends object | null>(value: T): T {
  if (value === null) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      const found: unknown = Reflect.get(target, key, receiver);
      const isKnown = key in target || typeof key === "symbol" || key === "toJSON";
      if (!isKnown) throw new Error(`the context has no "${key}"`);
      const isObject = typeof found === "object" && found !== null;
      return isObject && !WHOLE.has(key) ? watched(found) : found;
    },
  });
}

const WHOLE: ReadonlySet<string | symbol> = new Set(["example", "config", "type", "types"]);

function undefinedIn(value: unknown, path = ""): readonly string[] {
  if (value === undefined) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => undefinedIn(item, `${path}/${key}`));
}
