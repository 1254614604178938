/** Types as TypeScript: each kind says once how it is written and where it may be broken, which is where prettier would. */
import type { Json, Property, Type, TypeDeclaration } from "../contract/index.js";
import {
  align,
  assigned,
  concat,
  flatText,
  group,
  hardline,
  ifBreak,
  indent,
  join,
  layOut,
  line,
  softline,
  type Doc,
} from "./layout.js";
import { commentLines, memberName, quoted } from "./source-text.js";
import { isRecord } from "./type.js";

/** On one line, without comments. */
export function printType(type: Type): string {
  return flatText(typeDoc(type)) ?? "";
}

/** `export interface Pet extends Animal { ... }` or `export type Pet = ...;`, with its doc comment, laid out. */
export function printDeclaration({ name, kind, type, heritage, doc }: TypeDeclaration): string {
  const comment = doc === null ? "" : `${commentLines(doc).join("\n")}\n`;
  if (kind === "interface" && type.kind === "object") {
    const head = layOut(["export interface ", name, basesDoc(heritage), " {"]);
    const members = [...type.properties.map(declaredMember), ...printIndex(type.rest)];
    return `${comment}${head}${members.length === 0 ? "" : `\n${members.join("")}`}}`;
  }
  return comment + layOut(["export type ", name, assignedDoc(type, DECLARED), ";"]);
}

/** `export type Name = T;`, without comments in it. */
export function printAlias(name: string, type: Type): string {
  return layOut(["export type ", name, assignedDoc(type, IN_LINE), ";"]);
}

/** `name?: T;`, without comments; its line begins after `indent` blanks, which are not in it. */
export function printMember(property: Property, indentation: number): string {
  return layOut([memberDoc(property, IN_LINE), ";"], indentation);
}

/** A single one stays where it is, however long the line. */
function basesDoc(bases: readonly string[]): Doc {
  if (bases.length < 2) return bases.map((base) => ` extends ${base}`);
  return group(indent([line, "extends", group(indent([line, join([",", line], [...bases])]))]));
}

function declaredMember(property: Property): string {
  const { doc } = property;
  const comment =
    doc === null
      ? ""
      : commentLines(doc)
          .map((each) => `  ${each}\n`)
          .join("");
  return `${comment}  ${layOut(concat(memberDoc(property, DECLARED), ";"), 2)}\n`;
}

function printIndex(rest: Type | null): readonly string[] {
  return rest === null ? [] : [`  ${layOut(concat(indexDoc(rest, DECLARED), ";"), 2)}\n`];
}

/** Where a type stands. In a declaration an object has a line for each property, as there is room for comments. */
interface Style {
  readonly isDeclared: boolean;
}

const DECLARED: Style = { isDeclared: true };
const IN_LINE: Style = { isDeclared: false };

/** ` = T`, after the name of a type. */
function assignedDoc(type: Type, style: Style): Doc {
  if (isBrokenUnion(type)) return group([" =", group(indent([line, typeDoc(type, style)]))]);
  return [" =", assigned(typeDoc(type, style))];
}

/** `: T`, after the name of a property. */
function annotated(type: Type, style: Style): Doc {
  return concat(": ", placedDoc(type, style));
}

/** As `typeDoc`, where the type does not stand in brackets: a union that is too long begins on a line of its own. */
function placedDoc(type: Type, style: Style): Doc {
  const doc = typeDoc(type, style);
  return isBrokenUnion(type) ? group(indent([softline, doc])) : doc;
}

/** A type as a document: without comments, unless it is declared. */
export function typeDoc(type: Type, style: Style = IN_LINE): Doc {
  switch (type.kind) {
    case "literal":
      return literalDoc(type.value, style);
    case "open":
      return `${type.of} & {}`;
    case "name":
    case "global":
      return concat(type.name, argumentsDoc(type.arguments, style));
    case "array":
      return concat(operandDoc(type.items, style), "[]");
    case "tuple": {
      const count = type.items.length + (type.rest === null ? 0 : 1);
      return listDoc([
        ...type.items.map((item, index) =>
          index < type.required ? elementDoc(item, count, style) : [operandDoc(item, style), "?"],
        ),
        ...(type.rest === null ? [] : [["...", operandDoc(type.rest, style), "[]"]]),
      ]);
    }
    case "object":
      return objectDoc(type.properties, type.rest, style);
    case "union":
      return unionDoc(type.members, style);
    case "intersection":
      return intersectionDoc(type.members, style);
    case "member":
      return concat(
        operandDoc(type.of, style),
        type.key === null ? "[number]" : `[${quoted(type.key)}]`,
      );
    default:
      return type.kind;
  }
}

/** In parentheses, where `[]` or `?` would otherwise belong to the last part alone. */
function operandDoc(type: Type, style: Style): Doc {
  const doc = typeDoc(type, style);
  if (type.kind === "union")
    return concat("(", isBrokenUnion(type) ? group([indent([softline, doc]), softline]) : doc, ")");
  return type.kind === "intersection" || type.kind === "open" ? concat("(", doc, ")") : doc;
}

/** `<A, B>`; a single argument without anything to break in it stays where it is. */
function argumentsDoc(types: readonly Type[], style: Style): Doc {
  const [only, ...others] = types;
  if (only === undefined) return "";
  const docs = types.map((each) => typeDoc(each, style));
  if (others.length === 0 && staysBeside(only)) return concat("<", ...docs, ">");
  return group(["<", indent([softline, join([",", line], docs)]), softline, ">"]);
}

