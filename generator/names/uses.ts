/** Names of what stands inline in operations and in components other than schemas. */
import type { OperationNames, OperationSite, SchemaUse } from "../contract/index.js";
import { isJson } from "../lib/media-type.js";
import { child, isObject, segmentsOf } from "../lib/pointer.js";
import { capitalise, pascalCase } from "../lib/words.js";
import { componentsOf, typeName } from "./components.js";
import type { ErrorNames } from "./errors.js";
import {
  isLeaf,
  nameOfTarget,
  nameRoot,
  nameWithin,
  type InlineContext,
  type InlineRoot,
} from "./inline.js";
import { identifier } from "./identifier.js";
import { operationId } from "./operation-id.js";
import { nameFromPath } from "./path-words.js";
import { isErrorStatus, statusWords } from "./status.js";

/** Inside component schemas: `Pet.owner` -> `PetOwner`. */
export function nameComponentParts(context: InlineContext): void {
  for (const [key, schema] of Object.entries(componentsOf(context.document.root, "schemas"))) {
    const pointer = child("/components/schemas", key);
    const name = context.types.get(pointer);
    if (name !== undefined && (isObject(schema) || typeof schema === "boolean"))
      nameWithin(context, schema, pointer, name);
  }
}

interface UsesToName {
  /** `null` for a webhook or callback. */
  readonly names: OperationNames | null;
  readonly uses: readonly SchemaUse[];
  readonly errors: Pick<ErrorNames, "ofStatus">;
}

/** Bodies, responses, parameters and headers of one operation. */
export function nameUses(
  context: InlineContext,
  site: OperationSite,
  { names, uses, errors }: UsesToName,
): void {
  const stem = capitalise(names?.function ?? stemOf(site));
  const body = primaryOf(uses.filter((use) => use.role === "body"));
  const success = primaryOf(
    uses.filter((use) => use.role === "response" && !isErrorStatus(use.status ?? "")),
  );
  // The primary ones first: they hold the plain names.
  for (const use of new Set([body, success, ...uses])) {
    if (use === undefined || !isObject(use.schema) || use.schema["$ref"] !== undefined) continue;
    if (isLeaf(context, use.schema)) continue;
    const because = `the ${use.role} of \`${names?.function ?? stem}\``;
    const error = errors.ofStatus.get(use.pointer);
    const wanted =
      error === undefined
        ? wantedFor(use, stem, use === body || use === success)
        : { candidates: [`${error}Data`], owner: `${error}Data` };
    const given =
      use === success && use.owner.startsWith("/paths/") ? names?.responseType : undefined;
    nameRoot(context, {
      schema: use.schema,
      pointer: use.pointer,
      because,
      ...wanted,
      ...(given === undefined ? {} : { given, owner: given }),
    });
  }
}

function primaryOf(uses: readonly SchemaUse[]): SchemaUse | undefined {
  const whole = uses.filter((use) => !use.item);
  return whole.find((use) => isJson(use.mediaType)) ?? whole[0];
}

/** Webhooks and callbacks have no function, but their bodies have types. */
function stemOf(site: OperationSite): string {
  const id = operationId(site);
  if (id !== null) return identifier(id);
  if (site.kind === "operation") return nameFromPath(site, { list: true });
  const [, , ...rest] = segmentsOf(site.pointer);
  return site.kind === "webhook"
    ? identifier(`${site.path} webhook`)
    : identifier(`${rest.at(-3) ?? ""} callback`);
}

type Wanted = Pick<InlineRoot, "candidates" | "owner">;

function wantedFor(use: SchemaUse, stem: string, primary: boolean): Wanted {
  const [first, kind, key = ""] = segmentsOf(use.owner);
  const own = first === "components" ? typeName(key) : null;
  const media = primary ? "" : mediaWords(use.mediaType);
  const item = use.item ? "Item" : "";
  switch (use.role) {
    case "body": {
      const base = own ?? stem;
      return {
        candidates: [`${base}${media}RequestBody${item}`, `${base}${media}Body${item}`],
        owner: own ?? `${base}${media}Request${item}`,
      };
    }
    case "response": {
      const base =
        own === null
          ? `${stem}${primary ? "" : statusPart(use)}${media}Response`
          : withSuffix(`${own}${media}`, "Response");
      return { candidates: [`${base}${item}`], owner: `${base}${item}` };
    }
    case "parameter": {
      const base =
        own === null
          ? `${stem}Request${pascalCase(use.name ?? "")}`
          : `${own}${kind === "parameters" ? "Parameter" : ""}`;
      return { candidates: [base], owner: base };
    }
    case "header": {
      const base =
        own === null
          ? `${stem}${statusPart(use)}${pascalCase(use.name ?? "")}Header`
          : withSuffix(own, "Header");
      return { candidates: [base], owner: base };
    }
  }
}

function withSuffix(name: string, suffix: string): string {
  return name.endsWith(suffix) ? name : `${name}${suffix}`;
}

/** `404` -> `NotFound`, `4XX` -> `ClientError`; `200` says nothing. */
function statusPart(use: SchemaUse): string {
  const status = use.status ?? "";
  if (status === "200" || status === "") return "";
  return /^\d{3}$/.test(status) || !isErrorStatus(status)
    ? statusWords(status)
    : `${statusWords(status)}Error`;
}

/** `text/event-stream` -> `EventStream`; JSON goes without saying. */
function mediaWords(mediaType: string | null): string {
  const type = (mediaType ?? "").split(";")[0]?.trim() ?? "";
  if (type === "application/json" || type === "") return "";
  if (type === "application/x-www-form-urlencoded") return "Form";
  if (type.startsWith("multipart/")) return "Multipart";
  return pascalCase((type.split("/")[1] ?? "").replace(/^(x-|vnd\.)/, "")) || "Any";
}

/** Targets of references that none of the walks came by: below unused components, or in a place that is no schema's. */
export function nameOrphanTargets(context: InlineContext): void {
  for (const pointer of [...context.refTargets.pointers].sort()) {
    if (context.types.has(pointer) || isOtherComponent(pointer)) continue;
    const schema = context.document.at(pointer);
    if (!isObject(schema) && typeof schema !== "boolean") continue;
    const name = nameOfTarget(pointer);
    nameRoot(context, {
      schema,
      pointer,
      candidates: [name],
      owner: name,
      because: "the reference to it",
    });
  }
}

/** References to these are followed and leave no declaration. */
function isOtherComponent(pointer: string): boolean {
  return (
    /^\/components\/(?!schemas\/)[^/]+\/[^/]+$/.test(pointer) || /^\/paths\/[^/]+$/.test(pointer)
  );
}
