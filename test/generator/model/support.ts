/** From a piece of a document to its model, through the real stages of names and types. */
import { readFileSync } from "node:fs";
import yaml from "js-yaml";
import type {
  Diagnostic,
  JsonObject,
  ResolvedConfig,
  TypeExpression,
} from "../../../generator/contract/index.js";
import { printType } from "../../../generator/lib/print-type.js";
import { model } from "../../../generator/model/index.js";
import { names } from "../../../generator/names/index.js";
import { samples } from "../../../generator/samples/index.js";
import { types } from "../../../generator/types/index.js";
import { sampledModel, type SampledModel, type SampledOperation } from "../../support/samples.js";
import { resolvedConfig, surveyed } from "../support/document.js";

export interface Modelled {
  readonly model: SampledModel;
  /** What the model stage reported: rule and message. */
  readonly reported: readonly Diagnostic[];
}

export function modelOf(root: JsonObject, overrides: Partial<ResolvedConfig> = {}): Modelled {
  const document = surveyed(root);
  const config = resolvedConfig(overrides);
  const ignore = (): void => {};
  const table = names(document, config, ignore);
  const reported: Diagnostic[] = [];
  const made = model(
    document,
    table,
    types(document, table, config, ignore),
    config,
    (diagnostic) => reported.push(diagnostic),
  );
  const values = samples(document, made, config);
  return {
    model: sampledModel({ survey: document, model: made, samples: values }, config),
    reported,
  };
}

/** The only operation of a document with one path and one method. */
export function operationOf(operation: JsonObject, around: Around = {}): SampledOperation {
  return modelledOperation(operation, around).operation;
}

interface Around {
  readonly path?: string;
  readonly method?: string;
  /** Further fields of the path item and of the document. */
  readonly pathItem?: JsonObject;
  readonly root?: JsonObject;
}

export function modelledOperation(
  operation: JsonObject,
  around: Around = {},
): Modelled & { readonly operation: SampledOperation } {
  const { path = "/things", method = "get", pathItem = {}, root = {} } = around;
  const paths = {
    [path]: {
      ...pathItem,
      [method]: { responses: { 204: { description: "Done." } }, ...operation },
    },
  };
  const made = modelOf({ servers: [{ url: "https://api.example.com" }], ...root, paths });
  const [only] = made.model.operations;
  if (only === undefined) throw new Error("The document has no operation.");
  return { ...made, operation: only };
}

export function rulesOf({ reported }: Pick<Modelled, "reported">): readonly string[] {
  return reported.map(({ rule }) => rule);
}

/** One of the documents in `spec/`. */
export function readSpec(name: string): JsonObject {
  return yaml.load(readFileSync(specFile(name), "utf8")) as JsonObject;
}

export function specFile(name: string): string {
  return new URL(`../../../spec/${name}`, import.meta.url).pathname;
}

/** The type of a parameter or a body, as TypeScript. */
export function printed(holder: { readonly type: TypeExpression } | undefined): string | null {
  return holder === undefined ? null : printType(holder.type.type);
}
