import { createReadStream, openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InvalidRequestError } from "../../../templates/package/src/core/errors.js";
import { file } from "../../../templates/package/src/core/files.js";
import { formBody } from "../../../templates/package/src/internal/body/form.js";
import { multipartBody } from "../../../templates/package/src/internal/body/multipart.js";
import { multipartList } from "../../../templates/package/src/internal/body/multipart-list.js";
import { partHeaders } from "../../../templates/package/src/internal/body/part-headers.js";
import { deepObject } from "../../../templates/package/src/internal/serialize/deep-object.js";
import { formQuerystring } from "../../../templates/package/src/internal/serialize/querystring.js";
import { form } from "../../../templates/package/src/internal/serialize/form.js";
import { headerSimple } from "../../../templates/package/src/internal/serialize/header.js";
import { formData, received } from "./echo.js";

const here = import.meta.filename;

/** Headers of each part, by its position. */
function headersOfParts(text: string): string[] {
  return text
    .split(/\r?\n?--specwright\w+(?:--)?\r\n/)
    .slice(1, -1)
    .map((part) => part.slice(0, part.indexOf("\r\n\r\n")));
}

test("text, numbers, dates, lists, objects and files each go as the specification says", async () => {
  const sent = await received(multipartBody("flat"), {
    name: "a\nb",
    count: 3,
    at: new Date(0),
    tags: ["x", "y"],
    address: { street: "é" },
    photo: new File(["png"], "me.png", { type: "image/png" }),
    pages: [new Blob(["1"], { type: "text/plain" }), new Uint8Array([50])],
    gone: undefined,
    none: null,
  });
  expect(headersOfParts(sent.text)).toEqual([
    'Content-Disposition: form-data; name="name"',
    'Content-Disposition: form-data; name="count"',
    'Content-Disposition: form-data; name="at"',
    'Content-Disposition: form-data; name="tags"',
    'Content-Disposition: form-data; name="tags"',
    'Content-Disposition: form-data; name="address"\r\nContent-Type: application/json',
    'Content-Disposition: form-data; name="photo"; filename="me.png"\r\nContent-Type: image/png',
    'Content-Disposition: form-data; name="pages"; filename="pages"\r\nContent-Type: text/plain',
    'Content-Disposition: form-data; name="pages"; filename="pages"\r\nContent-Type: application/octet-stream',
  ]);
  const data = await formData(sent);
  expect([...data.keys()]).toEqual([
    "name",
    "count",
    "at",
    "tags",
    "tags",
    "address",
    "photo",
    "pages",
    "pages",
  ]);
  expect(data.get("name")).toBe("a\nb"); // FormData would have sent "a\r\nb"
  expect(data.getAll("tags")).toEqual(["x", "y"]);
  expect(data.get("address")).toBe('{"street":"é"}');
  const photo = data.get("photo") as File;
  expect([photo.name, photo.type, await photo.text()]).toEqual(["me.png", "image/png", "png"]);
  expect(await Promise.all(data.getAll("pages").map((page) => (page as File).text()))).toEqual([
    "1",
    "2",
  ]);
});

test("the length of the body is known, so that it can be sent and repeated without chunking", () => {
  const { body, once } = multipartBody("property")({ body: { a: "1", b: new Blob(["2"]) } });
  expect(body).toBeInstanceOf(Blob);
  expect(once).toBeUndefined();
});

