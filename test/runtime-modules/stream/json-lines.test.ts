import { describe, expect, test } from "vitest";
import { jsonLines } from "../../../templates/package/src/internal/response/json-lines.js";
import { textLines } from "../../../templates/package/src/internal/response/text-lines.js";
import { answer, drain, served } from "./serve.js";

const JSONL = "application/jsonl";

describe.each<
  [
    name: string,
    type: string,
    sent: string[],
    then: "end" | "destroy",
    items: unknown[],
    error?: object,
  ]
>([
  ["a value a line", JSONL, ['{"a":1}\n[2]\nnull\n'], "end", [{ a: 1 }, [2], null]],
  [
    "lines cut anywhere, CRLF, empty lines",
    "application/x-ndjson",
    ['{"a"', ":1}\r", "\n\r\n", '"é\\n"\n\n'],
    "end",
    [{ a: 1 }, "é\n"],
  ],
  ["a last line without end", JSONL, ["1\n2"], "end", [1, 2]],
  [
    "half a last line",
    JSONL,
    ['1\n{"a":'],
    "end",
    [1],
    { name: "StreamInterruptedError", message: "op: the stream ended inside a line", delivered: 1 },
  ],
  [
    "a bad line after a good one",
    JSONL,
    ["1\noops\n3\n"],
    "end",
    [1],
    { name: "ResponseParseError", snippet: "oops" },
  ],
  ["a cut connection", JSONL, ["1\n"], "destroy", [1], { name: "StreamInterruptedError" }],
  [
    "a JSON text sequence, of many lines",
    "application/json-seq",
    ['\x1e{"a":\n1}\n\x1e[', "2]\n"],
    "end",
    [{ a: 1 }, [2]],
  ],
  ["nothing", JSONL, [], "end", []],
])("%s", (_name, type, sent, then, items, error) => {
  test("by for await", () =>
    served(jsonLines<unknown>(JSONL), answer(type, sent, then), async ({ value }) => {
      const got = await drain(value);
      expect(got.items).toEqual(items);
      if (error) expect(got.error).toMatchObject(error);
      else expect(got.error).toBeUndefined();
    }));
});

test("break closes the connection", () =>
  served(jsonLines<number>(JSONL), answer(JSONL, ["1\n2\n"], "hang"), async ({ value, closed }) => {
    for await (const item of value) {
      expect(item).toBe(1);
      break;
    }
    await closed;
  }));

test("a login page is refused before any item", () =>
  served(
    {
      accept: JSONL,
      parse: (response, context) =>
        jsonLines(JSONL)
          .parse(response, context)
          .catch((error: unknown) => error),
    },
    answer("text/html", ["<html>"]),
    async ({ value }) => {
      expect(value).toMatchObject({ name: "ResponseParseError", snippet: "<html>" });
    },
  ));

describe.each<[name: string, type: string, sent: string[], items: string[]]>([
  ["JSON, as it stands", JSONL, ['{"a": 1}\n"x"\n'], ['{"a": 1}', '"x"']],
  ["what is no JSON", JSONL, ["a,b\r", "\nc", ",d"], ["a,b", "c,d"]],
  ["a text sequence", "application/json-seq", ['\x1e{"a":\n1}\n', "\x1e2\n"], ['{"a": 1} ', "2 "]],
  ["nothing", JSONL, ["\n\n"], []],
])("lines that are texts: %s", (_name, type, sent, items) => {
  test("are given as they arrive", () =>
    served(textLines(JSONL), answer(type, sent, "end"), async ({ value }) => {
      expect(await drain(value)).toEqual({ items });
    }));
});

test("lines that are texts: a connection that is cut inside of one", () =>
  served(textLines(JSONL), answer(JSONL, ["a\nb"], "destroy"), async ({ value }) => {
    const { items, error } = await drain(value);
    expect(items).toEqual(["a"]);
    expect(error).toMatchObject({ name: "StreamInterruptedError", delivered: 1 });
  }));
