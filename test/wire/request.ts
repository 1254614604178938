/** From a request that the server expects to the argument and the client options that should bring it about. */
import type { Parameter, RequestContent } from "../../generator/contract/index.js";
import { composed, data, isJson, type Data } from "../conformance/source.js";
import { readDescribedXml } from "../support/described-xml.js";
import { given } from "./given.js";
import type { Target } from "./find.js";
import type { Body, Exchange } from "./suite.js";

type Values = Readonly<Record<string, unknown>>;

export function requestFor(scenario: string, target: Target, exchange: Exchange): Values {
  const { operation } = target;
  const byHand = given.find((each) => each.scenario.test(scenario))?.request;
  const parameters = operation.parameters.flatMap((parameter): [string, unknown][] => {
    const value = valueOf(parameter, target, exchange);
    return value === undefined ? [] : [[parameter.property, value]];
  });
  return { ...Object.fromEntries(parameters), ...bodyOf(target, exchange.body), ...byHand };
}

/** What the caller of the SDK would give: read as the schema says. What the server does not mention has the example's value. */
function valueOf(
  parameter: Parameter,
  { operation, described, path }: Target,
  exchange: Exchange,
): unknown {
  const { in: place, wireName, property, required } = parameter;
  const fallback = required ? data(operation.minimalRequest)[property] : undefined;
  const schema =
    described.parameters.find((each) => each.in === place && each.name === wireName)?.schema ?? {};
  if (place === "path") return read(decodeURIComponent(path[wireName] ?? ""), schema);
  if (place === "query") return read(exchange.query[wireName], schema) ?? fallback;
  const header = Object.entries(exchange.headers).find(
    ([name]) => name.toLowerCase() === wireName.toLowerCase(),
  );
  return read(header?.[1], schema) ?? fallback;
}

function read(value: unknown, schema: Data): unknown {
  if (typeof value !== "string") return value;
  const types = typesOf(schema);
  if (types.includes("array"))
    return value.split(/[,| \t\n]/).map((item) => read(item, data(schema["items"])));
  if (types.includes("string")) return value;
  if (types.includes("integer") || types.includes("number")) return Number(value);
  return types.includes("boolean") ? value === "true" : value;
}

function typesOf(schema: Data): readonly unknown[] {
  const [first] = [schema["allOf"], schema["anyOf"]].flat().filter((each) => each !== undefined);
  return schema["type"] === undefined && first !== undefined
    ? typesOf(data(first))
    : [schema["type"]].flat();
}

function bodyOf({ operation: { body }, described }: Target, expected: Body | null): Values {
  if (body === null || expected === null) return {};
  const [primary] = body.contents;
  const chosen =
    body.contents.find(({ mediaType }) => mediaType === expected.contentType) ?? primary;
  const properties = data(described.contents.get("multipart/form-data")?.schema["properties"]);
  const schema = described.contents.get(chosen?.mediaType ?? "")?.schema ?? {};
  if (chosen?.kind === "xml" && expected.text !== undefined)
    return placed(chosen, {}, readDescribedXml(expected.text, schema, composed));
  const isFile = schema["format"] === "binary";
  const value =
    isFile && expected.text !== undefined
      ? new Blob([expected.text], { type: expected.contentType })
      : bodyValue(expected, (field) => typesOf(data(properties[field])));
  const choice =
    chosen === primary || chosen === undefined ? {} : { contentType: chosen.mediaType };
  return placed(chosen, choice, value);
}

function placed(content: RequestContent | undefined, choice: object, value: unknown): Values {
  return content?.placement === "flat" ? { ...choice, ...data(value) } : { ...choice, body: value };
}

function bodyValue(
  { contentType, text, base64, parts, files }: Body,
  typesIn: (field: string) => readonly unknown[],
): unknown {
  if (parts !== undefined) return multipartValue(parts, files ?? [], typesIn);
  if (base64 !== undefined) {
    const bytes = Buffer.from(base64, "base64");
    return contentType === "application/jsonl"
      ? bytes
          .toString()
          .split("\n")
          .map((line) => JSON.parse(line) as unknown)
      : new Blob([bytes], { type: contentType });
  }
  return isJson(contentType) && text !== undefined ? JSON.parse(text) : text;
}

/** Several files, or one of a field that takes several. */
function multipartValue(
  parts: Values,
  files: NonNullable<Body["files"]>,
  typesIn: (field: string) => readonly unknown[],
): Values {
  // In a part, a text that looks like a number is told as one.
  const byField = new Map<string, unknown>(
    Object.entries(parts).map(([field, value]) => [
      field,
      typeof value === "number" && typesIn(field).includes("string") ? String(value) : value,
    ]),
  );
  for (const { fieldname, originalname, mimetype, base64 } of files) {
    const file = new File([Buffer.from(base64, "base64")], originalname, { type: mimetype });
    const others = byField.get(fieldname);
    byField.set(
      fieldname,
      typesIn(fieldname).includes("array") ? [others ?? [], file].flat() : file,
    );
  }
  return Object.fromEntries(byField);
}

/** A client as the scenario means it: the mock server's URL, and the credential that it expects. */
export function clientOptions(
  scenario: string,
  url: string,
  { sdk, path }: Target,
  { headers }: Exchange,
): object {
  const { servers, securitySchemes } = sdk.model.client;
  const hasVariables = (servers[0]?.variables.length ?? 0) > 0;
  const server = hasVariables ? { serverVariables: { ...path, endpoint: url } } : { baseURL: url };
  const credentials = securitySchemes.flatMap(({ kind, wireName, options }): [string, string][] => {
    const sent = String(headers[(kind === "apiKey" ? wireName : null) ?? "authorization"] ?? "");
    const secret = options.find(({ role }) => role === "secret");
    if (sent === "" || secret === undefined) return [];
    return [[secret.name, kind === "apiKey" ? sent : sent.replace(/^\S+ /, "")]];
  });
  const byHand = given.find((each) => each.scenario.test(scenario))?.client;
  return {
    ...server,
    retries: { strategy: "none" },
    ...Object.fromEntries(credentials),
    ...byHand,
  };
}
