/**
 * A user's program, written from one package: every operation called with all that it takes, every field of what comes read, every
 * error caught and its data read, every type named. It knows types as data and nothing of how they are compared.
 */
import type { OperationSurface, SdkModel, Surface, Type } from "../../generator/contract/index.js";
import { objectIn, structureOf } from "../../generator/compare/structure.js";
import { printType } from "../../generator/lib/print-type.js";
import { memberName } from "../../generator/lib/source-text.js";
import { membersOf, named, namesIn, unionOf } from "../../generator/lib/type.js";

/** How far below its top a value is written or read. */
const DEPTH = 5;

const HELPERS = "declare function given<T>(): T;\ndeclare function read<T>(value: T): void;\n";

/** One module for each operation, by its id, and one that names all types; `import` lines name the package `pkg`. */
export function consumersOf(surface: Surface, model: SdkModel): ReadonlyMap<string, string> {
  const flags = new Map(
    model.operations.map(({ id, stream }) => [id, stream?.when === "flag" ? stream.flag : []]),
  );
  return new Map([
    ["names", namesProgram(surface)] as const,
    ["the client", clientProgram(surface)] as const,
    ["types", typesProgram(surface)] as const,
    ...surface.operations.map(
      (operation) =>
        [operation.id, consumerOf(operation, surface, flags.get(operation.id) ?? [])] as const,
    ),
  ]);
}

/** Every type is imported by its name. */
function namesProgram({ types, operations }: Surface): string {
  const names = [
    ...new Set([...types.keys(), ...operations.map(({ requestType }) => requestType)]),
  ];
  return `import type { ${names.join(", ")} } from "pkg";\nexport type Names = [${names.join(", ")}];\n`;
}

/** The client is made with every option. */
function clientProgram({ client }: Surface): string {
  const options = client.options.map(
    ({ name, type }) => `${memberName(name)}: given<${printType(withoutUndefined(type))}>()`,
  );
  return [
    `import { ${client.className} } from "pkg";`,
    HELPERS,
    `export const client = new ${client.className}({ ${options.join(", ")} });`,
    "",
  ].join("\n");
}

/** Every type that a call takes is written, every one that a call gives is read, each by itself. */
function typesProgram(surface: Surface): string {
  const { given, taken } = directions(surface);
  const readers = [...given].map((name, index) =>
    functionText(`read${index}(value: ${name})`, fieldReads(named(name), surface)),
  );
  const writers = [...taken].map((name, index) =>
    functionText(`write${index}(): ${name}`, [`return ${fieldsGiven(named(name), surface)};`]),
  );
  const names = [...surface.types.keys()];
  const imports = names.length === 0 ? "" : `import type { ${names.join(", ")} } from "pkg";\n`;
  return `${imports}${HELPERS}${[...readers, ...writers].join("")}`;
}

function functionText(head: string, lines: readonly string[]): string {
  return `export function ${head} {\n${lines.map((line) => `  ${line}\n`).join("")}}\n`;
}

function fieldReads(type: Type, surface: Surface): readonly string[] {
  const structure = structureOf(type, surface);
  const object = objectIn(structure, surface);
  if (object === null || structure.kind === "literal")
    return ["void value;", ...fieldRead("value", structure, surface)];
  return [
    "void value;",
    ...object.properties.flatMap(({ name, type: of, required }) =>
      fieldRead(
        `value${access(name)}`,
        required ? of : unionOf([of, { kind: "undefined" }]),
        surface,
      ),
    ),
  ];
}

/** As the type that it has; and each of its values, where they are all known, is asked for. */
function fieldRead(expression: string, type: Type, surface: Surface): readonly string[] {
  if (!isWritable(type, surface)) return [];
  const members = membersOf(type);
  const isClosed = members.every(({ kind }) => ["literal", "null", "undefined"].includes(kind));
  const values = isClosed
    ? members.filter((member) => member.kind === "literal" && typeof member.value === "string")
    : [];
  return [
    `read<${printType(type)}>(${expression});`,
    ...values.map((value) => `void (${expression} === ${printType(value)});`),
  ];
}

function fieldsGiven(type: Type, surface: Surface): string {
  const structure = structureOf(type, surface);
  const object = objectIn(structure, surface);
  const value = (of: Type): string =>
    isWritable(of, surface) ? `given<${printType(of)}>()` : "given<never>()";
  if (object === null || structure.kind === "literal") return value(structure);
  const members = object.properties.map(
    ({ name, type: of }) => `${memberName(name)}: ${value(withoutUndefined(of))}`,
  );
  return `{ ${members.join(", ")} }`;
}

/** A user can write it down: all its names are exported by the document's part of the package. */
function isWritable(type: Type, { types }: Surface): boolean {
  return [...namesIn(type)].every((name) => types.has(name));
}

/** The names that calls give and take; what no call reaches, as it is declared for. */
function directions(surface: Surface): {
  readonly given: ReadonlySet<string>;
  readonly taken: ReadonlySet<string>;
} {
  const [given, taken] = [new Set<string>(), new Set<string>()];
  for (const { request, result, streamItem } of surface.operations) {
    visit(request, taken, surface);
    if (result.kind !== "stream") visit(result.type, given, surface);
    if (result.kind !== "value") visit(result.item, given, surface);
    if (streamItem !== null) visit(streamItem, given, surface);
  }
  for (const { data } of surface.errors.values()) visit(data, given, surface);
  for (const { type } of surface.webhooks.values()) visit(type, given, surface);
  for (const { name, direction } of surface.types.values())
    if (!given.has(name) && !taken.has(name)) (direction === "request" ? taken : given).add(name);
  return { given, taken };
}

