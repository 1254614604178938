/** Webhooks of the emitted package: what another library signed is accepted, and nothing else is. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import { isPaperbackLibraryError } from "../../../generated/kitchen-sink/src/errors.js";
import type { BookReturned, LoanOverdue } from "../../../generated/kitchen-sink/src/types.js";
import {
  unwrap,
  verify,
  type WebhookEvent,
  type WebhookHeaders,
  type WebhookRefusal,
  WebhookVerificationError,
} from "../../../generated/kitchen-sink/src/webhooks.js";
import { webhookValidation } from "../../../generated/kitchen-sink/src/validation.js";
import { codeBlocks } from "../../e2e/support/code-blocks.js";
import { root } from "../../rules/source-files.js";

const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const other = `whsec_${btoa("another secret of the endpoint")}`;
const payload = '{"type":"BookReturned","book_id":"ü1"}';

/** Signed by the library of Standard Webhooks. */
function signed(body = payload, at = new Date(), by = secret): Record<string, string> {
  const id = "msg_1";
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(by).sign(id, at, body),
  };
}

async function refusalOf(
  given: WebhookHeaders,
  body: string | Uint8Array = payload,
  options: Parameters<typeof verify>[2] = { secret },
): Promise<WebhookRefusal | "accepted"> {
  try {
    await verify(body, given, options);
    return "accepted";
  } catch (error) {
    expect(error).toBeInstanceOf(WebhookVerificationError);
    return (error as WebhookVerificationError).reason;
  }
}

describe("the vector that every library of Standard Webhooks is tested with", () => {
  const vector = {
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  };
  const body = '{"test": 2432232314}';
  const whenever = { secret, toleranceMs: Infinity };

  test("is accepted", async () => {
    await expect(unwrap(body, vector, whenever)).resolves.toEqual({ test: 2432232314 });
  });

  test("without the secret's prefix too", async () => {
    await verify(body, vector, { ...whenever, secret: secret.slice("whsec_".length) });
  });

  test("is too old by now", async () => {
    expect(await refusalOf(vector, body)).toBe("timestampTooOld");
  });
});

