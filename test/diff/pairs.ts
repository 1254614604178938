/** Pairs of small documents, and what `specwright diff` has to say of them. */
import { resolveConfig } from "../../generator/config/index.js";
import type { Bump, Change, Comparison, ResolvedConfig } from "../../generator/contract/index.js";
import { diffDescriptions } from "../../generator/diff.js";
import { describe, type Description } from "../../generator/generate.js";
import type { TypeChecker } from "../../generator/lib/compiler.js";
import { tempFolder } from "../support/temp-folder.js";

/** One change of a document. What stands in `old` and `new` are parts of it; the rest is the same on both sides. */
export interface Case {
  readonly name: string;
  readonly old: Parts;
  readonly new: Parts;
  readonly bump: Bump;
  /** One that has to be among those of a change with that bump; none where nothing changes. */
  readonly symbol?: string;
  /** Verdicts of that change; those that are left out are not looked at. */
  readonly runtime?: Change["runtime"];
  readonly wire?: Change["wire"];
  /** A user's code, without imports: compiles with the old package; with the new one where nothing breaks, and only then. */
  readonly code: string;
}

export interface Parts {
  /** Properties of `Thing`, which every operation here takes or gives. */
  readonly components?: object;
  readonly paths?: object;
  readonly info?: object;
  readonly servers?: readonly object[];
  readonly security?: readonly object[];
  /** Beside these, at the top of the document. */
  readonly root?: object;
}

/** A document with these parts. */
export function documentOf({
  components = {},
  paths,
  info = {},
  servers,
  security,
  root = {},
}: Parts): object {
  return {
    openapi: "3.1.0",
    info: { title: "Shop", version: "1.0.0", ...info },
    servers: servers ?? [{ url: "https://api.example.com" }],
    ...(security === undefined ? {} : { security }),
    paths: paths ?? { "/things": { get: getThings } },
    components,
    ...root,
  };
}

const getThings = {
  operationId: "listThings",
  tags: ["things"],
  responses: {
    200: {
      description: "All things.",
      content: json({ type: "array", items: { type: "string" } }),
    },
  },
};

/** `{ "application/json": { schema } }` */
export function json(schema: object): object {
  return { "application/json": { schema } };
}

/** `POST /things` with this body. */
export function taking(schema: object, components: object = {}): Parts {
  const post = {
    operationId: "createThing",
    tags: ["things"],
    requestBody: { required: true, content: json(schema) },
    responses: { 204: { description: "Done." } },
  };
  return { paths: { "/things": { post } }, components };
}

/** `GET /things/{id}` with this response. */
export function giving(schema: object, components: object = {}): Parts {
  const get = {
    operationId: "getThing",
    tags: ["things"],
    parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
    responses: { 200: { description: "The thing.", content: json(schema) } },
  };
  return { paths: { "/things/{id}": { get } }, components };
}

/** An object with these properties, of which those in `required` have to be there. */
export function object(properties: object, required: readonly string[] = []): object {
  return { type: "object", properties, ...(required.length === 0 ? {} : { required }) };
}

/** Calls `POST /things` with this argument. */
export function creates(argument: string): string {
  return `export const use = (client: Shop) => client.things.create(${argument});`;
}

/** Reads this of the `thing` that `GET /things/{id}` gives. */
export function reads(expression: string): string {
  return `export const use = async (client: Shop) => {
  const thing = await client.things.get({ id: "1" });
  return ${expression};
};`;
}

/** What two documents make, and what differs. */
export interface DocumentsDiff extends Comparison {
  readonly old: Description;
  readonly new: Description;
}

export async function diffConfigs(
  old: ResolvedConfig,
  next: ResolvedConfig,
  checker: TypeChecker,
): Promise<DocumentsDiff> {
  const [before, after] = [await describe(old), await describe(next)];
  const comparison = await diffDescriptions(
    { description: before, source: "old" },
    { description: after, source: "new" },
    { checker: () => Promise.resolve(checker) },
  );
  return { ...comparison, old: before, new: after };
}

export async function diffOf(
  old: Parts,
  next: Parts,
  checker: TypeChecker,
): Promise<DocumentsDiff> {
  const folder = tempFolder({
    "old.json": JSON.stringify(documentOf(old)),
    "new.json": JSON.stringify(documentOf(next)),
  });
  const config = (input: string) => resolveConfig({ input, output: "out" }, folder);
  return diffConfigs(await config("old.json"), await config("new.json"), checker);
}
