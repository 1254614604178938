/** The stage `names`: every naming decision, made once, before any type or model is. */
import type {
  KeptNames,
  NameTable,
  OperationNames,
  Pointer,
  Report,
  ResolvedConfig,
  SchemaUse,
  Survey,
} from "../contract/index.js";
import { NO_KEPT_NAMES } from "../contract/index.js";
import { isJson } from "../lib/media-type.js";
import { isObject, pointerOfRef } from "../lib/pointer.js";
import { nameClient } from "./client.js";
import { nameComponents } from "./components.js";
import { createContext } from "./context.js";
import { copiesAmong } from "./copies.js";
import { errorSchemas, nameErrorSchemas, nameInlineErrors } from "./errors.js";
import type { InlineContext } from "./inline.js";
import { mayGiveList } from "./lists.js";
import { nameCallTypes } from "./call-types.js";
import { errorKeys } from "./kept/known-errors.js";
import { formerNames } from "./kept/former-names.js";
import { withHistory } from "./kept/history.js";
import { knownNames } from "./kept/known.js";
import { knownParameters } from "./kept/parameters.js";
import { operationId } from "./operation-id.js";
import { nameOperations } from "./operations.js";
import { nameComponentParts, nameOrphanTargets, nameUses } from "./uses.js";
import { nameVariants } from "./variants.js";

export { recordNames } from "./kept/record.js";

/**
 * `kept`: what users of the package know. Nothing of that moves to something else: what is new takes another name, what the document
 * renames leaves an alias.
 *
 * Deterministic, without collisions, and stable where something is added: whoever has a name by right (the client, an error class,
 * a component) keeps it, whoever comes later yields. Operations marked `x-speakeasy-ignore` (or the like) get no entry: they are left out.
 */
export function names(
  survey: Survey,
  config: ResolvedConfig,
  report: Report,
  kept: KeptNames = NO_KEPT_NAMES,
): NameTable {
  const known = knownNames(survey, kept, config);
  const context: InlineContext = {
    ...createContext(survey.document, report, known),
    refTargets: survey.refTargets,
  };
  const client = nameClient(context, config);
  const sites = survey.operations;
  const operations = sites.filter((site) => site.kind === "operation");
  const uses = sites.flatMap((site) => site.uses);

  const schemas = errorSchemas(
    context,
    operations.flatMap((site) => site.uses),
  );
  const errors = nameErrorSchemas(context, schemas);
  nameComponents(context, errors.byPointer);

  const lists = new Set(operations.flatMap(({ path }) => /^(.+)\/\{[^/]*$/.exec(path)?.[1] ?? []));
  const toName = operations.map((site) => ({
    site,
    id: operationId(site),
    hasItems: lists.has(site.path),
    list: mayGiveList(survey.document, site.path, site.uses),
  }));
  const { calls, resources } = nameOperations(context, toName);
  const table: Record<Pointer, OperationNames> = {};
  for (const site of operations) {
    const call = calls.get(site.pointer);
    if (call === undefined) continue;
    table[site.pointer] = {
      ...nameCallTypes(context, site, call, componentOf(context, site.uses)),
      parameters: knownParameters(context, site),
    };
  }
  nameInlineErrors(context, operations, ({ pointer }) => table[pointer]?.function, errors);
  nameComponentParts(context);
  const copies = copiesAmong(uses, survey.refTargets.pointers, errors.copies);
  for (const site of sites) {
    const own = site.uses.filter(({ pointer }) => copies[pointer] === undefined);
    nameUses(context, site, { names: table[site.pointer] ?? null, uses: own, errors });
  }
  nameOrphanTargets(context);
  const named = {
    ...client,
    types: Object.fromEntries(context.types),
    copies,
    variants: nameVariants(context, survey),
    resources,
    operations: table,
    errors: Object.fromEntries(errors.byPointer),
    errorKeys: errorKeys(errors.inline, survey.operations),
  };
  const aliases = formerNames(context, named);
  return { ...named, aliases, reasons: withHistory(context.reasons, named, aliases) };
}

/** The component that the primary success is, if its schema is a plain reference to one. `default` describes errors. */
function componentOf(context: InlineContext, uses: readonly SchemaUse[]): string | null {
  const success = uses.filter(
    (use) => use.role === "response" && !use.item && (use.status ?? "").startsWith("2"),
  );
  const primary = success.find((use) => isJson(use.mediaType)) ?? success[0];
  const ref =
    primary !== undefined && isObject(primary.schema) ? primary.schema["$ref"] : undefined;
  return typeof ref === "string" ? (context.types.get(pointerOfRef(ref)) ?? null) : null;
}