describe("accepted", () => {
  const bytes = new TextEncoder().encode(payload);
  const upper = Object.fromEntries(
    Object.entries(signed()).map(([name, value]) => [name.toUpperCase(), value]),
  );
  test.each<[string, WebhookHeaders, Parameters<typeof unwrap>[0]]>([
    ["text", signed(), payload],
    ["bytes", signed(), bytes],
    ["Node's bytes", signed(), Buffer.from(payload)],
    ["a part of a buffer", signed(), new Uint8Array([0, ...bytes, 0]).subarray(1, -1)],
    ["an ArrayBuffer", signed(), bytes.slice().buffer],
    ["Headers", new Headers(signed()), payload],
    ["names in any case", upper, payload],
    ["a value in a list", { ...signed(), "webhook-id": ["msg_1"] }, payload],
  ])("%s", async (_, headers, body) => {
    await expect(unwrap(body, headers, { secret })).resolves.toEqual(JSON.parse(payload));
  });

  test("one of several signatures, in one header or in several", async () => {
    const { "webhook-signature": right, ...rest } = signed();
    const { "webhook-signature": wrong } = signed(payload, new Date(), other);
    for (const signature of [
      `${wrong} ${right}`,
      `v2,AAAA ${right}`,
      [String(wrong), String(right)],
    ])
      expect(await refusalOf({ ...rest, "webhook-signature": signature })).toBe("accepted");
    const joined = new Headers(rest);
    joined.append("webhook-signature", String(wrong));
    joined.append("webhook-signature", String(right));
    expect(await refusalOf(joined)).toBe("accepted");
  });

  test("what either secret has signed, while it is being changed", async () => {
    for (const by of [secret, other]) {
      const headers = signed(payload, new Date(), by);
      expect(await refusalOf(headers, payload, { secret: [other, secret] })).toBe("accepted");
    }
    expect(await refusalOf(signed(), payload, { secret: other })).toBe("noMatchingSignature");
  });

  test("what a private key has signed, by its public key", async () => {
    const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const sent = signed();
    const { "webhook-id": id, "webhook-timestamp": timestamp } = sent;
    const message = new TextEncoder().encode(`${id}.${timestamp}.${payload}`);
    const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, message);
    const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
    const key = `whpk_${Buffer.from(raw).toString("base64")}`;
    const value = Buffer.from(signature).toString("base64");
    const headers = { ...sent, "webhook-signature": `v1a,${value}` };
    expect(await refusalOf(headers, payload, { secret: key })).toBe("accepted");
    expect(await refusalOf(headers, `${payload} `, { secret: key })).toBe("noMatchingSignature");
    // A public key is no secret: nothing that it has "signed" counts.
    const forged = signed(payload, new Date(), `whsec_${key.slice("whpk_".length)}`);
    expect(await refusalOf(forged, payload, { secret: key })).toBe("noMatchingSignature");
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe("the environment variable", () => {
  test("holds the secret, or several", async () => {
    vi.stubEnv("PAPERBACK_LIBRARY_WEBHOOK_SECRET", `${other} ${secret}`);
    await expect(unwrap(payload, signed())).resolves.toEqual(JSON.parse(payload));
  });

  test("is named where there is no secret", async () => {
    await expect(unwrap(payload, signed())).rejects.toThrow(/PAPERBACK_LIBRARY_WEBHOOK_SECRET/);
  });
});

describe("refused", () => {
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const without = (name: string) => {
    const { [name]: _, ...rest } = signed();
    return rest;
  };
  const withValue = (name: string, value: string) => ({ ...signed(), [name]: value });
  test.each<[string, WebhookRefusal | "accepted", WebhookHeaders]>([
    ["no id", "missingHeader", without("webhook-id")],
    ["no time", "missingHeader", without("webhook-timestamp")],
    ["no signature", "missingHeader", new Headers(without("webhook-signature"))],
    ["an empty signature", "missingHeader", withValue("webhook-signature", "")],
    ["a time that is none", "badTimestamp", withValue("webhook-timestamp", "now")],
    ["a time with something behind it", "badTimestamp", withValue("webhook-timestamp", "1e9")],
    ["six minutes old", "timestampTooOld", signed(payload, minutes(-6))],
    ["four minutes old", "accepted", signed(payload, minutes(-4))],
    ["in six minutes", "timestampTooNew", signed(payload, minutes(6))],
    ["in four minutes", "accepted", signed(payload, minutes(4))],
    ["another id", "noMatchingSignature", withValue("webhook-id", "msg_2")],
    ["no base64", "noMatchingSignature", withValue("webhook-signature", "v1,?")],
    ["no version", "noMatchingSignature", withValue("webhook-signature", "g0hM9SsE")],
    ["a version that no secret has", "noMatchingSignature", withValue("webhook-signature", "v9,A")],
    ["headers that are inherited", "missingHeader", Object.create(signed()) as WebhookHeaders],
  ])("%s: %s", async (_, reason, headers) => {
    expect(await refusalOf(headers)).toBe(reason);
  });

  test.each(["", "whsec_", "whsec_?", "whpk_AAAA", "whsk_AAAA"])("the secret %o", async (given) => {
    expect(await refusalOf(signed(), payload, { secret: given })).toBe("badSecret");
  });

  test("an error tells of no secret, and is known as one of this package", async () => {
    const error = await verify(payload, signed(), { secret: "whsec_?private?" }).catch(
      (reason: unknown) => reason,
    );
    expect(isPaperbackLibraryError(error)).toBe(true);
    expect(JSON.stringify(error) + String((error as Error).stack)).not.toContain("private");
  });

  test("a right signature of what is no JSON", async () => {
    const error = await unwrap("{", signed("{"), { secret }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "WebhookVerificationError", reason: "notJson" });
  });

  test("a header of a thousand signatures is not worked off", async () => {
    const { "webhook-signature": right, ...rest } = signed();
    const signature = `${"v1,AAAA ".repeat(1000)}${right}`;
    expect(await refusalOf({ ...rest, "webhook-signature": signature })).toBe(
      "noMatchingSignature",
    );
  });
});

describe("any message", () => {
  const text = fc.string({ unit: "grapheme" });
  const id = fc.stringMatching(/^[\w.-]{1,20}$/);

  test("that the other library signs is accepted, and what we accept the other library does", async () => {
    await fc.assert(
      fc.asyncProperty(id, text, fc.uint8Array({ minLength: 1 }), async (message, body, key) => {
        const by = Buffer.from(key).toString("base64");
        const now = new Date();
        const headers = {
          "webhook-id": message,
          "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
          "webhook-signature": new Webhook(by).sign(message, now, body),
        };
        expect(await refusalOf(headers, body, { secret: by })).toBe("accepted");
        expect(() => new Webhook(by).verify(body, headers, { jsonParse: false })).not.toThrow();
      }),
    );
  });

  test("with one bit changed is refused by both", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1 }),
        fc.nat(),
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom("body", "id", "signature"),
        async (body, position, bit, where) => {
          const headers = signed(body);
          const flipped = (given: string, from = 0) => {
            const at = from + (position % (given.length - from));
            const changed = String.fromCharCode(given.charCodeAt(at) ^ (1 << bit));
            return given.slice(0, at) + changed + given.slice(at + 1);
          };
          const tampered = {
            ...headers,
            ...(where === "id" && { "webhook-id": flipped("msg_1") }),
            ...(where === "signature" && {
              // Not the last characters: bits of theirs are not used.
              "webhook-signature": flipped(String(headers["webhook-signature"]).slice(0, -2), 3),
            }),
          };
          const read = where === "body" ? flipped(body) : body;
          expect(await refusalOf(tampered, read)).toBe("noMatchingSignature");
          expect(() => new Webhook(secret).verify(read, tampered)).toThrow(/signature/i);
        },
      ),
    );
  });
});