function visit(type: Type, reached: Set<string>, surface: Surface): void {
  for (const name of namesIn(type)) {
    const declared = surface.types.get(name);
    if (declared === undefined || reached.has(name)) continue;
    reached.add(name);
    visit(declared.type, reached, surface);
    for (const base of declared.heritage) visit(named(base), reached, surface);
  }
}

/** Where `flag` in the argument asks for a stream, the whole answer is asked for. */
function consumerOf(
  operation: OperationSurface,
  surface: Surface,
  flag: readonly string[],
): string {
  const { className } = surface.client;
  const errors = [...new Set(operation.errors.values())].filter((name) => surface.errors.has(name));
  const call = `client${operation.call.map(access).join("")}(${written(operation.request, surface, 0, flag)})`;
  return [
    `import type { ${className} } from "pkg";`,
    ...(errors.length === 0 ? [] : [`import { ${errors.join(", ")} } from "pkg";`]),
    HELPERS,
    `export async function use(client: ${className}) {`,
    "  try {",
    ...resultLines(operation, call, surface).map((line) => `    ${line}`),
    "  } catch (error) {",
    ...errors.flatMap((name) => [
      `    if (error instanceof ${name}) {`,
      ...readLines(
        surface.errors.get(name)?.data ?? { kind: "unknown" },
        "error.data!",
        surface,
        0,
      ).map((line) => `      ${line}`),
      "    }",
    ]),
    "    throw error;",
    "  }",
    "}",
    "",
  ].join("\n");
}

function resultLines(
  { result }: OperationSurface,
  call: string,
  surface: Surface,
): readonly string[] {
  if (result.kind === "value")
    return [`const value = await ${call};`, ...readLines(result.type, "value", surface, 0)];
  const items = result.kind === "stream" ? `await ${call}` : call;
  return [
    `for await (const item of ${items}) {`,
    ...readLines(result.item, "item", surface, 0).map((line) => `  ${line}`),
    "}",
  ];
}

function access(name: string): string {
  return memberName(name) === name ? `.${name}` : `[${memberName(name)}]`;
}

/** A value of the type, with everything in it that can be given. */
function written(
  type: Type,
  surface: Surface,
  depth: number,
  flag: readonly string[] = [],
): string {
  const structure = structureOf(type, surface);
  const object = objectIn(structure, surface);
  const member = (name: string, value: Type): string => {
    if (name === flag[0] && flag.length === 1) return "false";
    const rest = name === flag[0] ? flag.slice(1) : [];
    return depth > 2 * DEPTH ? "given<never>()" : written(value, surface, depth + 1, rest);
  };
  if (object !== null && structure.kind !== "literal") {
    const members = object.properties
      .filter(({ required }) => required || depth < DEPTH)
      .map(({ name, type: value }) => `${memberName(name)}: ${member(name, value)}`);
    return `{ ${members.join(", ")} }`;
  }
  if (structure.kind === "array")
    return depth > DEPTH ? "[]" : `[${written(structure.items, surface, depth + 1)}]`;
  if (structure.kind === "union") {
    const [part] = membersOf(structure).filter((member) => !isLeaf(member, surface));
    if (part !== undefined) return written(part, surface, depth + 1);
  }
  return isLeaf(structure, surface)
    ? `given<${printType(withoutUndefined(structure))}>()`
    : "given<never>()";
}

/** Passing `undefined` is no way of giving a value. */
function withoutUndefined(type: Type): Type {
  return unionOf(membersOf(type).filter(({ kind }) => kind !== "undefined"));
}

/** Nothing in it has a name of the package's. */
function isLeaf(type: Type, surface: Surface): boolean {
  if (type.kind === "name") return false;
  if (objectIn(type, surface) !== null) return type.kind === "literal";
  return type.kind !== "array" && namesIn(type).size === 0;
}

/** Statements that read every field below `expression`. */
function readLines(
  type: Type,
  expression: string,
  surface: Surface,
  depth: number,
): readonly string[] {
  if (depth > DEPTH) return [];
  const structure = structureOf(type, surface);
  const object = objectIn(structure, surface);
  if (object !== null && structure.kind !== "literal")
    return object.properties.flatMap(({ name, type: value, required }) => {
      const inside = `${expression}${access(name)}`;
      return isLeaf(value, surface)
        ? [
            `read<${printType(required ? value : unionOf([value, { kind: "undefined" }]))}>(${inside});`,
          ]
        : [`void ${inside};`, ...readLines(value, `${inside}!`, surface, depth + 1)];
    });
  if (structure.kind === "array") {
    const item = `${expression}[0]!`;
    return isLeaf(structure.items, surface)
      ? [`read<${printType(structure.items)}>(${item});`]
      : readLines(structure.items, item, surface, depth + 1);
  }
  if (structure.kind === "union") {
    const members = membersOf(structure).filter(
      ({ kind }) => kind !== "null" && kind !== "undefined",
    );
    const [only] = members;
    if (only !== undefined && members.length === 1)
      return readLines(only, expression, surface, depth);
  }
  return isLeaf(structure, surface) ? [`read<${printType(structure)}>(${expression});`] : [];
}
