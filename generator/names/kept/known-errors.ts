/** Which class of errors is which of the manifest's. */
import type { KeptError, NameTable, OperationSite, Pointer } from "../../contract/index.js";
import { child, follow } from "../../lib/pointer.js";
import { object } from "../../lib/read.js";
import type { NamingContext } from "../context.js";
import type { ErrorClassBuilder } from "../errors.js";
import { isStatus } from "./claims.js";
import type { KnownNames } from "./known.js";
import { hashText } from "./shape.js";
import { operationKey, things } from "./things.js";

/** Of component schemas: by pointer, the thing that the manifest has a name for. */
export function knownErrorSchemas({ kept, places }: KnownNames): ReadonlyMap<Pointer, string> {
  return new Map(
    Object.entries(kept.errors).flatMap(([name, error]) => {
      const pointer = typeof error === "string" ? places.of(error) : null;
      return pointer === null ? [] : [[pointer, things.error(name)] as const];
    }),
  );
}

export type ErrorParts = Pick<ErrorClassBuilder, "named" | "status" | "shape" | "bare">;

/** What names a class, and the shape of what it brings, whatever the components in that are called. */
export function errorKey({ named, status, shape, bare }: ErrorParts): readonly [string, string] {
  const neutral = shape.replaceAll(/"\$ref":"[^"]*"/g, '"$ref":""');
  return [named?.name ?? status, bare ? "" : hashText(neutral)];
}

/**
 * The same name and shape; or of an operation the same name, or the same shape; or the only one of that name that is
 * left.
 */
export function knownInlineErrors(
  { kept, pointers }: KnownNames,
  builders: readonly ErrorClassBuilder[],
): ReadonlyMap<ErrorClassBuilder, string> {
  const left = new Map<string, Exclude<KeptError, string>>();
  for (const [name, error] of Object.entries(kept.errors))
    if (typeof error !== "string") left.set(name, error);
  const open = new Set(builders);
  const found = new Map<ErrorClassBuilder, string>();
  const isOf = (builder: ErrorClassBuilder, operation: string): boolean =>
    builder.operations.has(pointers.get(operation) ?? "");
  type Fits = (builder: ErrorClassBuilder, error: Exclude<KeptError, string>) => boolean;
  const keys = new Map(builders.map((builder) => [builder, errorKey(builder)]));
  const sameName: Fits = (builder, [name]) => keys.get(builder)?.[0] === name;
  const sameShape: Fits = (builder, [, shape]) => keys.get(builder)?.[1] === shape;
  const rules: readonly Fits[] = [
    (builder, error) =>
      sameName(builder, error) && sameShape(builder, error) && isOf(builder, error[2]),
    (builder, error) => sameName(builder, error) && sameShape(builder, error),
    (builder, error) => sameName(builder, error) && isOf(builder, error[2]),
    (builder, error) =>
      builder.named !== null && sameShape(builder, error) && isOf(builder, error[2]),
    sameName,
  ];
  for (const fits of rules) {
    for (const [name, error] of left) {
      const alike = [...open].filter((builder) => fits(builder, error));
      const [only] = alike;
      if (only === undefined || alike.length > 1) continue;
      found.set(only, things.error(name));
      left.delete(name);
      open.delete(only);
    }
  }
  return found;
}

/** By name: what recognises the class in a later document. */
export function errorKeys(
  inline: ReadonlyMap<string, ErrorClassBuilder>,
  sites: readonly OperationSite[],
): NameTable["errorKeys"] {
  const operations = new Map(sites.map((site) => [site.pointer, operationKey(site)]));
  return Object.fromEntries(
    [...inline].map(([name, builder]) => {
      const [first = ""] = [...builder.operations].map((each) => operations.get(each) ?? "").sort();
      return [name, [...errorKey(builder), first] as const];
    }),
  );
}

/**
 * The class that is thrown where the manifest's was; `null` where there is none, or one that is thrown for other statuses
 * as well: who caught the old one would catch more.
 */
export function errorNow(
  context: NamingContext,
  name: string,
  table: Pick<NameTable, "errors">,
): string | null {
  const { known } = context;
  const error = known.kept.errors[name];
  if (error === undefined) return null;
  if (typeof error === "string") return table.errors[known.places.of(error) ?? ""] ?? null;
  const [status, , key] = error;
  const operation = known.operations.get(known.pointers.get(key) ?? "");
  if (operation === undefined || !isStatus(status)) return null;
  const now = errorAt(context, operation.site, status, table);
  if (now === null || now === name) return now;
  const statuses = statusesOf(context, now, table);
  if ([...statuses].every((each) => each === status)) return now;
  context.report({
    rule: "name-lost",
    severity: "warning",
    message: `\`${name}\` is gone: ${key} throws \`${now}\` for ${status}, which is thrown for other statuses as well, so that an alias would catch more than it did.`,
    hint: "Tell users to catch the other class and to look at its status.",
  });
  return null;
}

type Site = NonNullable<ReturnType<KnownNames["operations"]["get"]>>["site"];

function errorAt(
  { document }: NamingContext,
  site: Site,
  status: string,
  { errors }: Pick<NameTable, "errors">,
): string | null {
  const use = site.uses.find((each) => each.role === "response" && each.status === status);
  if (use !== undefined) return errors[use.pointer] ?? null;
  const response = object(site.operation["responses"])[status];
  const placed = follow(document, response, child(site.canonical, "responses", status));
  return placed === undefined ? null : (errors[placed.pointer] ?? null);
}

function statusesOf(
  { known }: NamingContext,
  name: string,
  { errors }: Pick<NameTable, "errors">,
): ReadonlySet<string> {
  const sites = [...known.operations.values()].map(({ site }) => site);
  return new Set(
    sites.flatMap((site) =>
      site.uses.flatMap(({ role, status, pointer }) =>
        role === "response" && status !== null && errors[pointer] === name ? [status] : [],
      ),
    ),
  );
}
