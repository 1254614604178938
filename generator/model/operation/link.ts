/**
 * Where a response leads: other operations, and what they take from this call.
 * @see https://spec.openapis.org/oas/v3.1.1#link-object
 */
import type { Json, Link, Located, Pointer, Survey } from "../../contract/index.js";
import { child, follow, pointerOfRef, segmentsOf } from "../../lib/pointer.js";
import { namedEntries, prose, text } from "../../lib/read.js";
import { report, type ModelContext } from "../context.js";
import type { LocatedResponse } from "../response/response.js";

/** Of all successes, each once. */
export function linksOf(
  context: ModelContext,
  responses: readonly LocatedResponse[],
): readonly Link[] {
  const links = responses.flatMap(({ value, pointer }) =>
    namedEntries(value["links"]).flatMap(([name, link]) => {
      const placed = follow(context.document, link, child(pointer, "links", name));
      return placed === undefined ? [] : (linkOf(context, name, placed) ?? []);
    }),
  );
  return [...new Map(links.map((link) => [JSON.stringify(link), link])).values()];
}

function linkOf(context: ModelContext, name: string, { value, pointer }: Located): Link | null {
  const target = targetOf(context.survey, text(value["operationId"]), text(value["operationRef"]));
  const names = target === undefined ? undefined : context.names.operations[target];
  if (names === undefined) {
    report(context, pointer, {
      rule: "link-target-unknown",
      severity: "info",
      message: `The link "${name}" leads to no operation of the package; the docs do not show it.`,
      hint: "Give it the `operationId` of an operation that the package has.",
      fix: { remove: true, template: true },
    });
    return null;
  }
  const given = namedEntries(value["parameters"]);
  const body = value["requestBody"];
  const parameters = [...given, ...(body === undefined ? [] : [["body", body] as const])];
  return {
    call: [...names.group, names.method],
    description: prose(value["description"]),
    parameters: parameters.map(([parameter, from]) => {
      // A name may say where the parameter stands: `path.id`.
      return { name: parameter.replace(/^(?:path|query|header|cookie)\./, ""), ...sourceOf(from) };
    }),
  };
}

function targetOf(survey: Survey, id: string | null, ref: string | null): Pointer | undefined {
  if (ref !== null) return pointerOfRef(ref);
  return survey.operations.find(({ operation }) => operation["operationId"] === id)?.pointer;
}

/** `$response.body#/data/id` is `data.id` of the response; anything else is shown as it is. */
function sourceOf(from: Json): Pick<Link["parameters"][number], "from" | "value"> {
  if (typeof from !== "string") return { from: null, value: JSON.stringify(from) };
  const [, side, pointer, name] =
    /^\$(request|response)\.(?:body#(.*)|(?:path|query|header)\.(.+))$/.exec(from) ?? [];
  const value = name ?? segmentsOf(pointer ?? "").join(".");
  if (side === undefined || value === "") return { from: null, value: from };
  return { from: side === "request" ? "request" : "response", value };
}
