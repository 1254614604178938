/**
 * What the API sends to its user, and whether the SDK can tell that it was the API.
 * @see https://spec.openapis.org/oas/v3.1.1#openapi-object
 */
import type { OperationSite, TypeExpression, Webhook } from "../../contract/index.js";
import { child, follow } from "../../lib/pointer.js";
import { entries, flag, list, prose, text } from "../../lib/read.js";
import { eitherOf, report, typeAt, type ModelContext } from "../context.js";
import { kindOf } from "../body/media-type.js";

/** Webhooks with a JSON body; none where the document says that another signature than that of Standard Webhooks stands in a header. */
export function webhooksOf(context: ModelContext): readonly Webhook[] {
  const sites = context.survey.operations.filter(({ kind }) => kind === "webhook");
  const foreign = sites.flatMap((site) => foreignSignature(context, site) ?? [])[0];
  if (foreign !== undefined) {
    report(context, "/webhooks", {
      rule: "webhook-signature-unknown",
      severity: "info",
      message: `The webhooks are signed in the header \`${foreign}\`; the SDK verifies signatures of Standard Webhooks only, so it has types for what arrives, but no \`unwrap\`.`,
      hint: "Verify the signature as the API's documentation says.",
    });
    return [];
  }
  const byName = new Map<string, Webhook>();
  for (const site of sites) {
    const type = payloadType(context, site);
    if (type === null) continue;
    const { summary, description, deprecated } = site.operation;
    const other = byName.get(site.path); // the same by another method
    byName.set(site.path, {
      name: site.path,
      summary: prose(summary),
      description: prose(description),
      deprecated: flag(deprecated),
      ...other,
      type: other === undefined ? type : eitherOf([other.type, type]),
    });
  }
  return [...byName.values()];
}

function payloadType(context: ModelContext, site: OperationSite): TypeExpression | null {
  const pointer = child(site.canonical, "requestBody");
  const body = follow(context.document, site.operation["requestBody"], pointer);
  for (const [mediaType, value] of entries(body?.value["content"])) {
    const at = child(body?.pointer ?? pointer, "content", mediaType);
    const media = follow(context.document, value, at);
    if (media === undefined) continue;
    const schema = media.value["schema"] === undefined ? null : child(media.pointer, "schema");
    if (kindOf(mediaType, context.survey.schemas.resolved(schema)) === "json")
      return typeAt(context, schema);
  }
  return null;
}

/** A header parameter that is named after a signature, and is not `webhook-signature`. */
function foreignSignature(context: ModelContext, site: OperationSite): string | undefined {
  const holders = [
    { value: site.pathItem["parameters"], pointer: child(site.pathItemPointer, "parameters") },
    { value: site.operation["parameters"], pointer: child(site.canonical, "parameters") },
  ];
  return holders
    .flatMap(({ value, pointer }) =>
      list(value).flatMap((member, index) => {
        const parameter = follow(context.document, member, child(pointer, index))?.value;
        return parameter?.["in"] === "header" ? (text(parameter["name"]) ?? []) : [];
      }),
    )
    .find((name) => /signature/i.test(name) && name.toLowerCase() !== "webhook-signature");
}
