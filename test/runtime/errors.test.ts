import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { stamp } from "../../templates/package/src/core/errors.js";
import {
  AbortedError,
  ApiError,
  BadRequestResponseError,
  ConnectionError,
  InvalidRequestError,
  isRankError,
  RankDefaultError,
  ResponseParseError,
  SdkError,
  TimeoutError,
} from "../support/rank-sdk.js";

const response = new Response("{}", { status: 400, headers: { "Request-Id": "r1" } });

describe("an error", () => {
  it.each([
    [new SdkError("m"), "SdkError"],
    [new ApiError("m", { response }), "ApiError"],
    [new BadRequestResponseError("m", { response }), "BadRequestResponseError"],
    [new RankDefaultError("m", { response }), "RankDefaultError"],
    [new ConnectionError("m"), "ConnectionError"],
    [new TimeoutError("m", { phase: "headers", limit: "attempt", limitMs: 1 }), "TimeoutError"],
    [new AbortedError("m", { phase: "headers" }), "AbortedError"],
    [new ResponseParseError("m", { response, reason: "r", snippet: "s" }), "ResponseParseError"],
    [new InvalidRequestError("p", "m"), "InvalidRequestError"],
  ])("%s has the name of its class, in the stack too", (error, name) => {
    expect(error).toBeInstanceOf(SdkError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expect(String(error)).toBe(`${name}: m`);
    expect(error.stack).toMatch(new RegExp(`^${name}: m\\n`));
    expect(inspect(error)).toContain(`${name}: m`);
    expect(Object.keys(error)).not.toContain("name");
  });

  it("takes status, headers and request id from the response", () => {
    const error = new BadRequestResponseError("m", {
      response,
      body: "{}",
      data: { error: { message: "x" } },
    });
    expect(error).toMatchObject({
      status: 400,
      requestId: "r1",
      headers: response.headers,
      body: "{}",
      attempts: [],
    });
    expect(error.data?.error.message).toBe("x");
  });

  it("has one line of at most 500 characters, without control characters", () => {
    const { message } = new SdkError(`a\r\n\tb\u001b[31m\u0000c ${"x".repeat(1_000)}`);
    expect(message).toHaveLength(500);
    expect(message.slice(0, 12)).toBe("a b [31m c x");
  });

  it("shows in JSON what may be logged", () => {
    const error = new BadRequestResponseError("m", {
      response,
      body: "secret",
      data: "secret",
      cause: "secret",
      retryAfterMs: 5,
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "BadRequestResponseError",
      message: "m",
      status: 400,
      requestId: "r1",
      retryAfterMs: 5,
      attempts: [],
    });
  });

  it("is known by package, whichever copy of the runtime made it", () => {
    const ours = stamp(new SdkError("m"), "rank-sdk", []);
    const fromAnotherCopy = Object.assign(new Error("m"), {
      [Symbol.for("specwright.package")]: "rank-sdk",
    });
    expect(
      [
        ours,
        fromAnotherCopy,
        stamp(new SdkError("m"), "other-sdk", []),
        new Error("m"),
        null,
        undefined,
        "m",
      ].map(isRankError),
    ).toEqual([true, true, false, false, false, false, false]);
  });
});
