/** Errors whose bodies are XML, in an emitted package; and who loads the parser for it. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { PaperbackLibraryCore } from "../../../generated/kitchen-sink/src/client.js";
import { UnprocessableEntityError } from "../../../generated/kitchen-sink/src/errors.js";
import { getCatalogRecord } from "../../../generated/kitchen-sink/src/operations/get-catalog-record.js";

const src = fileURLToPath(new URL("../../../generated/kitchen-sink/src", import.meta.url));

describe("the data of an error", () => {
  it.each([
    {
      body: '<problem code="7">no such record</problem>',
      data: { code: 7, text: "no such record" },
    },
    { body: '{ "code": 8 }', data: { code: 8 } },
    { body: "<problem", data: undefined },
    { body: "", data: undefined },
  ])("of $body", async ({ body, data }) => {
    const client = new PaperbackLibraryCore({
      token: "token",
      baseURL: "http://library.invalid",
      fetch: async () => new Response(body, { status: 422 }),
    });
    const failed = await getCatalogRecord(client, { bookId: "1" }).result();
    const error = failed.ok ? undefined : failed.error;
    if (!(error instanceof UnprocessableEntityError))
      throw new Error("another one", { cause: error });
    expect([error.status, error.body, error.data]).toEqual([422, body, data]);
    expect(JSON.stringify(error)).not.toContain("code");
  });
});

test("only operations that read XML load the parser", () => {
  const parser = join(src, "internal/xml/parse.ts");
  const operations = readdirSync(join(src, "operations")).map((name) => join("operations", name));
  const loading = ["errors.ts", "client.ts", ...operations].filter((file) =>
    reached(join(src, file)).has(parser),
  );
  expect(loading).toEqual(["operations/get-catalog-record.ts"]);
});

/** The package's files that a file loads, itself included. */
function reached(file: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(file)) return known;
  known.add(file);
  const imports = readFileSync(file, "utf8").matchAll(
    /^(?:import|export)(?! type)[^;]*? from "(\.[^"]+)\.js";$/gm,
  );
  for (const [, path = ""] of imports) reached(`${resolve(dirname(file), path)}.ts`, known);
  return known;
}
