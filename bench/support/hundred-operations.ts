/** A made-up document of 100 operations that uses what a large API has: errors of its own, retries, paging, streams, uploads, keys. */

const NAMES =
  "agent answer batch channel comment device event file group invoice job key member message order project report rule task team".split(
    " ",
  );
const ERRORS = {
  400: "Invalid",
  401: "Unauthorized",
  404: "NotFound",
  409: "Conflict",
  429: "Limited",
};

export function hundredOperations(): object {
  const error = { type: "object", properties: { message: { type: "string" } } };
  const schemas: Record<string, object> = {};
  for (const name of Object.values(ERRORS)) schemas[`${name}Error`] = error;
  const paths: Record<string, object> = {};
  for (const name of NAMES) {
    const Name = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    schemas[Name] = thing;
    Object.assign(paths, pathsOf(name, Name));
  }
  return {
    openapi: "3.1.0",
    info: { title: "A hundred", version: "1.0.0" },
    servers: [{ url: "https://api.example.com" }],
    security: [{ token: [] }],
    "x-speakeasy-retries": {
      strategy: "backoff",
      backoff: {
        initialInterval: 500,
        maxInterval: 60_000,
        exponent: 1.5,
        maxElapsedTime: 60_000,
      },
      statusCodes: ["5XX"],
      retryConnectionErrors: true,
    },
    paths,
    components: { schemas, securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  };
}

const thing = {
  type: "object",
  required: ["id"],
  properties: { id: { type: "string" }, title: { type: "string" }, size: { type: "integer" } },
};

function pathsOf(name: string, Name: string): object {
  const one = { $ref: `#/components/schemas/${Name}` };
  const id = { name: `${name}_id`, in: "path", required: true, schema: { type: "string" } };
  const operation = (verb: string, content: object, more: object = {}) => ({
    operationId: `${verb}${Name}`,
    tags: [`${name}s`],
    ...more,
    responses: { 200: { description: "Done.", content }, ...errorResponses() },
  });
  const json = (schema: object) => ({ "application/json": { schema } });
  const page = {
    type: "object",
    properties: { data: { type: "array", items: one }, next: { type: "string" } },
  };
  return {
    [`/${name}s`]: {
      get: operation("list", json(page), {
        parameters: ["cursor", "limit", "order"].map((each) => ({
          name: each,
          in: "query",
          schema: { type: each === "limit" ? "integer" : "string" },
        })),
        "x-speakeasy-pagination": {
          type: "cursor",
          inputs: [{ name: "cursor", in: "parameters", type: "cursor" }],
          outputs: { results: "$.data", nextCursor: "$.next" },
        },
      }),
      post: operation("create", json(one), {
        parameters: [{ name: "Idempotency-Key", in: "header", schema: { type: "string" } }],
        requestBody: { required: true, content: json(one) },
      }),
    },
    [`/${name}s/{${name}_id}`]: {
      parameters: [id],
      get: operation("get", json(one)),
    },
    [`/${name}s/{${name}_id}/events`]: {
      parameters: [id],
      get: operation("watch", { "text/event-stream": { schema: one } }),
    },
    [`/${name}s/{${name}_id}/file`]: {
      parameters: [id],
      put: operation("upload", json(one), {
        requestBody: { required: true, content: { "multipart/form-data": { schema: upload } } },
      }),
    },
  };
}

const upload = {
  type: "object",
  required: ["file"],
  properties: {
    file: { type: "string", contentMediaType: "application/octet-stream" },
    note: { type: "string" },
  },
};

function errorResponses(): object {
  return Object.fromEntries(
    Object.entries(ERRORS).map(([status, name]) => {
      const schema = { $ref: `#/components/schemas/${name}Error` };
      return [status, { description: name, content: { "application/json": { schema } } }];
    }),
  );
}
