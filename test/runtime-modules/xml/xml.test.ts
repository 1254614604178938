/** What the specification says of XML: each row is a schema, a value, and the document that it is. */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../generator/contract/index.js";
import { readXml } from "../../../templates/package/src/internal/xml/read.js";
import { writeXml } from "../../../templates/package/src/internal/xml/write.js";
import { described } from "./described.js";

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
const string = { type: "string" };
const number = { type: "number" };
const strings = { type: "array", items: string };
const ns = "https://example.com/schema/sample";

/** An object called `document` with one property. */
function property(schema: JsonObject, more: JsonObject = {}): JsonObject {
  return { type: "object", xml: { name: "document" }, properties: { animals: schema }, ...more };
}

function list(xml: JsonObject, item: JsonObject = {}): JsonObject {
  return property({ type: "array", xml, items: { ...string, xml: item } });
}

type Row = readonly [title: string, schema: JsonObject, value: unknown, xml: string];

const pets = { animals: ["dog", "cat"] };

/** In both directions. */
const rows: readonly Row[] = [
  [
    "a property is an element of its name",
    property(string),
    { animals: "dog, cat" },
    "<document><animals>dog, cat</animals></document>",
  ],
  [
    "an array repeats the element",
    property(strings),
    pets,
    "<document><animals>dog</animals><animals>cat</animals></document>",
  ],
  [
    "one item is a list too",
    property(strings),
    { animals: ["dog"] },
    "<document><animals>dog</animals></document>",
  ],
  [
    "items have their own name",
    list({}, { name: "animal" }),
    pets,
    "<document><animal>dog</animal><animal>cat</animal></document>",
  ],
  [
    "the name of an array without an element says nothing",
    list({ name: "aliens" }, { name: "animal" }),
    pets,
    "<document><animal>dog</animal><animal>cat</animal></document>",
  ],
  [
    "wrapped, all go by the property's name",
    list({ wrapped: true }),
    pets,
    "<document><animals><animals>dog</animals><animals>cat</animals></animals></document>",
  ],
  [
    "wrapped by nodeType, with names for both",
    list({ nodeType: "element", name: "aliens" }, { name: "animal" }),
    pets,
    "<document><aliens><animal>dog</animal><animal>cat</animal></aliens></document>",
  ],
  [
    "items take the name of the element around them",
    list({ wrapped: true, name: "aliens" }),
    pets,
    "<document><aliens><aliens>dog</aliens><aliens>cat</aliens></aliens></document>",
  ],
  [
    "a wrapped list without items",
    list({ wrapped: true }, { name: "animal" }),
    { animals: [] },
    "<document><animals/></document>",
  ],
  [
    "a required list without items and without an element",
    property(strings, { required: ["animals"] }),
    { animals: [] },
    "<document/>",
  ],
  [
    "a list of lists",
    property({ type: "array", items: { type: "array", items: number, xml: { name: "row" } } }),
    { animals: [[1, 2], [], [3]] },
    "<document><row><row>1</row><row>2</row></row><row/><row><row>3</row></row></document>",
  ],
  [
    "attributes and text",
    {
      type: "object",
      xml: { name: "animal" },
      properties: {
        name: { type: "string", xml: { nodeType: "text" } },
        kind: { type: "string", xml: { nodeType: "attribute" } },
        age: { type: "integer", xml: { attribute: true, name: "years" } },
      },
    },
    { name: "Fluffy & <Co>", kind: 'a"b\n<c', age: 3 },
    '<animal kind="a&quot;b&#10;&lt;c" years="3">Fluffy &amp; &lt;Co&gt;</animal>',
  ],
  [
    "a list in an attribute",
    property({ type: "array", items: number, xml: { attribute: true } }),
    { animals: [1, 2.5] },
    '<document animals="1 2.5"/>',
  ],
  [
    "CDATA",
    property({ type: "string", xml: { nodeType: "cdata" } }),
    { animals: "<b>]]></b>" },
    "<document><![CDATA[<b>]]]]><![CDATA[></b>]]></document>",
  ],
  [
    "a prefix is declared where it is first used",
    property(
      { type: "object", properties: { a: { ...string, xml: { namespace: ns, prefix: "s" } } } },
      { xml: { name: "document" } },
    ),
    { animals: { a: "x" } },
    `<document><animals><s:a xmlns:s="${ns}">x</s:a></animals></document>`,
  ],
  [
    "a prefix is declared once",
    property(
      { ...string, xml: { namespace: ns, prefix: "s" } },
      { xml: { name: "document", namespace: ns, prefix: "s" } },
    ),
    { animals: "x" },
    `<s:document xmlns:s="${ns}"><s:animals>x</s:animals></s:document>`,
  ],
  [
    "a namespace without a prefix",
    property(string, { xml: { name: "document", namespace: ns } }),
    { animals: "x" },
    `<document xmlns="${ns}"><animals>x</animals></document>`,
  ],
  [
    "an attribute in a namespace",
    property({ ...string, xml: { attribute: true, namespace: ns, prefix: "s" } }),
    { animals: "x" },
    `<document xmlns:s="${ns}" s:animals="x"/>`,
  ],
  [
    "two properties of one name in two namespaces",
    {
      type: "object",
      xml: { name: "document" },
      properties: {
        theirs: { ...string, xml: { name: "title", namespace: ns, prefix: "s" } },
        own: { ...string, xml: { name: "title" } },
      },
    },
    { theirs: "a", own: "b" },
    `<document><s:title xmlns:s="${ns}">a</s:title><title>b</title></document>`,
  ],
  [
    "null is an element that says so, and an attribute that is not there",
    {
      type: "object",
      xml: { name: "product" },
      properties: {
        count: { type: ["number", "null"], xml: { nodeType: "attribute" } },
        related: { type: ["object", "null"] },
      },
    },
    { related: null, count: null },
    '<product><related xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></product>',
  ],
  [
    "an empty object",
    property({ type: ["object", "null"] }),
    { animals: {} },
    "<document><animals/></document>",
  ],
  [
    "numbers and booleans",
    {
      type: "object",
      xml: { name: "d" },
      properties: { a: { type: "integer" }, b: { type: "boolean" }, c: number, d: string },
    },
    { a: -5, b: false, c: 1.5e300, d: "007" },
    "<d><a>-5</a><b>false</b><c>1.5e+300</c><d>007</d></d>",
  ],
  [
    "number or boolean; text that might be a number",
    {
      type: "object",
      xml: { name: "d" },
      properties: {
        a: { type: ["number", "boolean"] },
        b: { type: ["number", "boolean"] },
        c: { type: ["string", "number"] },
      },
    },
    { a: 5, b: true, c: "5" },
    "<d><a>5</a><b>true</b><c>5</c></d>",
  ],
  [
    "a map",
    property({ type: "object", additionalProperties: number }),
    { animals: { Color: 1, Count: 2 } },
    "<document><animals><Color>1</Color><Count>2</Count></animals></document>",
  ],
  [
    "a map of lists",
    property({ type: "object", additionalProperties: { type: "array", items: number } }),
    { animals: { a: [1], b: [2, 3] } },
    "<document><animals><a>1</a><b>2</b><b>3</b></animals></document>",
  ],
  [
    "allOf",
    {
      xml: { name: "d" },
      allOf: [
        { type: "object", properties: { a: { type: "integer" } } },
        { type: "object", properties: { b: { type: "integer", xml: { attribute: true } } } },
      ],
    },
    { b: 2, a: 1 },
    '<d b="2"><a>1</a></d>',
  ],
  [
    "a structure without an element of its own",
    property({ type: "object", xml: { nodeType: "none" }, properties: { a: number, b: number } }),
    { animals: { a: 1, b: 2 } },
    "<document><a>1</a><b>2</b></document>",
  ],
  [
    "items in an order of their own",
    {
      type: "array",
      xml: { nodeType: "element", name: "OneTwoThree" },
      prefixItems: [
        { ...string, xml: { name: "One" } },
        {
          type: "object",
          xml: { name: "Two" },
          properties: {
            unit: { ...string, xml: { nodeType: "attribute" } },
            value: { type: "number", xml: { nodeType: "text" } },
          },
        },
        { type: ["boolean", "null"], xml: { name: "Three" } },
      ],
    },
    ["Some text", { unit: "cubits", value: 42 }, null],
    '<OneTwoThree><One>Some text</One><Two unit="cubits">42</Two>' +
      '<Three xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></OneTwoThree>',
  ],
  [
    "text between items",
    {
      type: "array",
      xml: { nodeType: "element", name: "Report" },
      prefixItems: [
        { ...string, xml: { nodeType: "text" } },
        { ...number, xml: { name: "data" } },
        { ...string, xml: { nodeType: "text" } },
      ],
    },
    ["Some preamble text.", 42, "Some postamble text."],
    "<Report>Some preamble text.<data>42</data>Some postamble text.</Report>",
  ],
  [
    "line ends and blanks stay",
    property(string),
    { animals: " a\r\nb\t\n" },
    "<document><animals> a&#13;\nb\t\n</animals></document>",
  ],
  ["no text is an empty one", property(string), { animals: "" }, "<document><animals/></document>"],
  [
    "names that every object has",
    {
      type: "object",
      xml: { name: "d" },
      properties: { constructor: number, toString: { ...string, xml: { attribute: true } } },
    },
    { constructor: 1, toString: "a" },
    '<d toString="a"><constructor>1</constructor></d>',
  ],
];

