/** The message of an error: the API's own words, wherever it puts them. */
import { expect, test } from "vitest";
import { sentenceOf } from "../../../templates/package/src/internal/response/sentence.js";

test.each<[body: unknown, sentence: string | undefined]>([
  ["No such model", "No such model"],
  [{ message: "a", error: { message: "b" }, detail: "c", title: "d" }, "a"],
  [{ error: { message: "b" }, detail: "c", title: "d", errors: ["e"] }, "b"],
  [{ detail: "c", title: "d", errors: ["e"] }, "c"],
  [{ title: "d", errors: ["e"], error_description: "f" }, "d"],
  [{ errors: ["e"], error_description: "f" }, "e"],
  [{ error: "invalid_grant", error_description: "The code has expired" }, "The code has expired"],
  [{ error: "not_found" }, "not_found"],
  [{ status: 404, error: "Not Found", message: "no such book" }, "no such book"],
  [{ type: "https://x.test/credit", title: "Out of credit", status: 402 }, "Out of credit"],
  [{ errors: [{ code: 1, message: "m" }] }, "m"],
  [{ errors: [{ title: "t", detail: "d" }] }, "d"],
  [{ errors: [{}, "second"] }, "second"],
  [{ errors: { email: ["is taken"], name: [] } }, "is taken"],
  [{ errors: "all wrong" }, "all wrong"],
  [{ detail: [{ loc: ["body", "q"], msg: "field required", type: "missing" }] }, "field required"],
  [[{ message: "MALFORMED_QUERY", errorCode: "x" }], "MALFORMED_QUERY"],
  [{ Message: "The role is not allowed" }, "The role is not allowed"],
  [{ errors: {}, description: "Issue does not exist" }, "Issue does not exist"],
  [{ error: { error: { message: "deep" } } }, "deep"],
  [{ message: "", error: { message: "b" } }, "b"],
  [{ message: "  padded\n" }, "padded"],
  // JSON in a text is looked into
  [{ error: { message: '{"error":{"message":"inner"}}' } }, "inner"],
  [{ message: '{"code":1}', title: "t" }, "t"],
  ['{"code":17}', undefined],
  ["[VALIDATION] name is missing", "[VALIDATION] name is missing"],
  ['"name" is required', '"name" is required'],
  // what is no sentence
  [{ code: 17, message: null }, undefined],
  [{ message: { id: 1 } }, undefined],
  [undefined, undefined],
  [null, undefined],
  [17, undefined],
  ["", undefined],
  ["  ", undefined],
  ['{"error":{"message":"cut o', undefined],
  ["<!doctype html><title>Bad Gateway</title>", undefined],
  ["\n <html><body>x</body></html>", undefined],
  ['<?xml version="1.0"?><Error>x</Error>', undefined],
  ["<Error/>", undefined],
  ["\uFFFDPNG\0", undefined],
  ["<id> is missing", "<id> is missing"],
])("%j -> %j", (body, sentence) => {
  expect(sentenceOf(body) || undefined).toBe(sentence);
});

test("no depth is too much, and nothing inherited is looked at", () => {
  const deep = JSON.parse(`${'{"error":'.repeat(5000)}1${"}".repeat(5000)}`) as unknown;
  expect(sentenceOf(deep)).toBeUndefined();
  expect(sentenceOf(Object.create({ message: "inherited" }))).toBeUndefined();
});
