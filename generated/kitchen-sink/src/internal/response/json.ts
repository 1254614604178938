import { ResponseParseError } from "../../core/errors.js";
import type { ParseJson, ResponseContext, ResponseSpec } from "../../core/operation.js";
import { readStart } from "../read.js";
import { unusableBody } from "./unusable.js";
import { wholeText } from "./whole-text.js";

/** Media types that a server gives JSON; with the first it says so. */
const USUAL = /^(?:([^;]*json)|text\/plain|application\/octet-stream|$)/i;

/**
 * A JSON body, as it arrived: nothing removed, nothing checked against the type.
 *
 * Every `json` media type is accepted (`application/json`, `+json`). Of a body without a type, or with the ones that servers fall
 * back to (`text/plain`, `application/octet-stream`), an object or array is accepted: the bytes are what was promised, only the label
 * is not. Anything else (HTML above all) throws, whatever the status says, and so does an empty body.
 */
export const jsonResponse: ResponseSpec<never> = {
  accept: "application/json",
  parse: (response, context) => readJson(response, context, () => undefined),
};

/**
 * @param refuse says why a value is not what was promised; `undefined` for one that is
 * @throws {ResponseParseError} made here, and not in a function of its own, which would take one of the ten lines that a stack has
 */
export async function readJson(
  response: Response,
  context: ResponseContext,
  refuse: (value: unknown) => string | undefined,
): Promise<never> {
  const type = response.headers.get("content-type") ?? "";
  const usual = USUAL.exec(type);
  const text = usual ? await wholeText(response, context) : await readStart(response, 200);
  const { value, reason, cause } = usual
    ? judge(text, usual[1] !== undefined, context.parse, refuse)
    : { reason: `it is ${type}` };
  if (reason === undefined) return value as never;
  throw new ResponseParseError(...unusableBody(response, context, reason, text, cause));
}

interface Judged {
  readonly value?: unknown;
  /** Why it cannot be used. */
  readonly reason?: string | undefined;
  readonly cause?: unknown;
}

function judge(
  text: string,
  isLabelled: boolean,
  parse: ParseJson | undefined,
  refuse: (value: unknown) => string | undefined,
): Judged {
  if (text === "") return { reason: "it is empty" };
  try {
    const value: unknown = parse ? parse(text) : JSON.parse(text);
    const isMeant = isLabelled || typeof value === "object";
    return { value, reason: isMeant ? refuse(value) : "it is not labelled as JSON" };
  } catch (cause) {
    return { reason: "it is not valid JSON", cause };
  }
}
