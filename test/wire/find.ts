/** Which operation of which SDK a request is meant for, and what stands in its path. */
import type { SampledOperation } from "../support/samples.js";
import type { Sdk } from "../conformance/sdk.js";
import type { Source, SourceOperation } from "../conformance/source.js";

export interface Subject {
  /** Of its folder. */
  readonly name: string;
  readonly sdk: Sdk;
  readonly source: Source;
}

export interface Target extends Subject {
  readonly operation: SampledOperation;
  readonly described: SourceOperation;
  /** Encoded, by placeholder: those of the server's URL and the path's. */
  readonly path: Readonly<Record<string, string>>;
}

/** The operation whose path and server have most of the URI's characters in common with it. */
export function findTarget(
  subjects: readonly Subject[],
  method: string,
  uri: string,
): Target | undefined {
  const found = subjects.flatMap((subject) =>
    subject.sdk.model.operations.flatMap((operation) => {
      if (operation.method !== method) return [];
      const described = subject.source.operations.get(`${method} ${operation.path}`);
      // The server does not care for a slash at the end.
      const template = `${serverPath(subject)}${operation.path}`.replace(/\/$/, "");
      const path = matchTemplate(template, uri);
      const literal = template.replace(/\{.*?\}/g, "").length;
      return described && path
        ? [{ target: { ...subject, operation, described, path }, literal }]
        : [];
    }),
  );
  return found.sort((a, b) => b.literal - a.literal)[0]?.target;
}

/** `{endpoint}/v1` and `http://localhost:3000/v1` are both `/v1`. */
function serverPath({ sdk }: Subject): string {
  const [server] = sdk.model.client.servers;
  return (server?.url ?? "").replace(/^(\{endpoint\}|https?:\/\/[^/]*)/, "").replace(/\/$/, "");
}

function matchTemplate(template: string, uri: string): Record<string, string> | undefined {
  const names: string[] = [];
  const pattern = template
    .split("?")[0]
    ?.replace(/[.*+^$()|[\]\\]/g, "\\$&")
    .replace(/\{(.*?)\}/g, (_, name: string) => {
      names.push(name);
      return "(.*)";
    });
  const match = new RegExp(`^${pattern}$`).exec(uri);
  return match === null
    ? undefined
    : Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""]));
}
