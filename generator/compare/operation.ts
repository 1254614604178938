/** Words that every comparison of operations has in common. */
import type { Difference, OperationSurface, Type } from "../contract/index.js";
import type { Owner } from "./walk.js";

export interface OperationPair {
  readonly old: OperationSurface;
  readonly new: OperationSurface;
}

export function ownerOf({ id }: OperationSurface): Owner {
  return `operation ${id}`;
}

/** What a class of errors has in it, whichever call throws it. */
export function errorOwner(name: string): Owner {
  return `error ${name}`;
}

export type ReportOperation = (
  difference: Omit<Difference, "old" | "new" | "symbols">,
  symbols?: readonly string[],
) => void;

/** No code of a user's can tell. */
export const unnoticed = {
  source: "same",
  runtime: "same",
  wire: "same",
  migration: null,
  probe: null,
} as const;

/** `client.rerank.rerank` */
export function callText({ call }: Pick<OperationSurface, "call">): string {
  return ["client", ...call].join(".");
}

/** Everything that can be written to call the operation. */
export function callsOf(operation: OperationSurface): readonly string[] {
  const others = operation.variants.map(({ call }) => call);
  return [operation.call, ...operation.aliases, ...others].map((call) => callText({ call }));
}

/** Of `Body & { parameters }`, and of `Body` alone. */
export function flatParts(
  request: Type,
): { readonly body: Type; readonly parameters: Type } | null {
  if (request.kind === "name")
    return { body: request, parameters: { kind: "object", properties: [], rest: null } };
  if (request.kind !== "intersection" || request.members.length !== 2) return null;
  const [body, parameters] = request.members;
  return body?.kind === "name" && parameters?.kind === "object" ? { body, parameters } : null;
}
