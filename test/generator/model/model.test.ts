/** What holds for every model. */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { namesIn } from "../../../generator/lib/type.js";
import { modelOf, readSpec } from "./support.js";

describe.each(["openrouter-rerank.yaml", "kitchen-sink.yaml"])("%s", (name) => {
  test("the same input gives the same model, and is not changed", () => {
    const root = readSpec(name);
    const before = JSON.stringify(root);
    const first = JSON.stringify(modelOf(root).model);
    expect(JSON.stringify(modelOf(readSpec(name)).model)).toBe(first);
    expect(JSON.stringify(root)).toBe(before);
  });

  test("it is plain data", () => {
    const { model } = modelOf(readSpec(name));
    expect(JSON.parse(JSON.stringify(model))).toEqual(
      JSON.parse(JSON.stringify(structuredClone(model))),
    );
  });

  test("no two arguments of an operation have one name", () => {
    for (const operation of modelOf(readSpec(name)).model.operations) {
      const names = operation.arguments.map((argument) => argument.name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test("every type that is named is declared", () => {
    const { model } = modelOf(readSpec(name));
    const ofRuntime = ["Blob", "Uploadable", "MergePatch"];
    const declared = new Set([...model.types.map((type) => type.name), ...ofRuntime]);
    const used = model.operations.flatMap(
      ({ parameters, arguments: rows, body, successes, stream, pagination }) =>
        [
          ...parameters.map(({ type }) => type),
          ...rows.map(({ type }) => type),
          ...(body?.contents ?? []).map(({ type }) => type),
          ...successes.flatMap(({ contents, headers }) =>
            [...contents, ...headers].map(({ type }) => type),
          ),
          ...(stream === null ? [] : [stream.item]),
          ...(pagination === null ? [] : [pagination.itemType]),
        ].flatMap(({ type }) => [...namesIn(type)]),
    );
    expect([...new Set(used)].filter((name) => !declared.has(name))).toEqual([]);
  });
});

test("the cost grows with the number of operations, not with its square", () => {
  const timeFor = (count: number): number => {
    const paths: Record<string, JsonObject> = {};
    for (let index = 0; index < count; index++) {
      paths[`/things${index}/{id}`] = {
        get: {
          operationId: `get${index}`,
          tags: [`Tag${index % 20}`],
          responses: {
            200: {
              description: "",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } },
            },
          },
        },
      };
    }
    const schemas = {
      Thing: {
        type: "object",
        properties: { id: { type: "string" }, next: { $ref: "#/components/schemas/Thing" } },
      },
    };
    const start = process.cpuUsage();
    expect(modelOf({ paths, components: { schemas } }).model.operations).toHaveLength(count);
    return process.cpuUsage(start).user;
  };
  timeFor(200);
  // Ten times the operations: far below a hundred times the work, whatever the machine does meanwhile.
  expect(timeFor(2000) / timeFor(200)).toBeLessThan(40);
});
