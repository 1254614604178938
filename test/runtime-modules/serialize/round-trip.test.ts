import fc from "fast-check";
import { OpenAPIRouter } from "openapi-backend";
import { test } from "vitest";
import { deepObject } from "../../../templates/package/src/internal/serialize/deep-object.js";
import {
  pipeDelimited,
  spaceDelimited,
} from "../../../templates/package/src/internal/serialize/delimited.js";
import { form } from "../../../templates/package/src/internal/serialize/form.js";
import { jsonParameter } from "../../../templates/package/src/internal/serialize/json.js";
import { label } from "../../../templates/package/src/internal/serialize/label.js";
import { matrix } from "../../../templates/package/src/internal/serialize/matrix.js";
import { simple } from "../../../templates/package/src/internal/serialize/simple.js";

/** Whatever text is sent, a parser that knows nothing of ours reads the same. */
const text = fc.string({ unit: "binary", minLength: 1 });
const name = fc.string({ unit: "grapheme-ascii", minLength: 1 });
const list = fc.array(text, { minLength: 1 });

const query = (sent: string) => new URL(`http://h/?${sent}`).searchParams;
const segment = (sent: string) => new URL(`http://h/x${sent}`).pathname.slice("/x".length);
const split = (sent: string, delimiter: string) => sent.split(delimiter).map(decodeURIComponent);

const server = new OpenAPIRouter({
  definition: { openapi: "3.1.0", info: { title: "t", version: "1" }, paths: {} },
});

test("form: URLSearchParams reads the same list", () => {
  fc.assert(
    fc.property(name, list, (key, value) => same(query(form()(key, value)).getAll(key), value)),
  );
});

test("form, not exploded, space and pipe: splitting before decoding gives the same list", () => {
  fc.assert(
    fc.property(list, (value) => {
      same(split(form({ explode: false })("k", value).slice(2), ","), value);
      const barless = value.map((v) => v.replaceAll("|", ""));
      same(split(pipeDelimited()("k", barless).slice(2), "%7C"), barless);
      const spaceless = value.map((v) => v.replaceAll(" ", ""));
      same(split(spaceDelimited()("k", spaceless).slice(2), "%20"), spaceless);
    }),
  );
});

test("simple, label and matrix: a URL keeps the segment, and splitting gives the same list", () => {
  fc.assert(
    fc.property(list, (value) => {
      same(split(segment(simple()("k", value)), ","), value);
      same(
        segment(matrix({ explode: true })("k", value))
          .slice(1)
          .split(";")
          .map((pair) => decodeURIComponent(pair.slice(2))),
        value,
      );
      const dotless = value.map((v) => `${v.replaceAll(".", "")}x`);
      same(split(segment(label({ explode: true })("k", dotless)).slice(1), "."), dotless);
    }),
  );
});

test("deepObject: openapi-backend (by qs) reads the same object, to the depth that it reads", () => {
  const key = fc.stringMatching(/^[a-z][a-z0-9_-]{0,6}$/);
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      text,
      fc.array(tie("tree"), { minLength: 1, maxLength: 4 }),
      fc.dictionary(key, tie("tree"), { minKeys: 1, maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4 }), (value) => {
      same(
        server.parseRequest({ method: "get", path: `/?${deepObject()("f", value)}`, headers: {} })
          .query["f"],
        value,
      );
    }),
  );
});

test("content: JSON.parse of the decoded value gives the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) =>
      same(
        JSON.parse(query(jsonParameter("query")("f", value)).get("f") ?? ""),
        JSON.parse(JSON.stringify(value)),
      ),
    ),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) =>
      same(JSON.parse(jsonParameter("header")("f", value)), JSON.parse(JSON.stringify(value))),
    ),
  );
});

function same(got: unknown, want: unknown): void {
  if (JSON.stringify(got) !== JSON.stringify(want))
    throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
}