/** Prettier's `shouldHugType`. */
function staysBeside(type: Type): boolean {
  if (type.kind === "name" || type.kind === "global") return type.arguments.length === 0;
  if (type.kind === "union") return !isBrokenUnion(type);
  return type.kind === "object" ? !isRecord(type) : KEYWORDS.has(type.kind);
}

const KEYWORDS: ReadonlySet<Type["kind"]> = new Set([
  "string",
  "number",
  "boolean",
  "bigint",
  "null",
  "undefined",
  "void",
  "unknown",
  "never",
]);

/** `count`: of all elements of the tuple, what may follow included. */
function elementDoc(type: Type, count: number, style: Style): Doc {
  const doc = typeDoc(type, style);
  if (count < 2 || !isBrokenUnion(type)) return doc;
  return group([indent([ifBreak(["(", softline]), doc]), softline, ifBreak(")")]);
}

function listDoc(items: readonly Doc[]): Doc {
  if (items.length === 0) return "[]";
  return group([
    "[",
    indent([softline, join([",", line], [...items])]),
    ifBreak(","),
    softline,
    "]",
  ]);
}

function unionDoc(members: readonly Type[], style: Style): Doc {
  const docs = members.map((member) => inUnion(member, style));
  if (!isBroken(members)) return concat(...join(" | ", docs));
  return group(
    docs.map((doc, index) => [index === 0 ? ifBreak("| ") : [line, "| "], align(2, doc)]),
  );
}

function inUnion(type: Type, style: Style): Doc {
  const doc = typeDoc(type, style);
  return type.kind === "open" || type.kind === "intersection" ? concat("(", doc, ")") : doc;
}

function isBrokenUnion(type: Type): boolean {
  return type.kind === "union" && isBroken(type.members);
}

/** Over several lines where it is too long for one. `Pet | null` is not, nor is an object beside `null`. */
function isBroken(members: readonly Type[]): boolean {
  const held = members.find(isHeld);
  return held === undefined || !members.every((each) => each === held || each.kind === "null");
}

function isHeld(type: Type): boolean {
  return (
    type.kind === "object" ||
    type.kind === "name" ||
    type.kind === "global" ||
    isEmptyConstant(type)
  );
}

/** Objects beside each other stay on their line, other members begin one. */
function intersectionDoc(members: readonly Type[], style: Style): Doc {
  let isIndented = false;
  const docs = members.map((member, index): Doc => {
    const doc = inIntersection(member, style);
    const before = members[index - 1];
    if (before === undefined) return doc;
    const [isObject, wasObject] = [isLiteralObject(member), isLiteralObject(before)];
    if (isObject && wasObject) return [" & ", isIndented ? indent(doc) : doc];
    if (!isObject && !wasObject) return indent([" &", line, doc]);
    if (index > 1) isIndented = true;
    return [" & ", index > 1 ? indent(doc) : doc];
  });
  return group(docs);
}

function inIntersection(type: Type, style: Style): Doc {
  const doc = typeDoc(type, style);
  if (type.kind !== "union") return doc;
  return ["(", isBrokenUnion(type) ? group([indent([softline, doc]), softline]) : doc, ")"];
}

/** Written in braces. */
function isLiteralObject(type: Type): boolean {
  if (type.kind === "object") return !isRecord(type);
  return type.kind === "literal" && isPlainObject(type.value) && !isEmptyConstant(type);
}

function objectDoc(properties: readonly Property[], rest: Type | null, style: Style): Doc {
  if (rest !== null && isRecord({ kind: "object", properties, rest }))
    return ["Record", argumentsDoc([{ kind: "string" }, rest], style)];
  const members = properties.map((each): Doc => {
    const comment = style.isDeclared && each.doc !== null ? commentLines(each.doc) : [];
    return [...comment.flatMap((text): Doc[] => [text, hardline]), memberDoc(each, style)];
  });
  return membersDoc([...members, ...(rest === null ? [] : [indexDoc(rest, style)])], style);
}

function membersDoc(members: readonly Doc[], { isDeclared }: Style): Doc {
  if (members.length === 0) return "{}";
  const inner = indent([line, join([";", line], [...members])]);
  return group(["{", inner, ifBreak(";"), line, "}"], { shouldBreak: isDeclared });
}

function memberDoc({ name, required, type }: Property, style: Style): Doc {
  return concat(memberName(name), required ? "" : "?", annotated(type, style));
}

function indexDoc(rest: Type, style: Style): Doc {
  return ["[", group([indent([softline, "key: string"]), softline]), "]", annotated(rest, style)];
}

/** A constant; a list or an object that is one has the types of its parts. */
function literalDoc(value: Json, style: Style): Doc {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value))
    return value.length === 0
      ? "never[]"
      : listDoc((value as readonly Json[]).map((each) => literalDoc(each, style)));
  if (!isPlainObject(value)) return JSON.stringify(value).replace("e+", "e");
  const members = Object.entries(value).map(([name, each]): Doc => [
    memberName(name),
    ": ",
    literalDoc(each, style),
  ]);
  return members.length === 0 ? "Record<string, never>" : membersDoc(members, style);
}

function isPlainObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEmptyConstant(type: Type): boolean {
  return (
    type.kind === "literal" && isPlainObject(type.value) && Object.keys(type.value).length === 0
  );
}