describe("written and read", () => {
  test.each(rows)("%s", (_, schema, value, xml) => {
    const root = described(schema);
    expect(writeXml(value, root)).toBe(declaration + xml);
    expect(readXml(xml, root)).toEqual(value);
  });
});

describe("components", () => {
  const cat = { type: "object", properties: { kind: { const: "cat" }, lives: number } };
  const dog = { type: "object", properties: { kind: { const: "dog" }, lives: string } };
  const schemas = {
    Tag: { type: "object", xml: { name: "tag" }, properties: { id: number } },
    Pet: {
      type: "object",
      properties: {
        tag: { $ref: "#/components/schemas/Tag" },
        tags: {
          type: "array",
          xml: { wrapped: true },
          items: { $ref: "#/components/schemas/Tag" },
        },
        owner: { allOf: [{ $ref: "#/components/schemas/Owner" }], xml: { name: "Keeper" } },
        friends: { type: "array", items: { $ref: "#/components/schemas/Pet" } },
      },
    },
    Owner: { type: "object", xml: { name: "XmlOwner" }, properties: { name: string } },
    Cat: cat,
    Dog: dog,
    Either: {
      oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }],
      discriminator: {
        propertyName: "kind",
        mapping: { cat: "#/components/schemas/Cat", dog: "#/components/schemas/Dog" },
      },
    },
    Base: {
      type: "object",
      required: ["type"],
      properties: { type: { ...string, xml: { attribute: true } } },
      discriminator: { propertyName: "type" },
    },
    Round: {
      allOf: [
        { $ref: "#/components/schemas/Base" },
        { type: "object", properties: { size: number } },
      ],
    },
    Square: {
      allOf: [
        { $ref: "#/components/schemas/Base" },
        { type: "object", properties: { size: string } },
      ],
    },
    Tree: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
  };
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

  test.each<Row>([
    ["the root has the component's name", ref("Cat"), { lives: 9 }, "<Cat><lives>9</lives></Cat>"],
    ["or the one that its schema says", ref("Tag"), { id: 1 }, "<tag><id>1</id></tag>"],
    [
      "a reference has the name that the component says, before the property's; what stands beside has the last word",
      ref("Pet"),
      { tag: { id: 1 }, tags: [{ id: 2 }], owner: { name: "x" }, friends: [{ tag: { id: 3 } }] },
      "<Pet><tag><id>1</id></tag><tags><tag><id>2</id></tag></tags><Keeper><name>x</name></Keeper>" +
        "<friends><tag><id>3</id></tag></friends></Pet>",
    ],
    [
      "a list of components",
      { type: "array", xml: { name: "Cats" }, items: ref("Cat") },
      [{ lives: 1 }, { lives: 2 }],
      "<Cats><Cat><lives>1</lives></Cat><Cat><lives>2</lives></Cat></Cats>",
    ],
    [
      "the tag says which alternative it is",
      { type: "array", xml: { name: "All" }, items: ref("Either") },
      [
        { kind: "cat", lives: 9 },
        { kind: "dog", lives: "9" },
      ],
      "<All><Either><kind>cat</kind><lives>9</lives></Either><Either><kind>dog</kind><lives>9</lives></Either></All>",
    ],
    [
      "also of what extends a base",
      { type: "array", xml: { name: "All" }, items: ref("Base") },
      [
        { type: "Round", size: 5 },
        { type: "Square", size: "5" },
      ],
      '<All><Base type="Round"><size>5</size></Base><Base type="Square"><size>5</size></Base></All>',
    ],
    ["a list of itself", ref("Tree"), [[], [[]]], "<Tree><Tree/><Tree><Tree/></Tree></Tree>"],
  ])("%s", (_, schema, value, xml) => {
    const root = described(schema, schemas);
    expect(writeXml(value, root)).toBe(declaration + xml);
    expect(readXml(xml, root)).toEqual(value);
  });

  test("without a tag, what is in it says which alternative it is", () => {
    const a = { type: "object", properties: { a: number } };
    const b = { type: "object", properties: { b: number, c: number } };
    const root = described(
      property({ oneOf: [string, a, b, { type: "array", xml: {}, items: number }] }),
    );
    expect(readXml("<document><animals><b>1</b></animals></document>", root)).toEqual({
      animals: { b: 1 },
    });
    expect(readXml("<document><animals>x</animals></document>", root)).toEqual({ animals: "x" });
  });
});

