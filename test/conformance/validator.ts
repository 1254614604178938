/**
 * openapi-backend (with ajv) as the judge of a request. It cannot judge everything: label, matrix and other composed values in paths,
 * lists and objects in headers and cookies, objects spread over the query, parameters of other media types than JSON. Those it is not
 * shown; `decode.ts` reads them back by itself. Multipart, text and bytes it does not read: see `bodies.ts`.
 */
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { OpenAPIRouter, OpenAPIValidator, ValidationContext, type Document } from "openapi-backend";
import { nested } from "./decode.js";
import { requestSchema } from "./schema.js";
import type { SeenRequest } from "./server.js";
import {
  data,
  list,
  slashed,
  type Data,
  type Source,
  type SourceOperation,
  type SourceParameter,
} from "./source.js";

const formats = new Set(["date", "date-time", "uuid", "email", "uri", "ipv4", "ipv6"]);

/** Finds the operation that a request belongs to, by the whole document. */
export function matcher(source: Source): (request: SeenRequest) => string {
  const paths = Object.entries(data(source.root["paths"])).map(([path, item]) => [
    slashed(path),
    item,
  ]);
  const definition = {
    openapi: "3.0.3",
    info: { title: "", version: "" },
    paths: Object.fromEntries(paths),
  } as Document;
  const router = new OpenAPIRouter({ definition });
  const operations = router.getOperations();
  router.getOperations = () => operations;
  return ({ method, path }) => {
    const found = router.matchOperation({ method, path, headers: {} });
    return found === undefined ? "no operation" : `${found.method.toUpperCase()} ${found.path}`;
  };
}

/** True where openapi-backend reads such a parameter as the specification says. */
export function canJudge(parameter: SourceParameter): boolean {
  if (parameter.contentType !== null)
    return parameter.in === "query" && parameter.contentType === "application/json";
  const types = [parameter.schema["type"]].flat();
  const isPrimitive = isOnlyPrimitive(parameter.schema);
  if (parameter.in !== "query")
    return isPrimitive && parameter.style === (parameter.in === "cookie" ? "form" : "simple");
  return isPrimitive || parameter.style === "deepObject" || types[0] === "array";
}

const primitives = new Set<unknown>(["string", "integer", "number", "boolean", "null"]);

function isOnlyPrimitive(schema: Data): boolean {
  if (schema["type"] !== undefined)
    return [schema["type"]].flat().every((type) => primitives.has(type));
  const members = list(schema["anyOf"] ?? schema["oneOf"] ?? schema["allOf"]);
  return members.length > 0 && members.every(isOnlyPrimitive);
}

export interface Verdict {
  readonly errors: readonly string[];
  /** Parameters that it was not shown. */
  readonly unseen: readonly string[];
}

/**
 * What openapi-backend says of a request to `operation`. `body` is the decoded JSON or form, `undefined` for anything else;
 * `hidden` are query names that are not parameters: credentials.
 */
export function validate(
  request: SeenRequest,
  operation: SourceOperation,
  body: { readonly schema: Data; readonly value: unknown; readonly isForm: boolean } | undefined,
  hidden: ReadonlySet<string>,
): Verdict {
  const shown = operation.parameters.filter(
    (each) => canJudge(each) && !(each.in === "query" && hidden.has(each.name)),
  );
  const unseen = operation.parameters.filter((parameter) => !canJudge(parameter));
  const definition = {
    openapi: "3.0.3",
    info: { title: "", version: "" },
    paths: {
      [slashed(operation.path)]: {
        [operation.method.toLowerCase()]: definitionOf(operation, shown, body?.schema),
      },
    },
  } as unknown as Document;
  const validator = new OpenAPIValidator({
    definition,
    lazyCompileValidators: true,
    coerceTypes: true,
    customizeAjv: (_, options, context) => {
      // A form's values are text, and a list of one looks like its item.
      const coerceTypes =
        context === ValidationContext.RequestBody && body?.isForm !== true ? false : "array";
      const ajv = new Ajv({
        ...options,
        strict: false,
        coerceTypes,
        unicodeRegExp: false,
        logger: false,
      });
      addFormats.default(ajv, [...formats] as addFormats.FormatName[]);
      return ajv;
    },
  });
  const { errors } = validator.validateRequest(
    {
      method: request.method,
      path: request.path,
      query: queryOf(request.query, operation.parameters, unseen, hidden) as Record<string, string>,
      headers:
        body === undefined
          ? request.headers
          : { ...request.headers, "content-type": "application/json" },
      // A text is parsed once more there.
      body: typeof body?.value === "string" ? JSON.stringify(body.value) : body?.value,
    },
    "it",
  );
  return {
    errors: (errors ?? []).map(
      (error) =>
        `${error.instancePath} ${error.message ?? error.keyword} ${JSON.stringify(error.params)}`,
    ),
    unseen: unseen.map((parameter) => `${parameter.in} ${parameter.style}`),
  };
}

function definitionOf(
  { parameters }: SourceOperation,
  shown: readonly SourceParameter[],
  body: Data | undefined,
): object {
  return {
    operationId: "it",
    parameters: parameters
      .filter((parameter) => shown.includes(parameter) || parameter.in === "path")
      .map((parameter) => {
        const schema = shown.includes(parameter) ? requestSchema(parameter.schema) : {};
        const { name, in: place, required, style, explode, contentType } = parameter;
        const described =
          contentType === null
            ? { schema, style, explode }
            : { content: { [contentType]: { schema } } };
        return { name, in: place, required, ...described };
      }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: requestSchema(body) } },
          },
        }),
    responses: {},
  };
}

/** Decoded by name. Only deepObject reads brackets as nesting: in any other name they are just characters, which its own parser does not know. */
function queryOf(
  query: string,
  parameters: readonly SourceParameter[],
  unseen: readonly SourceParameter[],
  hidden: ReadonlySet<string>,
): Record<string, unknown> {
  const flat = new URLSearchParams(query);
  const deep = parameters.filter((each) => each.in === "query" && each.style === "deepObject");
  const spread = unseen.flatMap((each) =>
    each.in === "query"
      ? [each.name, ...Object.keys((each.schema["properties"] ?? {}) as Data)]
      : [],
  );
  const result: Record<string, unknown> = {};
  for (const name of new Set(flat.keys())) {
    const base = deep.find((each) => name === each.name || name.startsWith(`${each.name}[`));
    if (base !== undefined) result[base.name] = nested(query)[base.name];
    else if (!spread.includes(name) && !hidden.has(name)) {
      const values = flat.getAll(name);
      result[name] = values.length === 1 ? values[0] : values;
    }
  }
  return result;
}
