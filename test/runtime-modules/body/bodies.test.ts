import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { file } from "../../../templates/package/src/core/files.js";
import { binaryBody } from "../../../templates/package/src/internal/body/binary.js";
import { bodyByContentType } from "../../../templates/package/src/internal/body/by-content-type.js";
import { formBody } from "../../../templates/package/src/internal/body/form.js";
import { jsonLinesBody } from "../../../templates/package/src/internal/body/json-lines.js";
import { optionalBody } from "../../../templates/package/src/internal/body/optional.js";
import { textBody } from "../../../templates/package/src/internal/body/text.js";
import { deepObject } from "../../../templates/package/src/internal/serialize/deep-object.js";
import { form } from "../../../templates/package/src/internal/serialize/form.js";
import { jsonParameter } from "../../../templates/package/src/internal/serialize/json.js";
import { received } from "./echo.js";

const octets = "application/octet-stream";

test("urlencoded: text, repeated lists, JSON objects, and encoding where the document says so", async () => {
  const value = {
    a: "x y&z=1+1",
    n: 1,
    gone: undefined,
    none: null,
    list: ["1", "2"],
    object: { k: "v" },
  };
  const plain = await received(formBody("flat"), value);
  expect(plain.contentType).toBe("application/x-www-form-urlencoded");
  expect([...new URLSearchParams(plain.text)]).toEqual([
    ["a", "x y&z=1+1"],
    ["n", "1"],
    ["list", "1"],
    ["list", "2"],
    ["object", '{"k":"v"}'],
  ]);

  const encoded = formBody("property", {
    list: form({ explode: false }),
    object: deepObject(),
    json: jsonParameter("query"),
  });
  const { text } = await received(encoded, {
    body: { list: ["1", "2"], object: { k: { d: 1 } }, json: [1] },
  });
  expect(text).toBe("list=1,2&object%5Bk%5D%5Bd%5D=1&json=%5B1%5D");
  expect(encoded({}).body).toBeUndefined();
});

test("text has the document's media type", async () => {
  const sent = await received(textBody("text/csv"), { body: "a,é" });
  expect([sent.contentType, sent.text]).toEqual(["text/csv", "a,é"]);
  expect(textBody("text/plain")({}).body).toBeUndefined();
});

test.each<[string, () => unknown, string, string, boolean]>([
  ["Blob", () => new Blob(["x"], { type: "image/png" }), octets, "x", false],
  ["ArrayBuffer", () => new TextEncoder().encode("x").buffer, octets, "x", false],
  [
    "a view of a larger buffer",
    () => new TextEncoder().encode("axb").subarray(1, 2),
    octets,
    "x",
    false,
  ],
  ["Node's Buffer", () => Buffer.from("x"), octets, "x", false],
  ["string", () => "x", octets, "x", false],
  ["web stream", () => new Blob(["x"]).stream(), octets, "x", true],
  [
    "async iterable",
    async function* () {
      yield new Uint8Array([120]);
    },
    octets,
    "x",
    true,
  ],
  ["named file", () => file("x", "x.bin"), octets, "x", false],
])("binary from %s", async (_name, make, contentType, want, once) => {
  const sent = await received(binaryBody(contentType), { body: make() });
  expect([sent.contentType, sent.text]).toEqual([contentType, want]);
  expect(binaryBody(contentType)({ body: make() }).once).toBe(once);
});

test("a file of Node is read while it is sent", async () => {
  const sent = await received(binaryBody("video/mp4"), {
    body: createReadStream(import.meta.filename),
  });
  expect(sent.text).toBe(await readFile(import.meta.filename, "utf8"));
  expect(sent.contentType).toBe("video/mp4");
});

test("where the media type is left open, the content's own is sent", () => {
  expect(binaryBody("image/*")({ body: new Blob(["x"], { type: "image/png" }) }).contentType).toBe(
    "image/png",
  );
  expect(binaryBody("*/*")({ body: new Uint8Array() }).contentType).toBe(octets);
  expect(
    binaryBody("*/*")({ body: file("x", "a.pdf", { type: "application/pdf" }) }).contentType,
  ).toBe("application/pdf");
});

test("JSON lines from an array, or as they are produced", async () => {
  async function* produce() {
    yield { a: 1 };
    yield ["x\ny"];
  }
  const want = '{"a":1}\n["x\\ny"]\n';
  expect(
    await received(jsonLinesBody("application/jsonl"), { body: [{ a: 1 }, ["x\ny"]] }),
  ).toMatchObject({ contentType: "application/jsonl", text: want });
  expect(await received(jsonLinesBody("application/jsonl"), { body: produce() })).toMatchObject({
    contentType: "application/jsonl",
    text: want,
  });
});

test("an optional flat body is sent only when one of its properties was given", () => {
  const body = optionalBody(formBody("flat"));
  expect(body({})).toEqual({ body: undefined });
  expect(body({ a: undefined })).toEqual({ body: undefined });
  expect(body({ a: 0 }).body).toBe("a=0");
});

test("contentType chooses among several media types; the first is the default", () => {
  const body = bodyByContentType({
    "application/x-www-form-urlencoded": formBody("property"),
    "text/csv": textBody("text/csv"),
  });
  expect(body({ body: { a: 1 } })).toMatchObject({
    body: "a=1",
    contentType: "application/x-www-form-urlencoded",
  });
  expect(body({ body: "a,b", contentType: "text/csv" })).toEqual({
    body: "a,b",
    contentType: "text/csv",
  });
  expect(() => body({ body: 1, contentType: "toString" })).toThrow(
    /`contentType` is none of application\/x-www-form-urlencoded, text\/csv/,
  );
});
