/**
 * A printer of types that knows nothing of layout: every part in parentheses, and prettier does the rest. What ours prints must come
 * out of it unchanged.
 */
import type { Json, Type, TypeDeclaration } from "../../generator/contract/index.js";
import { layOut } from "../../generator/format/prettier.js";
import { printAlias, printDeclaration } from "../../generator/lib/print-type.js";
import { isRecord } from "../../generator/lib/type.js";

/** The first declaration that our printer writes otherwise: what it gives, and what it should. `null` where there is none. */
export async function misprinted(
  declarations: readonly TypeDeclaration[],
): Promise<{ readonly given: string; readonly wanted: string } | null> {
  const given = declarations.map((each) => `${printDeclaration(each)}\n`);
  const wanted = await layOut(declarations.map(plainDeclaration).join("\n"));
  if (wanted === given.join("\n")) return null;
  for (const [index, each] of declarations.entries()) {
    const own = await layOut(plainDeclaration(each));
    if (own !== given[index]) return { given: given[index] ?? "", wanted: own };
  }
  return { given: given.join("\n"), wanted };
}

/** As `misprinted`, of types that stand in other code, without comments. */
export async function misprintedAliases(
  types: readonly Type[],
): Promise<{ readonly given: string; readonly wanted: string } | null> {
  const given = types.map((type, index) => `${printAlias(`T${index}`, type)}\n`);
  const plain = types.map((type, index) => `export type T${index} = ${plainType(type, false)};\n`);
  const wanted = await layOut(plain.join(""));
  if (wanted === given.join("")) return null;
  for (const [index, each] of plain.entries()) {
    const own = await layOut(each);
    if (own !== given[index]) return { given: given[index] ?? "", wanted: own };
  }
  return { given: given.join(""), wanted };
}

function plainDeclaration({ name, kind, type, heritage, doc }: TypeDeclaration): string {
  const bases = heritage.length === 0 ? "" : ` extends ${heritage.join(", ")}`;
  const text = plainType(type, true);
  const declared =
    kind === "interface" ? `interface ${name}${bases} ${text}` : `type ${name} = ${text};`;
  return `${comment(doc)}export ${declared}\n`;
}

function comment(doc: string | null): string {
  if (doc === null) return "";
  const lines = doc.split("\n");
  if (lines.length === 1) return `/** ${doc} */\n`;
  return `/**\n${lines.map((line) => (line === "" ? " *\n" : ` * ${line}\n`)).join("")} */\n`;
}

function plainType(type: Type, isDeclared: boolean): string {
  const inside = (part: Type) => `(${plainType(part, isDeclared)})`;
  switch (type.kind) {
    case "literal":
      return plainValue(type.value, isDeclared);
    case "open":
      return `(${type.of} & {})`;
    case "name":
    case "global":
      return type.arguments.length === 0
        ? type.name
        : `${type.name}<${type.arguments.map((part) => plainType(part, isDeclared)).join(", ")}>`;
    case "array":
      return `${inside(type.items)}[]`;
    case "tuple": {
      const items = type.items.map((item, index) =>
        index < type.required ? inside(item) : `${inside(item)}?`,
      );
      return `[${[...items, ...(type.rest === null ? [] : [`...${inside(type.rest)}[]`])].join(", ")}]`;
    }
    case "object":
      return plainObject(type, isDeclared);
    case "union":
      return type.members.map(inside).join(" | ");
    case "intersection":
      return type.members.map(inside).join(" & ");
    case "member":
      return `${inside(type.of)}[${type.key === null ? "number" : JSON.stringify(type.key)}]`;
    default:
      return type.kind;
  }
}

function plainObject(type: Extract<Type, { kind: "object" }>, isDeclared: boolean): string {
  const { properties, rest } = type;
  if (rest !== null && isRecord(type)) return `Record<string, ${plainType(rest, isDeclared)}>`;
  const members = properties.map(
    ({ name, required, type: own, doc }) =>
      `${isDeclared ? comment(doc) : ""}${nameOf(name)}${required ? "" : "?"}: ${plainType(own, isDeclared)};`,
  );
  const index = rest === null ? [] : [`[key: string]: ${plainType(rest, isDeclared)};`];
  return braces([...members, ...index], isDeclared);
}

/** Prettier takes quotes from whatever is an identifier, and leaves numbers as they are. */
function nameOf(name: string): string {
  return /^(0|[1-9]\d*)$/.test(name) ? name : JSON.stringify(name);
}

/** Prettier keeps a line break behind the first brace. */
function braces(members: readonly string[], isDeclared: boolean): string {
  if (members.length === 0) return "{}";
  return isDeclared ? `{\n${members.join("\n")}\n}` : `{ ${members.join(" ")} }`;
}

function plainValue(value: Json, isDeclared: boolean): string {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((each) => plainValue(each, isDeclared));
    return items.length === 0 ? "never[]" : `[${items.join(", ")}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, each]) => `${nameOf(name)}: ${plainValue(each, isDeclared)};`,
  );
  return members.length === 0 ? "Record<string, never>" : braces(members, isDeclared);
}
