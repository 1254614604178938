/** The stack of an error has the frame of the caller's own `await`. Each way waits in a function of that name, which no bundler changes. */
import { PaperbackLibrary } from "kitchen-sink";
import { OpenRouter } from "openrouter-rerank";
import { rerank } from "openrouter-rerank/operations/rerank";
import { asEvents } from "openrouter-rerank/responses";
import { call, once, request } from "./call.mjs";
import { equal } from "./check.mjs";

/** Calls that fail in every phase. */
const failures = {
  "an error status": ["400"],
  "a reset": ["reset"],
  "half a body": ["reset-in-body"],
  "no JSON": ["html"],
  "a timeout": ["stall", { timeoutMs: 200 }],
  "three middleware": ["reset", { middleware: [pass, pass, pass] }],
};

async function pass(given, next) {
  return await next(given);
}

const router = ({ baseURL }) => new OpenRouter({ apiKey: "secret-key", baseURL, ...once });
const library = ({ baseURL }) => new PaperbackLibrary({ token: "token", baseURL, ...once });
const events = (place) => {
  const response = asEvents({ sentinel: "[DONE]" });
  return router(place).request("POST", "/watch", { body: {}, response });
};

/** Ways to wait for one call. */
const calls = {
  "a method": {
    async ownFrame(place, options) {
      await call(place, { ...once, ...options });
    },
  },
  "a function": {
    async ownFrame(place, options) {
      await rerank(router(place), request, options);
    },
  },
  "withResponse()": {
    async ownFrame(place, options) {
      await call(place, { ...once, ...options }).withResponse();
    },
  },
  "result()": {
    async ownFrame(place, options) {
      const { error } = await call(place, { ...once, ...options }).result();
      throw error;
    },
  },
};

/** Ways to wait for what comes later. */
const loops = {
  "a page": [
    "400",
    {
      async ownFrame(place) {
        await library(place).books.list();
      },
    },
  ],
  "the next page": [
    "books+400",
    {
      async ownFrame(place) {
        const page = await library(place).books.list();
        await page.getNextPage();
      },
    },
  ],
  "a loop over items": [
    "books+400",
    {
      async ownFrame(place) {
        for await (const { id } of library(place).books.list()) equal(id, "b");
      },
    },
  ],
  "a loop over pages": [
    "books+400",
    {
      async ownFrame(place) {
        for await (const { items } of library(place).books.list().pages()) equal(items.length, 1);
      },
    },
  ],
  "a loop over a page": [
    "books+400",
    {
      async ownFrame(place) {
        for await (const { id } of await library(place).books.list()) equal(id, "b");
      },
    },
  ],
  "a stream": [
    "events-cut",
    {
      async ownFrame(place) {
        for await (const { n } of await events(place)) equal(n, 1);
      },
    },
  ],
  "one of two streams": [
    "events-cut",
    {
      async ownFrame(place) {
        const [left] = (await events(place)).tee();
        for await (const { n } of left) equal(n, 1);
      },
    },
  ],
  "a download": [
    "cut-download",
    {
      async ownFrame(place) {
        const download = await library(place).books.getCover({ bookId: "b" });
        await download.bytes();
      },
    },
  ],
  "a download in pieces": [
    "cut-download",
    {
      async ownFrame(place) {
        for await (const part of await library(place).books.getCover({ bookId: "b" }))
          equal(part.length, 2);
      },
    },
  ],
  "a redirect": [
    "moved-302",
    {
      async ownFrame(place) {
        await call(place);
      },
    },
  ],
};

async function check(way, place, options) {
  const error = await way.ownFrame(place, options).catch((reason) => reason);
  equal(Array.isArray(error?.attempts), true, `${error?.stack ?? error}: an error of the SDK`);
  if (!/\bownFrame\b/.test(error.stack)) throw new Error(`no frame of the caller: ${error.stack}`);
}

export const stacks = {};
for (const [name, way] of Object.entries(calls))
  stacks[`stacks: ${name}`] = async ({ at }) => {
    for (const [fault, options] of Object.values(failures)) await check(way, at(fault), options);
  };
for (const [name, [faults, way]] of Object.entries(loops))
  stacks[`stacks: ${name}`] = ({ at }) => check(way, at(faults));
