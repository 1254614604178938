/** Compares what a webhook brings with the document, without changing it. */
import {
  issuesOf,
  type Mismatch,
  type ResponseSchema,
  type ResponseValidationOptions,
} from "./validation.js";

/** What differs, where that is a reason to refuse it. */
export type WebhookCheck = (payload: unknown) => Promise<readonly Mismatch[]>;

/** Makes the option `validate` of `unwrap`. */
export function validateWebhooks(
  schema: ResponseSchema,
  { mode = "warn", logger = console }: Omit<ResponseValidationOptions, "schemas"> = {},
): WebhookCheck {
  return async (payload) => {
    const issues = mode === "off" ? [] : await issuesOf(schema, payload);
    if (mode === "error") return issues;
    const [first] = issues;
    if (first === undefined) return [];
    const where = first.path || "the payload";
    try {
      logger.warn(`A webhook is not what the document says: ${where} ${first.message}`, { issues });
    } catch {} // a logger that throws must not lose the webhook
    return [];
  };
}
