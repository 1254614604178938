/** Compares what arrives with the document: for those who ask, and without changing it. */
import { bare, entriesIn, own } from "../internal/own.js";
import { forStatus } from "../internal/backoff.js";
import type { ResponseCheck, WithResponse } from "./contract.js";
import {
  ApiError,
  hideIn,
  type ResponseHead,
  ResponseParseError,
  type ResponseParseErrorInit,
  SdkError,
} from "./errors.js";
import type { Logger } from "./logging.js";
import type { OperationSpec } from "./operation.js";
import { Page } from "./pages.js";
import { Stream } from "./stream.js";

export type { ResponseCheck } from "./contract.js";

/** Any Standard Schema: valibot, zod, arktype. @see https://standardschema.dev */
export interface ResponseSchema {
  readonly "~standard": {
    validate(value: unknown): SchemaResult | Promise<SchemaResult>;
  };
}

/** What such a schema says of a value. */
export interface SchemaResult {
  readonly issues?: readonly SchemaIssue[] | undefined;
}

/** One thing that is not as the schema wants it. */
export interface SchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: unknown })[] | undefined;
  /** Not of the standard; valibot and others have it. */
  readonly expected?: unknown;
}

/** What is compared in one operation, by status (`200`), range (`2XX`) or `default`. */
export interface OperationSchemas {
  readonly responses?: Readonly<Record<string, ResponseSchema>>;
  readonly errors?: Readonly<Record<string, ResponseSchema>>;
  /** One item of a stream. */
  readonly item?: ResponseSchema;
  /** By media type, what is asked for by a function of its own: whole, or one item of a stream. */
  readonly as?: Readonly<Record<string, ResponseSchema>>;
}

/** One difference between what arrived and the document. Has no values of the response in it. */
export interface Mismatch {
  /** JSON pointer into the body, or into the item of a stream: `/items/0/id`. */
  readonly path: string;
  readonly message: string;
  /** What the document says, where the schema tells: `string`, `Object`, `"a" | "b"`. */
  readonly expected: string | undefined;
}

export interface ResponseValidationOptions {
  /** `warn` tells the logger and hands the data on, `error` throws, `off` compares nothing. Default `warn`. */
  mode?: "off" | "warn" | "error" | undefined;
  /** Where `warn` writes, and both modes what differs in the body of an error. Default: `console`. */
  logger?: Pick<Logger, "warn"> | undefined;
  /** Schemas of your own, by operation id, instead of those of the document. */
  schemas?: Readonly<Record<string, OperationSchemas>> | undefined;
}

/** What a `ResponseValidationError` is made of. */
export interface ResponseValidationErrorInit extends ResponseParseErrorInit {
  readonly issues: readonly Mismatch[];
  readonly data: unknown;
}

/** What arrived is JSON, but not what the document says. */
export class ResponseValidationError extends ResponseParseError {
  /** Each difference. */
  readonly issues: readonly Mismatch[];
  /** What arrived. */
  declare readonly data: unknown;

  constructor(message: string, { issues, data, ...init }: ResponseValidationErrorInit) {
    super(message, init);
    this.issues = issues;
    hideIn(this, { data });
  }

  override get name(): string {
    return "ResponseValidationError";
  }
}

/** Makes the option `validate` of a client or call. */
export function validateResponses(
  documented: Readonly<Record<string, OperationSchemas>>,
  options: ResponseValidationOptions = {},
): ResponseCheck {
  const { mode = "warn", logger = console, schemas } = bare(options);
  const known = new Map(Object.entries({ ...documented, ...schemas }));
  const tell = ({ message, issues }: ResponseValidationError) => {
    try {
      logger.warn(message, { issues });
    } catch {} // a logger that throws must not fail the call
  };
  return (operation, outcome) => {
    const own = known.get(operation.id);
    if (mode === "off" || !own) return undefined;
    const compare: Compare = async (schema, data, response) => {
      const found = await mismatch({ operation, schema, data, response });
      if (found && mode === "error") throw found;
      if (found) tell(found);
    };
    return outcome.then(
      (whole) => success(operation, own, whole, compare),
      async (error: unknown) => {
        // The documented error is worth more than what is wrong with its body: it is thrown in any case.
        const found = await errorMismatch(operation, own, error);
        if (found) tell(found);
        throw error;
      },
    );
  };
}

