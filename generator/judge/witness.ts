/** A user's code that a difference touches: as short as it can be, and nothing in it that the difference is not about. */
import type { Probe, Surface, Type } from "../contract/index.js";
import { printType } from "../lib/print-type.js";
import { memberName } from "../lib/source-text.js";
import { namesIn } from "../lib/type.js";
import { typeAt, wholeTypeAt } from "./place.js";

export interface Witness {
  readonly text: string;
  /** What it imports from the package's entry. */
  readonly types: readonly string[];
  readonly values: readonly string[];
  /** A module of the package beside its entry. */
  readonly module: { readonly path: string; readonly name: string } | null;
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
  return { text: `${[...imports, "", ...lines].join("\n")}\n`, types: imported, values, module };
}

interface Code {
  readonly lines: readonly string[];
  readonly types?: readonly string[];
  readonly values?: readonly string[];
  readonly module?: Witness["module"];
}

function code(probe: Probe, className: string): Code {
  switch (probe.kind) {
    case "pass":
      return {
        lines: [
          ...givenLines(probe.given),
          `export const accepted: ${wholeTypeAt(probe.place)} = ${givenText(probe.given)};`,
        ],
        types: [probe.place.root, ...namesIn(probe.given)],
      };
    case "write":
      return {
        lines: [
          ...givenLines(probe.given),
          `export const request: Partial<${typeAt(probe.place)}> = { ${memberName(probe.property)}: ${givenText(probe.given)} };`,
        ],
        types: [probe.place.root, ...namesIn(probe.given)],
      };
    case "construct":
      return { lines: constructLines(probe.place, probe.properties), types: [probe.place.root] };
    case "read":
      return {
        lines: readLines(wholeTypeAt(probe.place), "value", probe.wanted),
        types: [probe.place.root, ...namesIn(probe.wanted)],
      };
    case "access":
      return {
        lines: readLines(typeAt(probe.place), `value${propertyOf(probe.property)}`, probe.wanted),
        types: [probe.place.root, ...namesIn(probe.wanted)],
      };
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

/** What has no value that can be written down is declared. */
function givenLines(given: Type): readonly string[] {
  return isWritten(given) ? [] : [`declare const given: ${printType(given)};`];
}

function givenText(given: Type): string {
  return isWritten(given) ? printType(given) : "given";
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

function readLines(type: string, expression: string, wanted: Type): readonly string[] {
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
