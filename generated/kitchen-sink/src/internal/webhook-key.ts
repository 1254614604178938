/** Secrets and signatures of webhooks. Web Crypto compares: in constant time. */

/** A secret that is ready to verify with. */
export interface WebhookKey {
  /** What stands before a signature that it can verify. */
  readonly version: "v1" | "v1a";
  readonly key: Awaited<ReturnType<WebCrypto["subtle"]["importKey"]>>;
}

/** Not by its name, which the types of Node do not have. */
type WebCrypto = typeof globalThis.crypto;

const HMAC = { name: "HMAC", hash: "SHA-256" };
const ED25519 = { name: "Ed25519" };

/** `whsec_` and base64, the prefix may be missing; or `whpk_` and the base64 of a public key. Throws where it is neither. */
export async function webhookKey(secret: string): Promise<WebhookKey> {
  const isPublic = secret.startsWith("whpk_");
  const bytes = base64Bytes(secret.replace(/^(whsec|whpk)_/, ""));
  const subtle = await webCrypto();
  const key = await subtle.importKey("raw", bytes, isPublic ? ED25519 : HMAC, false, ["verify"]);
  return { version: isPublic ? "v1a" : "v1", key };
}

/** Whether the key made this signature (`v1,base64`); one of another version, or that is none, is not. */
export async function verifiesSignature(
  { version, key }: WebhookKey,
  signature: string,
  message: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const [stated, value = ""] = signature.split(",");
  if (stated !== version) return false;
  const subtle = await webCrypto();
  try {
    return await subtle.verify(key.algorithm.name, key, base64Bytes(value), message);
  } catch {
    return false; // no base64
  }
}

function base64Bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** Node 18 keeps it in a module. Its name is put together so that no bundler looks for that module on another platform. */
async function webCrypto(): Promise<WebCrypto["subtle"]> {
  if (globalThis.crypto?.subtle) return globalThis.crypto.subtle;
  const name = ["node", "crypto"].join(":");
  const module = (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as {
    webcrypto: WebCrypto;
  };
  return module.webcrypto.subtle;
}
