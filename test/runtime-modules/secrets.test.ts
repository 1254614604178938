/** Whatever a server does with a credential, no message, no printed error and no log has it: by the SDK of the kitchen sink, with each of its schemes. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { logging, PaperbackLibrary } from "../../generated/kitchen-sink/src/index.js";

/** Tells the client everything that it sent, in every place that a client may show. */
let server: Server;
let url: string;
let answer: (echo: string) => { status: number; type: string; body: string };
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on("end", () => {
      const { status, type, body } = answer(echoOf(request));
      response.writeHead(status, {
        "Content-Type": type,
        "Set-Cookie": `session=${encodeURIComponent(echoOf(request))}`,
      });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function echoOf({ headers, url: path = "" }: IncomingMessage): string {
  const shown = ["authorization", "x-library-key", "cookie"].flatMap((name) => headers[name] ?? []);
  return [path, decodeURIComponent(path), ...shown].join(" ");
}

const once = { retries: { strategy: "none" } } as const;
const ANSWERS: Readonly<Record<string, typeof answer>> = {
  "400 in JSON": (echo) => json(400, { message: `no access with ${echo}`, deep: [{ echo }] }),
  "401 in text": (echo) => ({ status: 401, type: "text/plain", body: `bad credentials: ${echo}` }),
  "500 in HTML": (echo) => ({ status: 500, type: "text/html", body: `<pre>${echo}</pre>` }),
  "200 in HTML": (echo) => ({ status: 200, type: "text/html", body: `<pre>${echo}</pre>` }),
  "200 that is no JSON": (echo) => ({ status: 200, type: "application/json", body: echo }),
  "200 whose JSON breaks off": (echo) => ({
    status: 200,
    type: "application/json",
    body: JSON.stringify({ echo }).slice(0, -1),
  }),
  success: (echo) => json(200, [{ echo }]),
};

type Use = (client: PaperbackLibrary) => PromiseLike<unknown>;
const SCHEMES: Readonly<Record<string, { option: string; more?: object; use: Use }>> = {
  bearer: { option: "token", use: (client) => client.books.get({ bookId: "b" }) },
  basic: {
    option: "password",
    more: { username: "ann" },
    use: (client) =>
      client.members.register({ name: "Ann" } as Parameters<typeof client.members.register>[0]),
  },
  "key in a header": { option: "apiKey", use: (client) => client.members.list({}) },
  "key in the query": { option: "apiKeyQuery", use: (client) => client.members.list({}) },
  "key in a cookie": {
    option: "session",
    more: { signature: "signature-1" },
    use: (client) => client.members.get({ memberId: 7 }),
  },
  "scheme of its own": {
    option: "signature",
    more: { session: "session-1" },
    use: (client) => client.members.get({ memberId: 7 }),
  },
};

/** What a header can carry, and long enough to be no ordinary word. */
const secret = fc
  .string({
    unit: fc.constantFrom(..."abcXYZ0189-._~+/=%&?#\"'<>{}\\"),
    minLength: 12,
    maxLength: 40,
  })
  .filter((text) => /[a-z].*\d|\d.*[a-z]/i.test(text));

test.each(Object.entries(SCHEMES))("%s (property)", async (_name, { option, more, use }) => {
  await fc.assert(
    fc.asyncProperty(
      secret,
      fc.constantFrom(...Object.keys(ANSWERS)),
      fc.boolean(),
      async (value, kind, supplied) => {
        answer = ANSWERS[kind] ?? answer;
        const lines: unknown[] = [];
        const add = (...line: unknown[]) => void lines.push(line);
        const logger = { debug: add, info: add, warn: add, error: add };
        const client = new PaperbackLibrary({
          baseURL: url,
          ...once,
          ...more,
          [option]: supplied ? async () => value : value,
          middleware: [logging({ logger, level: "debug" })],
        });
        const error = await use(client).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (kind !== "success") expect(error).toBeInstanceOf(Error);
        for (const form of formsOf(value))
          for (const text of [printed(client), printed(error), printed(lines)])
            expect(text, `${kind}, as ${form}`).not.toContain(form);
      },
    ),
    { numRuns: 60 },
  );
});

function formsOf(value: string): string[] {
  return [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
}

/** As a console, a log in JSON, and a string have it. */
function printed(value: unknown): string {
  const error = value instanceof Error ? [value.stack, value.message] : [];
  return [inspect(value, { depth: 9 }), JSON.stringify(value), String(value), ...error].join("\n");
}

function json(status: number, body: unknown) {
  return { status, type: "application/json", body: JSON.stringify(body) };
}