test("encoding sets content types, picks one that fits the file, adds headers and styles", async () => {
  const body = multipartBody("property", {
    id: { contentType: "application/json" },
    avatar: { contentType: "image/png, image/jpeg" },
    icon: { contentType: "image/*" },
    raw: { contentType: "image/png", headers: { "X-Scale": "2" } },
    csv: { contentType: "text/csv" },
    address: { contentType: "application/x-www-form-urlencoded", write: formQuerystring() },
    list: { serialize: form({ explode: false }) },
    deep: { serialize: deepObject() },
  });
  const sent = await received(body, {
    body: {
      id: "abc",
      avatar: new Blob(["j"], { type: "image/jpeg" }),
      icon: new Blob(["s"], { type: "image/svg+xml" }),
      raw: new Uint8Array([1]).buffer,
      csv: "a,b",
      address: { street: "a & b", tags: ["x", "y"] },
      list: ["a b", "c"],
      deep: { x: { y: 1 } },
    },
  });
  const types = headersOfParts(sent.text).map((headers) =>
    headers.split("\r\n").slice(1).join("|"),
  );
  expect(types).toEqual([
    "Content-Type: application/json",
    "Content-Type: image/jpeg",
    "Content-Type: image/svg+xml",
    "Content-Type: image/png|X-Scale: 2",
    "Content-Type: text/csv",
    "Content-Type: application/x-www-form-urlencoded",
    "",
    "",
  ]);
  const data = await formData(sent);
  const texts = ["id", "address", "list", "deep[x][y]"].map((name) => data.get(name));
  expect(texts).toEqual(['"abc"', "street=a%20%26%20b&tags=x&tags=y", "a b,c", "1"]);
});

test("headers of parts: the document's, the caller's for each part of a name, a file's own", async () => {
  const body = multipartBody("flat", {
    photo: {
      headers: partHeaders(
        {
          "X-Scale": { property: "xScale" },
          "X-Tags": { property: "xTags", serialize: headerSimple() },
        },
        { "X-Version": "1" },
      ),
    },
    list: { serialize: form({ explode: false }), headers: { "X-List": "yes" } },
  });
  const sent = await received(body, {
    photo: [new Blob(["1"]), file("2", "2.txt", { headers: { "X-Scale": "9" } })],
    list: ["a", "b"],
    partHeaders: { photo: { xScale: 2, xTags: ["a", "b"] } },
  });
  const headers = headersOfParts(sent.text).map((each) => each.split("\r\n").slice(1).join("|"));
  expect(headers).toEqual([
    "Content-Type: application/octet-stream|X-Version: 1|X-Scale: 2|X-Tags: a,b",
    "Content-Type: application/octet-stream|X-Version: 1|X-Scale: 9|X-Tags: a,b",
    "X-List: yes",
  ]);
  expect([...(await formData(sent)).keys()]).toEqual(["photo", "photo", "list"]);
});

test("a header of a part that would start another one is refused", () => {
  const body = multipartBody("flat", {
    a: { headers: partHeaders({ "X-A": { property: "xA" } }) },
  });
  expect(() => body({ a: "1", partHeaders: { a: { xA: "1\r\nX-B: 2" } } })).toThrow(
    InvalidRequestError,
  );
  expect(() => body({ b: file("1", "b", { headers: { "X-A\r\nX-B": "2" } }) })).toThrow(/`X-A`/);
});

test.each<[string, unknown]>([
  ["a function", () => 1],
  ["a symbol", Symbol("s")],
  ["a promise", Promise.resolve(new Blob(["x"]))],
  ["a promise in a list", [Promise.resolve("x")]],
])("%s is no part: it would be sent as something else", (_, value) => {
  expect(() => multipartBody("flat")({ photo: value })).toThrow(InvalidRequestError);
  expect(() => formBody("flat")({ photo: value })).toThrow(InvalidRequestError);
});

test("parts without names stand in their order, each with its own encoding", async () => {
  const body = multipartList("multipart/mixed", {
    "0": { contentType: "application/json", headers: { "X-First": "yes" } },
    rest: { contentType: "image/*" },
  });
  const sent = await received(body, {
    body: [
      { a: 1 },
      new Blob(["p"], { type: "image/png" }),
      file("j", "j.jpg", { type: "image/jpeg" }),
    ],
  });
  expect(sent.contentType).toMatch(/^multipart\/mixed; boundary=\w+$/);
  expect(headersOfParts(sent.text)).toEqual([
    "Content-Type: application/json\r\nX-First: yes",
    "Content-Type: image/png",
    'Content-Disposition: attachment; filename="j.jpg"\r\nContent-Type: image/jpeg',
  ]);
  expect(multipartList("multipart/mixed")({}).body).toBeUndefined();
});

