import { describe, expect, test } from "vitest";
import type { ParameterSerializer } from "../../../templates/package/src/core/operation.js";
import {
  cookieForm,
  cookieStyle,
} from "../../../templates/package/src/internal/serialize/cookie.js";
import { deepObject } from "../../../templates/package/src/internal/serialize/deep-object.js";
import {
  pipeDelimited,
  spaceDelimited,
  tabDelimited,
} from "../../../templates/package/src/internal/serialize/delimited.js";
import { form } from "../../../templates/package/src/internal/serialize/form.js";
import { headerSimple } from "../../../templates/package/src/internal/serialize/header.js";
import { jsonParameter } from "../../../templates/package/src/internal/serialize/json.js";
import { label } from "../../../templates/package/src/internal/serialize/label.js";
import { matrix } from "../../../templates/package/src/internal/serialize/matrix.js";
import {
  formQuerystring,
  jsonQuerystring,
  textQuerystring,
} from "../../../templates/package/src/internal/serialize/querystring.js";
import { simple } from "../../../templates/package/src/internal/serialize/simple.js";

const empty = "";
const string = "blue";
const array = ["blue", "black", "brown"];
const object = { R: 100, G: 200, B: 150 };

/** The table "Style Examples" of the specification: style, empty, string, array, object. `null`: the table has n/a. */
const styleExamples: [style: string, serialize: ParameterSerializer, ...(string | null)[]][] = [
  [
    "matrix",
    matrix(),
    ";color",
    ";color=blue",
    ";color=blue,black,brown",
    ";color=R,100,G,200,B,150",
  ],
  [
    "matrix exploded",
    matrix({ explode: true }),
    ";color",
    ";color=blue",
    ";color=blue;color=black;color=brown",
    ";R=100;G=200;B=150",
  ],
  ["label", label(), ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
  [
    "label exploded",
    label({ explode: true }),
    ".",
    ".blue",
    ".blue.black.brown",
    ".R=100.G=200.B=150",
  ],
  ["simple", simple(), "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  [
    "simple exploded",
    simple({ explode: true }),
    "",
    "blue",
    "blue,black,brown",
    "R=100,G=200,B=150",
  ],
  ["simple in a header", headerSimple(), "", "blue", "blue,black,brown", "R,100,G,200,B,150"],
  [
    "simple in a header, exploded",
    headerSimple({ explode: true }),
    "",
    "blue",
    "blue,black,brown",
    "R=100,G=200,B=150",
  ],
  [
    "form",
    form({ explode: false }),
    "color=",
    "color=blue",
    "color=blue,black,brown",
    "color=R,100,G,200,B,150",
  ],
  [
    "form exploded",
    form(),
    "color=",
    "color=blue",
    "color=blue&color=black&color=brown",
    "R=100&G=200&B=150",
  ],
  [
    "spaceDelimited",
    spaceDelimited(),
    null,
    null,
    "color=blue%20black%20brown",
    "color=R%20100%20G%20200%20B%20150",
  ],
  [
    "pipeDelimited",
    pipeDelimited(),
    null,
    null,
    "color=blue%7Cblack%7Cbrown",
    "color=R%7C100%7CG%7C200%7CB%7C150",
  ],
  [
    "tabDelimited (collectionFormat tsv of Swagger 2.0)",
    tabDelimited(),
    null,
    null,
    "color=blue%09black%09brown",
    "color=R%09100%09G%09200%09B%09150",
  ],
  [
    "deepObject",
    deepObject(),
    null,
    null,
    null,
    "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
  ],
  [
    "cookie",
    cookieStyle({ explode: false }),
    "color=",
    "color=blue",
    "color=blue,black,brown",
    "color=R,100,G,200,B,150",
  ],
  [
    "cookie exploded",
    cookieStyle(),
    "color=",
    "color=blue",
    "color=blue; color=black; color=brown",
    "R=100; G=200; B=150",
  ],
  [
    "form in a cookie",
    cookieForm({ explode: false }),
    "color=",
    "color=blue",
    "color=blue,black,brown",
    "color=R,100,G,200,B,150",
  ],
  [
    "form in a cookie, exploded",
    cookieForm(),
    "color=",
    "color=blue",
    "color=blue; color=black; color=brown",
    "R=100; G=200; B=150",
  ],
];

describe.each(styleExamples)("%s", (_style, serialize, ...wants) => {
  const givens = [empty, string, array, object];
  test.each(
    givens
      .map((given, index) => ({ given, want: wants[index] }))
      .filter(({ want }) => want !== null),
  )("$given -> $want", ({ given, want }) => {
    expect(serialize("color", given)).toBe(want);
  });

  test("nothing is sent for undefined, null, an empty list, an empty object and lists of nothing", () => {
    for (const nothing of [undefined, null, [], {}, [undefined, null], { a: undefined, b: null }])
      expect(serialize("color", nothing)).toBe("");
  });

  test("missing members are left out", () => {
    const present = serialize("color", { R: 100, B: 150 });
    expect(serialize("color", { R: 100, G: undefined, B: 150, A: null })).toBe(present);
  });
});

/** The variables of RFC 6570 section 3.2, and the expansions that it gives for them. */
const rfc6570: [
  template: string,
  serialize: ParameterSerializer,
  name: string,
  value: unknown,
  want: string,
][] = [
  ["{hello}", simple(), "hello", "Hello World!", "Hello%20World%21"],
  ["{half}", simple(), "half", "50%", "50%25"],
  ["{keys}", simple(), "keys", { semi: ";", dot: ".", comma: "," }, "semi,%3B,dot,.,comma,%2C"],
  [
    "{keys*}",
    simple({ explode: true }),
    "keys",
    { semi: ";", dot: ".", comma: "," },
    "semi=%3B,dot=.,comma=%2C",
  ],
  ["{+hello}", simple({ allowReserved: true }), "hello", "Hello World!", "Hello%20World!"],
  ["{+half}", simple({ allowReserved: true }), "half", "50%", "50%25"],
  ["{+path}", simple({ allowReserved: true }), "path", "/foo/bar", "/foo/bar"],
  [
    "{+list*}",
    simple({ allowReserved: true, explode: true }),
    "list",
    ["red", "green", "blue"],
    "red,green,blue",
  ],
  [
    "{.keys*}",
    label({ explode: true }),
    "keys",
    { semi: ";", dot: ".", comma: "," },
    ".semi=%3B.dot=..comma=%2C",
  ],
  [
    "{;keys*}",
    matrix({ explode: true }),
    "keys",
    { semi: ";", dot: ".", comma: "," },
    ";semi=%3B;dot=.;comma=%2C",
  ],
  ["{;empty}", matrix(), "empty", "", ";empty"],
  [
    "{?keys}",
    form({ explode: false }),
    "keys",
    { semi: ";", dot: ".", comma: "," },
    "keys=semi,%3B,dot,.,comma,%2C",
  ],
  ["{?list*}", form(), "list", ["red", "green", "blue"], "list=red&list=green&list=blue"],
];

test.each(rfc6570)("RFC 6570: %s", (_template, serialize, name, value, want) => {
  expect(serialize(name, value)).toBe(want);
});

test("every character but the unreserved ones is percent-encoded, as UTF-8", () => {
  expect(form()("q", "!'()*")).toBe("q=%21%27%28%29%2A");
  expect(form()("q", "-._~")).toBe("q=-._~");
  expect(form()("q", "é😀")).toBe("q=%C3%A9%F0%9F%98%80");
  expect(form()("page[size]", 3)).toBe("page%5Bsize%5D=3");
});

test("half a surrogate pair is sent as U+FFFD instead of throwing a URIError", () => {
  expect(form()("q", "a\ud83d")).toBe("q=a%EF%BF%BD");
  expect(form({ allowReserved: true })("q", "\ude00/é")).toBe("q=%EF%BF%BD/%C3%A9");
});

test("allowReserved sends reserved characters and triplets as they are, but for those that would end the value", () => {
  expect(form({ allowReserved: true })("q", ":/?[]@!$'()*,;= %41%")).toBe(
    "q=:/?[]@!$'()*,;=%20%41%25",
  );
  expect(form({ allowReserved: true })("q", "a#b&c=d+e")).toBe("q=a%23b%26c=d%2Be");
  expect(simple({ allowReserved: true })("p", "a/b?c#d&e+f")).toBe("a/b%3Fc%23d&e+f");
});

test("allowEmptyValue sends a name without a value for null and for what is empty", () => {
  const serialize = form({ allowEmptyValue: true });
  expect([null, [], {}, ""].map((value) => serialize("color", value))).toEqual([
    "color=",
    "color=",
    "color=",
    "color=",
  ]);
  expect(serialize("color", undefined)).toBe("");
});

test("numbers, booleans, bigints, dates and URLs are text", () => {
  const values = [1.5, true, 2n ** 63n, new Date(0), new URL("http://h/p")];
  expect(form({ explode: false })("v", values)).toBe(
    "v=1.5,true,9223372036854775808,1970-01-01T00%3A00%3A00.000Z,http%3A%2F%2Fh%2Fp",
  );
  expect(form()("v", new Set([1, 2]))).toBe("v=1&v=2");
  expect(() => form()("v", new Date(NaN))).toThrow(RangeError);
});

test("what a style does not reach is JSON, never [object Object]", () => {
  expect(decodeURIComponent(form()("f", [{ a: 1 }, [2]]))).toBe('f={"a":1}&f=[2]');
  expect(headerSimple()("f", [{ a: 1 }])).toBe('{"a":1}');
});

test("deepObject goes to any depth and keeps lists apart", () => {
  const value = {
    name: "a b",
    at: new Date(0),
    tags: ["x", "y"],
    range: { from: 1, to: { day: 2 } },
    rows: [{ a: 1 }, { a: 2, b: [3] }],
    gone: null,
  };
  expect(decodeURIComponent(deepObject()("f", value)).split("&")).toEqual([
    "f[name]=a b",
    "f[at]=1970-01-01T00:00:00.000Z",
    "f[tags][0]=x",
    "f[tags][1]=y",
    "f[range][from]=1",
    "f[range][to][day]=2",
    "f[rows][0][a]=1",
    "f[rows][1][a]=2",
    "f[rows][1][b][0]=3",
  ]);
  expect(decodeURIComponent(deepObject({ arrays: "brackets" })("expand", ["x", "y"]))).toBe(
    "expand[]=x&expand[]=y",
  );
  expect(decodeURIComponent(deepObject({ arrays: "repeat" })("f", { tags: ["x", "y"] }))).toBe(
    "f[tags]=x&f[tags]=y",
  );
  expect(deepObject()("f", "plain")).toBe("f=plain");
});

test("content parameters are JSON in every place", () => {
  const value = { a: [1, "é"] };
  expect(jsonParameter("query")("f", value)).toBe("f=%7B%22a%22%3A%5B1%2C%22%C3%A9%22%5D%7D");
  expect(jsonParameter("cookie")("f", value)).toBe("f=%7B%22a%22%3A%5B1%2C%22%C3%A9%22%5D%7D");
  expect(jsonParameter("path")("f", value)).toBe("%7B%22a%22%3A%5B1%2C%22%C3%A9%22%5D%7D");
  expect(jsonParameter("header")("f", value)).toBe('{"a":[1,"\\u00e9"]}');
  expect(jsonParameter("query")("f", null)).toBe("f=null");
  expect(jsonParameter("query")("f", undefined)).toBe("");
});

test("a querystring parameter is the whole query", () => {
  expect(formQuerystring()("", { a: "x y", b: [1, 2], c: { d: 1 } })).toBe(
    "a=x%20y&b=1&b=2&c=%7B%22d%22%3A1%7D",
  );
  expect(formQuerystring({ b: form({ explode: false }) })("", { b: [1, 2], toString: "own" })).toBe(
    "b=1,2&toString=own",
  );
  expect(jsonQuerystring("", { a: 1 })).toBe("%7B%22a%22%3A1%7D");
  expect(textQuerystring("", "$.a[0]")).toBe("%24.a%5B0%5D");
});