test("dates and 64-bit integers, as the options say", () => {
  const root = described(
    {
      type: "object",
      xml: { name: "d" },
      properties: {
        at: { type: "string", format: "date-time", xml: { attribute: true } },
        n: { type: "array", items: { type: "integer", format: "int64" } },
      },
    },
    {},
    { types: { dates: "Date", int64: "bigint" } },
  );
  const value = { at: new Date("2022-08-26T18:38:00.000Z"), n: [9007199254740993n, -1n] };
  const xml = '<d at="2022-08-26T18:38:00.000Z"><n>9007199254740993</n><n>-1</n></d>';
  expect(writeXml(value, root)).toBe(declaration + xml);
  expect(readXml(xml, root)).toEqual(value);
});

describe("read as it comes", () => {
  const object = property({ type: "array", items: { type: "object", properties: { a: number } } });
  test.each<readonly [title: string, schema: JsonObject, xml: string, want: unknown]>([
    [
      "what is not described survives",
      property(number),
      '<document x="1"><animals>1</animals><b><c d="2">3</c><c/></b>text</document>',
      { animals: 1, b: { c: [{ "@d": "2", "#text": "3" }, ""] }, "@x": "1", "#text": "text" },
    ],
    [
      "declarations of namespaces do not",
      property(number),
      `<document xmlns:a="${ns}" xmlns:xsi="x" xsi:type="y"><animals>1</animals></document>`,
      { animals: 1 },
    ],
    [
      "blanks, comments, instructions and CDATA",
      property(string),
      "<?xml version='1.0'?><!-- a --><document>\n  <?b c?>\n  <animals>a<!-- b --><![CDATA[<c>]]>&#x41;&amp;</animals>\n</document>\n",
      { animals: "a<c>A&" },
    ],
    [
      "another prefix for the same namespace",
      property({ ...string, xml: { namespace: ns, prefix: "s" } }),
      `<document xmlns:other="${ns}"><other:animals>x</other:animals></document>`,
      { animals: "x" },
    ],
    [
      "a namespace that is not there",
      property({ ...string, xml: { namespace: ns, prefix: "s" } }),
      "<document><animals>x</animals></document>",
      { animals: "x" },
    ],
    [
      "a number that is none",
      property(number),
      "<document><animals>many</animals></document>",
      { animals: "many" },
    ],
    [
      "a boolean in digits, and blanks",
      property({ type: "boolean" }),
      "<document><animals> 1 </animals></document>",
      { animals: true },
    ],
    [
      "markup in a text",
      property(string),
      "<document><animals>a <b>c</b></animals></document>",
      { animals: "a <b>c</b>" },
    ],
    [
      "several elements where one is described",
      property(number),
      "<document><animals>1</animals><animals>2</animals></document>",
      { animals: [1, 2] },
    ],
    [
      "a list whose element the document forgot",
      property(strings),
      "<document><animals><string>a</string><string>b</string></animals></document>",
      { animals: ["a", "b"] },
    ],
    [
      "and one of objects",
      object,
      "<document><animals><item><a>1</a></item><item><a>2</a></item></animals></document>",
      { animals: [{ a: 1 }, { a: 2 }] },
    ],
    [
      "items under another name",
      list({ wrapped: true }, { name: "animal" }),
      "<document><animals><x>a</x></animals></document>",
      { animals: ["a"] },
    ],
    [
      "another root with the same in it",
      property(string),
      "<other><animals>a</animals></other>",
      { animals: "a" },
    ],
    ["an optional list that is not there", property(strings), "<document/>", {}],
    [
      "a name that would be a prototype",
      property(string),
      "<document><__proto__><a>1</a></__proto__></document>",
      JSON.parse('{"__proto__":{"a":"1"}}'),
    ],
  ])("%s", (_, schema, xml, want) => {
    expect(readXml(xml, described(schema))).toEqual(want);
  });

  test("what is not described is written as it was read", () => {
    const root = described(property(number));
    const xml = '<document x="1"><animals>1</animals><b><c d="2">3</c><c/></b>text</document>';
    expect(writeXml(readXml(xml, root), root)).toBe(declaration + xml);
  });

  test.each([
    ["another document", "<html><body/></html>", "its root is <html>, not <document>"],
    ["not well-formed", "<document><animals></document>", "Missing end tag"],
    ["two roots", "<document/><document/>", "Extra content"],
    [
      "an entity of its own",
      '<!DOCTYPE d [<!ENTITY a "b">]><document><animals>&a;</animals></document>',
      "entity",
    ],
    ["no XML", "no", "Root element"],
  ])("%s is refused", (_, xml, message) => {
    expect(() => readXml(xml, described(property(string)))).toThrow(message);
  });
});

describe("not written", () => {
  test.each([
    ["a key that is no name", { "1 a": "x" }, "`1 a`"],
    ["a control character", { animals: "a\u0000" }, "U+0000"],
    ["half of a character", { animals: "a\ud800" }, "U+D800"],
  ])("%s", (_, value, message) => {
    expect(() => writeXml(value, described(property(string)))).toThrow(message);
  });
});
