/** The runtime grows: what emitted files import from it must stay out of reach of the document's names. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  CLIENT_MEMBERS,
  FUNCTION_LOCALS,
  RUNTIME_NAMES,
} from "../../../generator/names/reserved.js";

const templates = join(import.meta.dirname, "../../../templates");
const files = readdirSync(templates, { recursive: true, encoding: "utf8" }).map((path) =>
  join(templates, path),
);
const runtime = files
  .filter((path) => /package\/src\/(core|internal)\/.*\.ts$/.test(path))
  .map((path) => readFileSync(path, "utf8"));
const looks = files
  .filter((path) => path.endsWith(".hbs"))
  .map((path) => readFileSync(path, "utf8"));

const exported = runtime.flatMap((text) =>
  [
    ...text.matchAll(
      /^export (?:abstract |async )?(?:function\*?|class|const|interface|type) (\w+)/gm,
    ),
  ].map(([, name]) => name ?? ""),
);
/** Named by a template for the stage that writes imports. */
const referenced = new Set(
  looks.flatMap((text) => [...text.matchAll(/ref "(\w+)"/g)].map(([, name]) => name)),
);
const planned = readFileSync(join(templates, "../generator/plan/serializers.ts"), "utf8");

test("no type or function takes a name of the runtime that a template refers to", () => {
  const reserved = new Set([...RUNTIME_NAMES, ...FUNCTION_LOCALS]);
  expect(
    [...referenced].filter(
      (name) => name !== undefined && exported.includes(name) && !reserved.has(name),
    ),
  ).toEqual([]);
});

test("no function takes the name of a serializer that the plan may choose", () => {
  const chosen = exported.filter((name) => /^[a-z]/.test(name) && planned.includes(`"${name}"`));
  expect(chosen.filter((name) => !FUNCTION_LOCALS.includes(name))).toEqual([]);
});

test("no method or resource takes the place of a member of the client", () => {
  const client = readFileSync(join(templates, "package/src/core/client.ts"), "utf8");
  const [, body = ""] = client.split(/^export class Client/m);
  const members = [...body.matchAll(/^ {2}(?:async |get )?([a-z]\w*)\(/gm)].map(
    ([, name]) => name ?? "",
  );
  expect(members).not.toEqual([]);
  expect(
    members.filter((name) => name !== "constructor" && !CLIENT_MEMBERS.includes(name)),
  ).toEqual([]);
});
