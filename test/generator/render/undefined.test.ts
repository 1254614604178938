/** What a caller may leave out may be `undefined`, too: a caller often has `string | undefined`, and `exactOptionalPropertyTypes`. */
import { expect, test } from "vitest";
import { faults } from "../../support/committed-package.js";

const given = `
declare const text: string | undefined;
declare const count: number | undefined;
declare const signal: AbortSignal | undefined;
`;

const rerank = `${given}
import { OpenRouter } from "openrouter-rerank";
const openRouter = new OpenRouter({ apiKey: text, baseURL: text, timeoutMs: count, fetch: undefined });
`;

const library = `${given}
import { PaperbackLibraryCore } from "kitchen-sink/client";
const core = new PaperbackLibraryCore({ timeoutMs: count, retries: undefined, username: text });
`;

test("a method's flat body, headers, and what is inside of the body; the client's options and the call's", () => {
  const fits = `${rerank}await openRouter.rerank.rerank(
    { model: "m", query: "q", documents: [{ text, image: text }], top_n: count, httpReferer: text, provider: { sort: undefined, max_price: { prompt: text } } },
    { timeoutMs: count, signal, headers: undefined, retries: undefined },
  );`;
  const doesNot = `${rerank}await openRouter.rerank.rerank({ model: "m", query: text, documents: [] });`;
  const blocks = [
    { at: "optional", code: fits },
    { at: "required", code: doesNot },
  ];
  expect(faults("openrouter-rerank", blocks)).toEqual([
    expect.stringMatching(/^required: .*'string \| undefined' is not assignable to type 'string'/),
  ]);
});

test("a function's parameters, an object among them; the choice of a media type; headers of parts", () => {
  const parameters = `${library}
  import { listBooks } from "kitchen-sink/operations/list-books";
  await listBooks(core, { limit: count, genre: undefined, published: { after: count } }, { signal });`;
  const choice = `
  import type { SuggestBookRequest } from "kitchen-sink/operations/suggest-book";
  import type { UploadScansRequest } from "kitchen-sink/operations/upload-scans";
  export const contentType: SuggestBookRequest["contentType"] = undefined;
  export const headers: Pick<UploadScansRequest, "partHeaders"> = { partHeaders: undefined };`;
  const blocks = [
    { at: "parameters", code: parameters },
    { at: "choice", code: choice },
  ];
  expect(faults("kitchen-sink", blocks)).toEqual([]);
});
