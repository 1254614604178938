/** Webhooks: is it the API that sent this? As Standard Webhooks says (https://www.standardwebhooks.com). */
import { bare, entriesIn } from "../internal/own.js";
import { explain } from "../internal/read.js";
import { env } from "../internal/settings.js";
import { verifiesSignature, webhookKey, type WebhookKey } from "../internal/webhook-key.js";
import { InvalidRequestError, SdkError, stamp } from "./errors.js";

/** Why a webhook was refused. `badSecret` is a mistake on this side, all others are one of the sender. */
export type WebhookRefusal =
  | "missingHeader"
  | "badTimestamp"
  | "timestampTooOld"
  | "timestampTooNew"
  | "noMatchingSignature"
  | "badSecret"
  | "notJson"
  | "notAsDocumented";

/** What a `WebhookVerificationError` is made of. */
export interface WebhookVerificationErrorInit {
  readonly reason: WebhookRefusal;
  readonly issues?: readonly WebhookMismatch[] | undefined;
  readonly cause?: unknown;
}

/** A webhook that is not to be trusted. The secret is in none of its texts. */
export class WebhookVerificationError extends SdkError {
  readonly reason: WebhookRefusal;
  /** Of one that is `notAsDocumented`: each difference. */
  declare readonly issues: readonly WebhookMismatch[] | undefined;

  constructor(message: string, { reason, issues, cause }: WebhookVerificationErrorInit) {
    super(message, { cause });
    this.reason = reason;
    if (issues) this.issues = issues;
  }

  override get name(): string {
    return "WebhookVerificationError";
  }
}

export interface WebhookMismatch {
  /** JSON pointer into the payload. */
  readonly path: string;
  readonly message: string;
}

/** The body as it arrived: text or bytes. One that was parsed and written again has another signature. */
export type WebhookPayload = string | ArrayBuffer | Uint8Array;

/** The request's headers: of `fetch`, or an object with names in any case, such as Node's. */
export type WebhookHeaders =
  Pick<Headers, "get"> | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface WebhookOptions {
  /**
   * The endpoint's secret (`whsec_...`), or its public key (`whpk_...`) where the API signs with Ed25519. While a secret is being
   * changed, both: what either has signed is accepted. Default: the environment variable, where several are separated by blanks.
   */
  secret?: string | readonly string[] | undefined;
  /** How far the sender's clock may be from ours, and how old a repeated message, in milliseconds. Default 300,000 (5 minutes). */
  toleranceMs?: number | undefined;
  /**
   * Compares the payload with its type, after the signature: what `webhookValidation` makes, in a package with validation, or a
   * function that gives the reasons to refuse it.
   */
  validate?: ((payload: unknown) => Promise<readonly WebhookMismatch[]>) | undefined;
}

/** What the emitted `webhooks.ts` tells the runtime about the API. */
export interface WebhookSpec {
  /** The npm package, for `is...Error`. */
  readonly package: string;
  /** The environment variable that holds the secret. */
  readonly env: string;
  /** Reads JSON, where it is not `JSON.parse`. */
  readonly readJson?: (text: string) => unknown;
}

/** More signatures than any change of secrets needs; each costs as much as the payload is long. */
const MAX_SIGNATURES = 10;

/**
 * Resolves when one of the signatures is right and fresh.
 * @throws {WebhookVerificationError} otherwise
 */
export async function verifyWebhook(
  spec: WebhookSpec,
  payload: WebhookPayload,
  headers: WebhookHeaders,
  options: WebhookOptions = {},
): Promise<void> {
  const { secret = env(spec.env), toleranceMs = 300_000 } = bare(options);
  const keys = await keysOf(spec, secret);
  const header = (name: string) => {
    const value = headerOf(headers, name);
    if (value) return value;
    throw refusal(spec, "missingHeader", `there is no header \`${name}\``);
  };
  const id = header("webhook-id");
  const timestamp = header("webhook-timestamp");
  const signatures = header("webhook-signature");
  checkTime(spec, timestamp, toleranceMs);
  const message = signedBytes(`${id}.${timestamp}.`, payload);
  // Repeated headers are joined with commas.
  for (const signature of signatures.split(/,?\s+/).slice(0, MAX_SIGNATURES)) {
    for (const key of keys) if (await verifiesSignature(key, signature, message)) return;
  }
  throw refusal(
    spec,
    "noMatchingSignature",
    "no signature matches: another secret, or not the body as it was sent",
  );
}

