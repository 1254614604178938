/** Compiles what the stage emits, many cases in one program, and says which values each type accepts. */
import ts from "typescript";
import type {
  Diagnostic,
  Json,
  JsonObject,
  ResolvedConfig,
  Types,
} from "../../../generator/contract/index.js";
import { printDeclaration } from "../../../generator/lib/print-type.js";
import { names } from "../../../generator/names/index.js";
import { types } from "../../../generator/types/index.js";
import { resolvedConfig, surveyed } from "../support/document.js";

export interface Case {
  /** `types` of the configuration. */
  readonly settings?: Partial<ResolvedConfig["types"]>;
  /** Component schemas. */
  readonly given: JsonObject;
  /** Which way the schemas go; default: out of a response. */
  readonly via?: "request" | "response" | "both";
  /** The type to assign to; default: the first component's. */
  readonly type?: string;
  readonly accepts?: readonly (Json | Source)[];
  readonly refuses?: readonly (Json | Source)[];
}

/** A value that is no JSON, as TypeScript source. */
export class Source {
  constructor(readonly text: string) {}
}

export interface Emitted extends Types {
  readonly text: string;
  readonly findings: readonly Diagnostic[];
}

/** Both stages on a document that uses every component as `via` says. */
export function emit({ given, via = "response", settings }: Case, root: JsonObject = {}): Emitted {
  const refs = Object.keys(given).map((key) => ({
    $ref: `#/components/schemas/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
  }));
  const content = (schema: JsonObject): JsonObject => ({
    content: { "application/json": { schema } },
  });
  const paths = Object.fromEntries(
    refs.map((ref, index) => [
      `/use${index}`,
      {
        put: {
          operationId: `use${index}`,
          tags: ["uses"],
          ...(via === "response" ? {} : { requestBody: content(ref) }),
          responses: {
            200: via === "request" ? { description: "" } : { description: "", ...content(ref) },
          },
        },
      },
    ]),
  );
  const document = surveyed({ paths, components: { schemas: given }, ...root });
  const findings: Diagnostic[] = [];
  const config = resolvedConfig({ types: { dates: "string", int64: "number", ...settings } });
  const table = names(document, config, (finding) => findings.push(finding));
  const result = types(document, table, config, (finding) => findings.push(finding));
  return { ...result, text: result.declarations.map(printDeclaration).join("\n"), findings };
}

/** JSON on one line, also where TypeScript counts U+2028 as the end of one. */
function sourceOf(value: Json): string {
  return JSON.stringify(value).replaceAll("\u2028", "\\u2028");
}

/** What TypeScript says of the declarations and of each value: `null` for "accepted". */
export interface Verdict {
  readonly declarations: readonly string[];
  readonly accepts: readonly (string | null)[];
  readonly refuses: readonly (string | null)[];
}

/** One program for all cases: most of the time goes into the standard library's types. */
export function judge(cases: Readonly<Record<string, Case>>): ReadonlyMap<string, Verdict> {
  const files = new Map<
    string,
    { readonly text: string; readonly lines: number; readonly given: Case }
  >();
  for (const [name, given] of Object.entries(cases)) {
    const { text, declarations } = emit(given);
    const type = given.type ?? declarations[0]?.name ?? "never";
    const values = [...(given.accepts ?? []), ...(given.refuses ?? [])];
    const checks = values.map(
      (value, index) =>
        `export const v${index}: ${type} = ${value instanceof Source ? value.text : sourceOf(value)};`,
    );
    files.set(`/${name.replaceAll(/\W+/g, "-")}.ts`, {
      text: `${text}\n${checks.join("\n")}\n`,
      lines: text.split(/\r\n|[\n\r\u2028\u2029]/).length,
      given,
    });
  }
  const program = compile(new Map([...files].map(([path, { text }]) => [path, text])));
  const verdicts = [...files].map(([path, { lines, given }]): Verdict => {
    const source = program.getSourceFile(path);
    const found =
      source === undefined
        ? []
        : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    const errors = found.map((each) => ({
      line: ts.getLineAndCharacterOfPosition(source as ts.SourceFile, each.start ?? 0).line,
      text: ts.flattenDiagnosticMessageText(each.messageText, "\n"),
    }));
    const at = (index: number): string | null =>
      errors.find(({ line }) => line === lines + index)?.text ?? null;
    const accepted = (given.accepts ?? []).length;
    return {
      declarations: errors.filter(({ line }) => line < lines).map(({ text }) => text),
      accepts: (given.accepts ?? []).map((_, index) => at(index)),
      refuses: (given.refuses ?? []).map((_, index) => at(accepted + index)),
    };
  });
  return new Map(Object.keys(cases).map((name, index) => [name, verdicts[index] as Verdict]));
}

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  lib: ["lib.es2022.d.ts"],
  types: [],
  noEmit: true,
};

/** What the declarations need of the platform; all of the DOM would cost a second. */
const PLATFORM =
  "interface Blob { readonly size: number; readonly type: string }\ndeclare const Blob: { new (parts?: readonly string[]): Blob };\n" +
  'declare enum Unmapped { Tag = "" }\ntype UnmappedTag = Unmapped;\n';

export function compile(files: ReadonlyMap<string, string>): ts.Program {
  const host = ts.createCompilerHost(OPTIONS);
  const all = new Map([...files, ["/platform.d.ts", PLATFORM]]);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (path, version) => {
    const text = all.get(path);
    return text === undefined
      ? getSourceFile.call(host, path, version)
      : ts.createSourceFile(path, text, version);
  };
  host.fileExists = (path) => all.has(path) || fileExists.call(host, path);
  host.readFile = (path) => all.get(path) ?? readFile.call(host, path);
  return ts.createProgram([...all.keys()], OPTIONS, host);
}
