/** A generated SDK, imported straight from its source: the line without layout (which changes no meaning), bundled by esbuild. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { assemble } from "../../generator/assemble/index.js";
import type { Operation, ResolvedConfig, SdkModel } from "../../generator/contract/index.js";
import { everything } from "../../generator/load/select/index.js";
import { describe } from "../../generator/generate.js";
import { render } from "../../generator/render/index.js";
import { sampledModel, type SampledModel } from "../support/samples.js";

export interface Sdk {
  readonly model: SampledModel;
  /** Calls an operation's standalone function, and waits for what it resolves with. */
  call(operation: Operation, request: object, options?: CallSetting): Promise<unknown>;
  /** What the function gives, not waited for. */
  start(operation: Operation, request: object, options?: CallSetting): Started;
}

export interface CallSetting {
  /** Options of a client of its own. */
  readonly client?: object;
  readonly call?: object | undefined;
  /** Of another of the operation's functions. */
  readonly suffix?: string;
}

export interface Started extends PromiseLike<unknown> {
  withResponse?(): Promise<{ readonly headers?: object }>;
}

type ClientClass = new (options: object) => object;
type OperationFunction = (client: object, request: object, options?: object) => Started;
type Exports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Generates the SDK of the document at `input` below `folder` and makes a client of it, with every credential set. */
export async function importSdk(
  input: string,
  folder: string,
  baseURL: string,
  overlays: readonly string[] = [],
): Promise<Sdk> {
  const config = { ...configFor(input, folder), overlays };
  const described = await describe(config);
  const { plan, templates } = described;
  const model = sampledModel(described, config);
  const files = await assemble(
    render(plan, templates, () => {}),
    plan,
  );
  for (const { path, text } of files.filter((file) => file.path.startsWith("src/"))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const modules = await bundle(folder, model);
  const Client = modules["client"]?.[model.client.coreName] as ClientClass;
  const client = new Client({ baseURL, retries: { strategy: "none" }, ...credentials(model) });
  const start: Sdk["start"] = ({ names }, request, options) => {
    const name = `${names.function}${options?.suffix ?? ""}`;
    const run = modules[moduleName(names.file)]?.[name] as OperationFunction;
    const own = options?.client;
    return run(own === undefined ? client : new Client(own), request, options?.call);
  };
  return { model, start, call: async (...call) => start(...call) };
}

/** What the client is given for each credential option: its own name, so that a test can tell them apart. */
export function credentialOf(option: string): string {
  return `${option}-given`;
}

function credentials(model: SdkModel): Record<string, string> {
  const options = model.client.securitySchemes.flatMap((scheme) => scheme.options);
  // With a token in hand, client credentials are not exchanged for one.
  const given = options.filter(({ role }) => role !== "clientId" && role !== "clientSecret");
  return Object.fromEntries(given.map(({ name }) => [name, credentialOf(name)]));
}

async function bundle(folder: string, model: SdkModel): Promise<Exports> {
  const files = [...new Set(model.operations.map(({ names }) => names.file))];
  const contents = [
    `export * as client from "./src/client.js";`,
    ...files.map((file) => `export * as ${moduleName(file)} from "./src/operations/${file}.js";`),
  ].join("\n");
  const outfile = join(folder, "bundle.mjs");
  await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    nodePaths: [resolve("node_modules")],
    logLevel: "error",
  });
  return (await import(pathToFileURL(outfile).href)) as Exports;
}

function moduleName(file: string): string {
  return `operation_${file.replace(/[^a-zA-Z0-9]/g, (character) => `_${character.charCodeAt(0)}_`)}`;
}

function configFor(input: string, output: string): ResolvedConfig {
  const nothing = { name: null, version: null, description: null, license: null };
  return {
    input,
    output,
    templates: null,
    overlays: [],
    filter: everything,
    allowHosts: [],
    package: { ...nothing, author: null, repository: null, homepage: null },
    client: { name: null, envPrefix: null },
    types: { dates: "string", int64: "number" },
    retries: null,
    validation: false,
    openapiTypes: false,
    release: { bump: false, changelog: true },
    dropAliases: false,
    failOn: "never",
  };
}
