/**
 * What the document itself says of an operation, read without any part of the generator: js-yaml for the text, the reference parser
 * that openapi-backend brings for `$ref`s, and this file for what Swagger 2 spells differently.
 */
import { readFileSync } from "node:fs";
import { load } from "js-yaml";
import { dereference } from "openapi-backend/refparser.js";

export type Data = Readonly<Record<string, unknown>>;

export interface SourceParameter {
  readonly in: string;
  readonly name: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly schema: Data;
  /** Media type of a parameter that `content` describes. */
  readonly contentType: string | null;
}

export interface SourceOperation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly SourceParameter[];
  /** By media type. */
  readonly contents: ReadonlyMap<string, { readonly schema: Data; readonly encoding: Data }>;
  /** The document says that no SDK is to have it. */
  readonly isIgnored: boolean;
  /** Alternatives, each by scheme id. */
  readonly security: readonly Data[];
}

export interface Source {
  readonly root: Data;
  readonly operations: ReadonlyMap<string, SourceOperation>;
  readonly schemes: Data;
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];
const defaultStyles: Data = { path: "simple", header: "simple", query: "form", cookie: "form" };
/** Parameters of these names are ignored by the specification: media types and credentials say them. The last one is the platform's. */
const ignoredHeaders = /^(accept|content-type|authorization|content-length)$/i;

export async function readSource(file: string): Promise<Source> {
  const parsed = load(readFileSync(file, "utf8"), { json: true }) as Parameters<
    typeof dereference
  >[0];
  // The file's own path, for what it refers to by a relative one.
  // A reference to something that is not there stays: the rest is dereferenced in place.
  await dereference(file, parsed, { continueOnError: true }).catch(() => {});
  const root = parsed as unknown as Data;
  const operations = new Map<string, SourceOperation>();
  for (const [path, item] of Object.entries(data(root["paths"]))) {
    for (const method of methods) {
      const operation = data(item)[method];
      if (operation === undefined) continue;
      const key = `${method.toUpperCase()} ${path}`;
      operations.set(
        key,
        readOperation(root, path, method.toUpperCase(), data(item), data(operation)),
      );
    }
  }
  const schemes = data(data(root["components"])["securitySchemes"] ?? root["securityDefinitions"]);
  return { root, operations, schemes };
}

function readOperation(
  root: Data,
  path: string,
  method: string,
  item: Data,
  operation: Data,
): SourceOperation {
  const byPlace = new Map<string, Data>();
  for (const each of [...list(item["parameters"]), ...list(operation["parameters"])])
    byPlace.set(`${String(each["in"])} ${String(each["name"])}`, each);
  const all = [...byPlace.values()];
  const isSent = (each: Data) =>
    !["body", "formData"].includes(String(each["in"])) &&
    !(each["in"] === "header" && ignoredHeaders.test(String(each["name"])));
  return {
    method,
    path,
    parameters: all.filter(isSent).map(readParameter),
    contents:
      root["swagger"] === undefined
        ? readContents(operation)
        : swaggerContents(root, operation, all),
    isIgnored: operation["x-speakeasy-ignore"] === true,
    security: list(operation["security"] ?? root["security"]),
  };
}

function readParameter(parameter: Data): SourceParameter {
  const [content] = Object.entries(data(parameter["content"]));
  const place = String(parameter["in"]);
  const style = styleOf(parameter) ?? String(parameter["style"] ?? defaultStyles[place]);
  // A Swagger 2 parameter is its own schema, and its lists are csv where it does not say otherwise.
  const isOwnSchema = parameter["type"] !== undefined && parameter["schema"] === undefined;
  return {
    in: place,
    name: String(parameter["name"]),
    required: parameter["required"] === true,
    style,
    explode: isOwnSchema
      ? parameter["collectionFormat"] === "multi"
      : (parameter["explode"] ?? style === "form") === true,
    schema: isOwnSchema
      ? parameter
      : data((content === undefined ? parameter : data(content[1]))["schema"]),
    contentType: content?.[0] ?? null,
  };
}

function styleOf({ collectionFormat }: Data): string | null {
  const styles: Data = { ssv: "spaceDelimited", pipes: "pipeDelimited", tsv: "tabDelimited" };
  const style = styles[String(collectionFormat)];
  return typeof style === "string" ? style : null;
}

function readContents(operation: Data): SourceOperation["contents"] {
  const content = data(data(operation["requestBody"])["content"]);
  return new Map(
    Object.entries(content).map(([type, media]) => [
      mediaTypeOf(type),
      { schema: data(data(media)["schema"]), encoding: data(data(media)["encoding"]) },
    ]),
  );
}

function swaggerContents(
  root: Data,
  operation: Data,
  parameters: readonly Data[],
): SourceOperation["contents"] {
  const consumes = (operation["consumes"] ?? root["consumes"] ?? []) as readonly string[];
  const body = parameters.find((each) => each["in"] === "body");
  if (body !== undefined) {
    const types = consumes.length === 0 ? ["application/json"] : consumes;
    return new Map(
      types.map((type) => [mediaTypeOf(type), { schema: data(body["schema"]), encoding: {} }]),
    );
  }
  const fields = parameters.filter((each) => each["in"] === "formData");
  if (fields.length === 0) return new Map();
  const schema = {
    type: "object",
    required: fields.filter((each) => each["required"] === true).map((each) => each["name"]),
    properties: Object.fromEntries(fields.map((each) => [String(each["name"]), fieldSchema(each)])),
  };
  const encoding = Object.fromEntries(
    fields
      .filter((each) => each["type"] === "array")
      .map((each) => [
        String(each["name"]),
        { style: styleOf(each) ?? "form", explode: each["collectionFormat"] === "multi" },
      ]),
  );
  const form = "application/x-www-form-urlencoded";
  const multipart = "multipart/form-data";
  return new Map([form, multipart].map((type) => [type, { schema, encoding }]));
}

function fieldSchema(field: Data): Data {
  if (field["type"] === "file") return { type: "string", format: "binary" };
  const { required: _required, ...schema } = field;
  return schema;
}

/** With the slash that a path has to begin with, and that some documents leave out. */
export function slashed(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}

export function mediaTypeOf(contentType: string): string {
  return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

export function isJson(mediaType: string): boolean {
  return /[/+]json$/.test(mediaTypeOf(mediaType));
}

export function data(value: unknown): Data {
  return typeof value === "object" && value !== null ? (value as Data) : {};
}

export function list(value: unknown): readonly Data[] {
  return Array.isArray(value) ? value.map(data) : [];
}

/** A schema that has been dereferenced, with what its `allOf` says laid together; what stands beside it comes last. */
export function composed(schema: Data): Data {
  const parts = list(schema["allOf"]).map(composed);
  return [...parts, schema].reduce(
    (all, part) => ({
      ...all,
      ...part,
      properties: { ...data(all["properties"]), ...data(part["properties"]) },
      required: [...texts(all["required"]), ...texts(part["required"])],
    }),
    {},
  );
}

function texts(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