test("multipart/related says the type of its first part, unless the document does", () => {
  const type = (mediaType: string) => multipartList(mediaType)({ body: [{ a: 1 }] }).contentType;
  expect(type("multipart/related")).toContain('; type="application/json"; boundary=');
  expect(type('multipart/related; type="text/xml"')).not.toContain("json");
  const named = multipartBody("flat", {}, "multipart/related")({ a: "text" });
  expect(named.contentType).toContain('; type="text/plain"; boundary=');
});

test("streams are sent as they are read, once", async () => {
  const spec = multipartBody("flat");
  expect(spec({ file: file(createReadStream(here), "x.ts") }).once).toBe(true);
  const sent = await received(spec, {
    before: "1",
    node: file(createReadStream(here), "node.ts", { type: "text/plain" }),
    web: new Blob(["web"]).stream(),
    disk: file(await openAsBlob(here), "disk.ts"),
    after: "2",
  });
  const data = await formData(sent);
  const text = await readFile(here, "utf8");
  expect(await (data.get("node") as File).text()).toBe(text);
  expect(await (data.get("disk") as File).text()).toBe(text);
  expect([
    (data.get("node") as File).name,
    (data.get("node") as File).type,
    await (data.get("web") as File).text(),
    data.get("after"),
  ]).toEqual(["node.ts", "text/plain", "web", "2"]);
});

test("a cancelled upload closes the stream that it was reading", async () => {
  let closed = false;
  async function* endless() {
    try {
      for (;;) yield new Uint8Array(1024);
    } finally {
      closed = true;
    }
  }
  const reader = (multipartBody("flat")({ file: endless() }).body as ReadableStream).getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  expect(closed).toBe(true);
});

test("names cannot end their header", async () => {
  const sent = await received(multipartBody("flat"), { 'a"\r\nb': new File(["x"], 'f"\r\n.txt') });
  expect(headersOfParts(sent.text)[0]).toContain(
    'form-data; name="a%22%0D%0Ab"; filename="f%22%0D%0A.txt"',
  );
});

test("an object that looks like a file is still JSON", async () => {
  const data = await formData(
    await received(multipartBody("flat"), { message: { name: "n", content: "c", type: "t" } }),
  );
  expect(data.get("message")).toBe('{"name":"n","content":"c","type":"t"}');
});

test("FormData is sent as it is, nothing for no body, another multipart type by its name", async () => {
  const own = new FormData();
  own.set("a", "1");
  expect((await formData(await received(multipartBody("property"), { body: own }))).get("a")).toBe(
    "1",
  );
  expect(multipartBody("property")({}).body).toBeUndefined();
  expect(multipartBody("flat", {}, "multipart/mixed")({ a: 1 }).contentType).toMatch(
    /^multipart\/mixed; boundary=\w{10,70}$/,
  );
});

test("whatever text and bytes are sent arrive unchanged", async () => {
  const field = fc.string({ unit: "grapheme" });
  const bytes = fc.uint8Array({ maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(field, bytes), { minLength: 1, maxLength: 5 }),
      async (values) => {
        const { body, contentType } = multipartBody("flat")({
          text: values.map(([text]) => text),
          bytes: values.map(([, part]) => part),
        });
        const data = await new Response(body ?? null, {
          headers: { "Content-Type": contentType ?? "" },
        }).formData();
        expect(data.getAll("text")).toEqual(values.map(([text]) => text));
        const parts = await Promise.all(
          data
            .getAll("bytes")
            .map(async (part) => new Uint8Array(await (part as File).arrayBuffer())),
        );
        expect(parts).toEqual(values.map(([, part]) => part));
      },
    ),
  );
});
