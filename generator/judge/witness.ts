/** A user's code that a difference touches: as short as it can be, and nothing in it that the difference is not about. */
import type { Probe, Surface, Type, TypePlace } from "../contract/index.js";
import { printType } from "../lib/print-type.js";
import { memberName } from "../lib/source-text.js";
import { namesIn } from "../lib/type.js";
import { presentTypeAt, typeAt, wholeTypeAt } from "./place.js";

export interface Witness {
  /** As a user writes it, with imports from the package's own name. */
  readonly text: string;
  /** The same without imports. */
  readonly code: string;
  /** What it imports from the package's entry. */
  readonly types: readonly string[];
  readonly values: readonly string[];
  /** A module of the package beside its entry. */
  readonly module: { readonly path: string; readonly name: string } | null;
  /** What it calls on the client: `["rerank", "rerank"]`. */
  readonly call: readonly string[] | null;
}

/** With imports from the package's own name, as a user writes them. */
export function witnessOf(probe: Probe, { package: name, client }: Surface): Witness {
  const { lines, types = [], values = [], module = null } = code(probe, client.className);
  const imported = [...new Set(types)].sort();
  const imports = [
    ...(imported.length > 0 ? [`import type { ${imported.join(", ")} } from "${name}";`] : []),
    ...(values.length > 0 ? [`import { ${values.join(", ")} } from "${name}";`] : []),
    ...(module === null ? [] : [`import { ${module.name} } from "${name}/${module.path}";`]),
  ];
  const own = `${lines.join("\n")}\n`;
  const call = "call" in probe ? probe.call : null;
  const text = [...imports, "", own].join("\n");
  return { text, code: own, types: imported, values, module, call };
}

interface Code {
  readonly lines: readonly string[];
  readonly types?: readonly string[];
  readonly values?: readonly string[];
  readonly module?: Witness["module"];
}

type PlaceProbe = Extract<Probe, { readonly place: TypePlace }>;

function code(probe: Probe, className: string): Code {
  switch (probe.kind) {
    case "pass":
    case "write":
    case "construct":
    case "read":
    case "equal":
    case "access":
      return placeCode(probe);
    case "call":
      return { lines: callLines(probe, className), types: [className] };
    case "await":
      return {
        lines: awaitLines(probe, className),
        types: [className, ...namesIn(probe.wanted)],
      };
    case "loop":
      return { lines: loopLines(probe, className), types: [className] };
    case "import":
      return importCode(probe);
    case "option":
      return {
        lines: [
          ...givenLines(probe.given),
          `export const options: ${probe.options} = { ${memberName(probe.name)}: ${givenText(probe.given)} };`,
        ],
        types: [probe.options, ...namesIn(probe.given)],
      };
  }
}

/** What is given to a place of a type, or taken from it. */
function placeCode(probe: PlaceProbe): Code {
  switch (probe.kind) {
    case "pass":
      return {
        lines: [
          ...givenLines(probe.given),
          `export const accepted: ${wholeTypeAt(probe.place)} = ${givenText(probe.given)};`,
        ],
        ...importsOf(probe.place, probe.given),
      };
    case "write":
      return {
        lines: [
          ...givenLines(probe.given),
          `export const request: Partial<${typeAt(probe.place)}> = { ${memberName(probe.property)}: ${givenText(probe.given)} };`,
        ],
        ...importsOf(probe.place, probe.given),
      };
    case "construct":
      return { lines: constructLines(probe.place, probe.properties), ...importsOf(probe.place) };
    case "read":
      return {
        lines: readLines(probe.place, probe.wanted),
        ...importsOf(probe.place, probe.wanted),
      };
    case "equal":
      return {
        lines: [
          `export const is = (value: ${presentTypeAt(probe.place)}) => value === ${printType(probe.value)};`,
        ],
        ...importsOf(probe.place),
      };
    case "access":
      return {
        lines: functionLines(
          typeAt(probe.place),
          `value${propertyOf(probe.property)}`,
          probe.wanted,
        ),
        ...importsOf(probe.place, probe.wanted),
      };
  }
}