test("the README's example", async () => {
  vi.stubEnv("PAPERBACK_LIBRARY_WEBHOOK_SECRET", secret);
  const sdk = "generated/kitchen-sink";
  const [block] = codeBlocks((path) => path === `${sdk}/README.md`).filter(({ code }) =>
    code.includes("kitchen-sink/webhooks"),
  );
  const { outputFiles } = await build({
    stdin: { contents: block?.code ?? "", loader: "ts", resolveDir: root },
    alias: { "kitchen-sink/webhooks": join(root, sdk, "src", "webhooks.ts") },
    bundle: true,
    format: "esm",
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const { receive } = (await import(`data:text/javascript;base64,${code}`)) as {
    receive(request: Request): Promise<Response>;
  };
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const send = (body: string) =>
    receive(new Request("https://me.example", { method: "POST", body, headers: signed() }));

  expect((await send(payload)).status).toBe(204);
  expect(log).toHaveBeenCalledWith(JSON.parse(payload));
  expect(await (await send(`${payload} `)).text()).toBe("noMatchingSignature");
});

describe("compared with the document, for those who ask", () => {
  const right = '{"type":"BookReturned","at":"2026-01-31T12:00:00Z","book_id":"1"}';
  const wrong = '{"type":"BookReturned","at":"2026-01-31T12:00:00Z","book_id":1}';
  const log: string[] = [];
  const logger = { warn: (message: string) => void log.push(message) };

  test("a payload as documented passes", async () => {
    const validate = webhookValidation({ mode: "error" });
    await expect(unwrap(right, signed(right), { secret, validate })).resolves.toEqual(
      JSON.parse(right),
    );
  });

  test("warn tells the logger, and hands it on", async () => {
    const validate = webhookValidation({ logger });
    await expect(unwrap(wrong, signed(wrong), { secret, validate })).resolves.toEqual(
      JSON.parse(wrong),
    );
    expect(log).toEqual([
      "A webhook is not what the document says: /book_id should be string, but is number",
    ]);
  });

  test("error refuses it; one that was not signed is not looked at", async () => {
    const validate = webhookValidation({ mode: "error" });
    await expect(unwrap(wrong, signed(wrong), { secret, validate })).rejects.toMatchObject({
      reason: "notAsDocumented",
      issues: [{ path: "/book_id", message: "should be string, but is number" }],
    });
    await expect(unwrap(wrong, signed(), { secret, validate })).rejects.toMatchObject({
      reason: "noMatchingSignature",
    });
  });
});

test("a request to a server of Node", async () => {
  const events: WebhookEvent[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    events.push(await unwrap(Buffer.concat(parts), request.headers, { secret }));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const headers = signed();
  await fetch(`http://127.0.0.1:${port}`, { method: "POST", body: payload, headers });
  server.close();
  expect(events).toEqual([JSON.parse(payload)]);
});

test("the payload is a union that its tag tells apart; by name, one of them", async () => {
  const event = await unwrap(payload, signed(), { secret });
  expectTypeOf(event).toEqualTypeOf<BookReturned | LoanOverdue>();
  if (event.type === "BookReturned") expectTypeOf(event.book_id).toEqualTypeOf<string>();
  else expectTypeOf(event.days).toEqualTypeOf<number>();
  expectTypeOf(unwrap<"loan-overdue">).returns.resolves.toEqualTypeOf<LoanOverdue>();
  // @ts-expect-error -- there is no such webhook
  void (() => unwrap<"nothing">(payload, signed(), { secret }));
  // @ts-expect-error -- what a framework has parsed is not what was signed
  void (() => unwrap({ type: "BookReturned" }, signed(), { secret }));
  expectTypeOf<WebhookRefusal>().toExtend<WebhookVerificationError["reason"]>();
});