/** Verifies, then reads. @throws {WebhookVerificationError} */
export async function unwrapWebhook<T>(
  spec: WebhookSpec,
  payload: WebhookPayload,
  headers: WebhookHeaders,
  options: WebhookOptions | undefined,
): Promise<T> {
  await verifyWebhook(spec, payload, headers, options);
  const data = read<T>(spec, payload);
  const issues = (await bare(options).validate?.(data)) ?? [];
  const [first] = issues;
  if (first === undefined) return data;
  const reason = `the signature is right, but ${first.path || "the payload"} ${first.message}`;
  throw refusal(spec, "notAsDocumented", reason, undefined, issues);
}

function read<T>({ readJson = JSON.parse, ...spec }: WebhookSpec, payload: WebhookPayload): T {
  try {
    return readJson(typeof payload === "string" ? payload : new TextDecoder().decode(payload)) as T;
  } catch (cause) {
    throw refusal(spec, "notJson", "the signature is right, but the body is not JSON", cause);
  }
}

async function keysOf(spec: WebhookSpec, secret: WebhookOptions["secret"]): Promise<WebhookKey[]> {
  const secrets = [secret ?? []].flat().flatMap((each) => each.split(/\s+/).filter(Boolean));
  if (secrets.length === 0)
    throw refusal(spec, "badSecret", `no secret: pass \`secret\`, or set ${spec.env}`);
  return Promise.all(
    secrets.map((each) =>
      webhookKey(each).catch((cause: unknown) => {
        throw refusal(spec, "badSecret", `a secret cannot be used (${explain(cause)})`, cause);
      }),
    ),
  );
}

function headerOf(headers: WebhookHeaders, name: string): string | null | undefined {
  if (typeof headers.get === "function") return headers.get(name);
  const entries = Object.entries<unknown>(entriesIn(headers));
  const [, value] = entries.find(([key]) => key.toLowerCase() === name) ?? [];
  if (Array.isArray(value)) return value.join(" ");
  return typeof value === "string" ? value : undefined;
}

/** Old messages are refused, so that nobody can send one again that he overheard. */
function checkTime(spec: WebhookSpec, timestamp: string, toleranceMs: number): void {
  if (!/^\d{1,15}$/.test(timestamp))
    throw refusal(spec, "badTimestamp", "`webhook-timestamp` is no number of seconds");
  // `Infinity` is a choice; what is no number would be one, too, that nobody has made.
  if (!(toleranceMs >= 0)) {
    const message = "`toleranceMs` must be a number of milliseconds, 0 or more";
    throw stamp(new InvalidRequestError("toleranceMs", message), spec.package, []);
  }
  const age = Date.now() - Number(timestamp) * 1000;
  if (age > toleranceMs) throw refusal(spec, "timestampTooOld", "it was sent too long ago");
  if (-age > toleranceMs) throw refusal(spec, "timestampTooNew", "it was sent in the future");
}

function signedBytes(head: string, payload: WebhookPayload): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts = [
    encoder.encode(head),
    typeof payload === "string" ? encoder.encode(payload) : new Uint8Array(payload),
  ] as const;
  const bytes = new Uint8Array(parts[0].length + parts[1].length);
  bytes.set(parts[0]);
  bytes.set(parts[1], parts[0].length);
  return bytes;
}

function refusal(
  spec: WebhookSpec,
  reason: WebhookRefusal,
  message: string,
  cause?: unknown,
  issues?: readonly WebhookMismatch[],
): SdkError {
  return stamp(
    new WebhookVerificationError(`webhook refused: ${message}`, { reason, cause, issues }),
    spec.package,
    [],
  );
}
