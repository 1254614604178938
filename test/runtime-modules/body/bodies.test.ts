import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { expect, test } from "vitest";
import { InvalidRequestError } from "../../../templates/package/src/core/errors.js";
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
  expect(binaryBody(contentType)({ body: make() }).once ?? false).toBe(once);
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

test("a record separator begins each item of a JSON sequence", async () => {
  const spec = jsonLinesBody("application/geo+json-seq");
  const want = "\x1e1\n\x1e2\n";
  for (const body of [[1, 2], new Set([1, 2]), Readable.from([1, 2])])
    expect((await received(spec, { body })).text).toBe(want);
});

test.each<[string, unknown]>([
  ["a text, whose characters are no items", '{"a":1}\n'],
  ["an object", { a: 1 }],
  ["a number", 7],
  ["null", null],
  ["bytes", new Uint8Array([1])],
  ["a Blob", new Blob(["1"])],
  ["a list with undefined in it", [1, undefined]],
  ["a list with a function in it", [() => 1]],
  ["a list with bytes in it", [Buffer.from("1")]],
  ["a list with a file in it", [file("1", "a")]],
  ["a list with a value that JSON has no number for", [1n]],
])("JSON lines refuse %s", (_name, body) => {
  expect(() => jsonLinesBody("application/jsonl")({ body })).toThrow(InvalidRequestError);
});

test("JSON lines refuse a file's stream and items that cannot be written, while they are sent", async () => {
  for (const items of [createReadStream(import.meta.filename), Readable.from([1, 2n])]) {
    const { body } = jsonLinesBody("application/jsonl")({ body: items });
    await expect(new Response(body ?? null).text()).rejects.toBeInstanceOf(InvalidRequestError);
  }
});

test.each<[unknown, string]>([
  ["a,b", "a,b"],
  ["", ""],
  [1.5, "1.5"],
  [0, "0"],
  [12n, "12"],
  [false, "false"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
  [new URL("http://a.test"), "http://a.test/"],
])("a text body of %o is %o", (body, want) => {
  expect(textBody("text/plain")({ body })).toMatchObject({ body: want });
});

test.each<[string, unknown]>([
  ["an object", { a: 1 }],
  ["an object with a text of its own", { toString: () => "x" }],
  ["a list", ["a", "b"]],
  ["an empty list", []],
  ["null", null],
  ["a function", () => "x"],
  ["a symbol", Symbol("x")],
  ["bytes", new Uint8Array([1])],
  ["a Blob", new Blob(["x"])],
  ["a file", file("x", "x.txt")],
  ["a stream", new Blob(["x"]).stream()],
  ["an invalid date", new Date(Number.NaN)],
  ["no number", Number.NaN],
])("a text body refuses %s", (_name, body) => {
  expect(() => textBody("text/plain")({ body })).toThrow(InvalidRequestError);
});

test.each<[string, unknown]>([
  ["an object", { a: 1 }],
  ["a list of bytes", [new Uint8Array([1])]],
  ["a number", 1],
  ["null", null],
  ["a function", () => {}],
])("a binary body refuses %s", (_name, body) => {
  expect(() => binaryBody("*/*")({ body })).toThrow(InvalidRequestError);
});

test.each<[string, unknown]>([
  ["a Blob", new Blob(["x"])],
  ["bytes", Buffer.from("x")],
  ["a stream", new Blob(["x"]).stream()],
  ["a file with a name", file("x", "x.txt")],
  ["a list of files", [new Blob(["x"])]],
  ["a function", () => "x"],
  ["a symbol", Symbol("x")],
])("a urlencoded form refuses %s, and names the field", (_name, field) => {
  expect(() => formBody("flat")({ ok: "1", field })).toThrow(
    expect.objectContaining({ name: "InvalidRequestError", parameter: "field" }),
  );
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