/** What has no value that can be written down is declared. */
function givenLines(given: Type): readonly string[] {
  return isWritten(given) ? [] : [`declare const given: ${printType(given)};`];
}

/** An object is written with its properties one by one: what has a property too many is no error where it is handed on whole. */
function givenText(given: Type): string {
  if (isWritten(given)) return printType(given);
  if (given.kind !== "object" || given.properties.length === 0) return "given";
  const members = given.properties.map(({ name, type }) =>
    isWritten(type)
      ? `${memberName(name)}: ${printType(type)}`
      : `${memberName(name)}: given${propertyOf(name)}`,
  );
  return `{ ${members.join(", ")} }`;
}

function isWritten({ kind }: Type): boolean {
  return kind === "literal" || kind === "null";
}

function constructLines(
  place: Parameters<typeof typeAt>[0],
  properties: readonly string[],
): readonly string[] {
  const type = typeAt(place);
  if (properties.length === 0) return [`export const request: ${type} = {};`];
  const keys = properties.map((name) => JSON.stringify(name)).join(" | ");
  return [`declare const given: Pick<${type}, ${keys}>;`, `export const request: ${type} = given;`];
}

function importsOf(
  { root, result }: TypePlace,
  type: Type = { kind: "unknown" },
): Pick<Code, "types" | "module"> {
  if (result === undefined) return { types: [root, ...namesIn(type)] };
  return { types: [...namesIn(type)], module: { path: result.module, name: result.function } };
}

/** What a call gives is read where it is called. */
function readLines(place: TypePlace, wanted: Type): readonly string[] {
  const { result } = place;
  if (result === undefined || place.steps.length > 0)
    return functionLines(presentTypeAt(place), "value", wanted);
  const { function: name } = result;
  return [
    `export async function read(...call: Parameters<typeof ${name}>): Promise<${printType(wanted)}> {`,
    `  return await ${name}(...call);`,
    "}",
  ];
}

function functionLines(type: string, expression: string, wanted: Type): readonly string[] {
  return [
    `export function read(value: ${type}): ${printType(wanted)} {`,
    `  return ${expression};`,
    "}",
  ];
}

function propertyOf(name: string): string {
  const written = memberName(name);
  return written === name ? `.${name}` : `[${written}]`;
}

function methodOf(call: readonly string[]): string {
  return `client${call.map(propertyOf).join("")}`;
}

function callLines(
  { call, use }: Extract<Probe, { kind: "call" }>,
  className: string,
): readonly string[] {
  const called = use === "name" ? methodOf(call) : `${methodOf(call)}()`;
  return [`export const use = (client: ${className}) => ${called};`];
}

function awaitLines(
  { call, wanted }: Extract<Probe, { kind: "await" }>,
  className: string,
): readonly string[] {
  const method = methodOf(call);
  return [
    `export async function use(client: ${className}): Promise<${printType(wanted)}> {`,
    `  const request = {} as Parameters<typeof ${method}>[0];`,
    `  return await ${method}(request);`,
    "}",
  ];
}

/** A list in pages is looped over as it is; a stream is awaited first. */
function loopLines(
  { call, stream }: Extract<Probe, { kind: "loop" }>,
  className: string,
): readonly string[] {
  const method = methodOf(call);
  return [
    `export async function use(client: ${className}) {`,
    `  const request = {} as Parameters<typeof ${method}>[0];`,
    `  for await (const item of ${stream ? "await " : ""}${method}(request)) console.log(item);`,
    "}",
  ];
}

function importCode({ name, module, as }: Extract<Probe, { kind: "import" }>): Code {
  if (as === "type") return { lines: [`export type Known = ${name};`], types: [name] };
  const lines = [`export const known = ${name};`];
  return module === null ? { lines, values: [name] } : { lines, module: { path: module, name } };
}