type Compare = (
  schema: ResponseSchema | undefined,
  data: unknown,
  response: Response,
) => Promise<void>;

async function success<O extends WithResponse<unknown>>(
  operation: OperationSpec,
  { responses = {}, item, as = {} }: OperationSchemas,
  outcome: O,
  compare: Compare,
): Promise<O> {
  const { data, response } = outcome;
  // What is asked for comes first in `Accept`.
  const [asked = ""] = operation.response.accept.split(", ", 1);
  const other = own(as, asked);
  if (data instanceof Stream)
    return { ...outcome, data: checked(data, (each) => compare(other ?? item, each, response)) };
  const first = Object.values(responses)[0]; // as which a status is read that the document does not have
  const schema = other ?? forStatus(response.status, responses) ?? responses["default"] ?? first;
  await compare(schema, data instanceof Page ? data.data : data, response);
  return outcome;
}

async function errorMismatch(
  operation: OperationSpec,
  { errors = {} }: OperationSchemas,
  error: unknown,
): Promise<ResponseValidationError | undefined> {
  if (!(error instanceof ApiError) || error.data === undefined) return undefined;
  const schema = forStatus(error.status, errors) ?? errors["default"];
  return mismatch({ operation, schema, data: error.data, response: error });
}

/** A stream of the same items, each compared when it is read. */
function checked<T>(stream: Stream<T>, check: (item: T) => Promise<void>): Stream<T> {
  const items = stream[Symbol.asyncIterator]();
  const next = async () => {
    const result = await items.next();
    if (!result.done) {
      await check(result.value).catch((error: unknown) => {
        stream.cancel();
        throw error instanceof SdkError ? stream.stamp(error) : error;
      });
    }
    return result;
  };
  return new Stream(stream.response, { next }, stream, stream);
}

interface Arrived {
  readonly operation: OperationSpec;
  readonly schema: ResponseSchema | undefined;
  readonly data: unknown;
  /** The response, or the error that was made of it. */
  readonly response: ResponseHead;
}

/** `undefined` where the data is what the document says. */
async function mismatch({
  operation,
  schema,
  data,
  response,
}: Arrived): Promise<ResponseValidationError | undefined> {
  const issues = schema === undefined ? [] : await issuesOf(schema, data);
  const [first] = issues;
  if (first === undefined) return undefined;
  const more = issues.length > 1 ? `, and ${issues.length - 1} more` : "";
  const reason = `${first.path || "the body"} ${first.message}${more}`;
  return new ResponseValidationError(
    `${operation.id}: ${response.status}, but what arrived is not what the document says: ${reason}`,
    { issues, data, response, reason, snippet: startOf(data) },
  );
}

/** JSON has no `bigint`, and an empty body is none. */
function startOf(data: unknown): string {
  const plain = (_key: string, value: unknown) =>
    typeof value === "bigint" ? String(value) : value;
  return (JSON.stringify(data, plain) ?? "").slice(0, 200);
}

export async function issuesOf(
  schema: ResponseSchema,
  data: unknown,
): Promise<readonly Mismatch[]> {
  try {
    const { issues = [] } = await schema["~standard"].validate(data);
    return issues.map((issue) => described(issue, data));
  } catch (error) {
    // A value nested deeper than the stack is, or a mistake in a schema: no reason to lose the data.
    const message = `cannot be compared (${error instanceof Error ? error.name : String(error)})`;
    return [{ path: "", message, expected: undefined }];
  }
}

/** In words without values of the response: those may be secret. */
function described({ message, path = [], expected }: SchemaIssue, data: unknown): Mismatch {
  const keys = path.map((step) => String(typeof step === "object" ? step.key : step));
  const pointer = keys.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  const wanted = typeof expected === "string" ? expected : undefined;
  const value = keys.reduce<unknown>((at, key) => own(entriesIn(at), key), data);
  if (value === undefined) return { path: pointer, message: "is missing", expected: undefined };
  return {
    path: pointer,
    message: wanted === undefined ? message : `should be ${wanted}, but is ${kindOf(value)}`,
    expected: wanted,
  };
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "Array";
  return typeof value === "object" ? "Object" : typeof value;
}
