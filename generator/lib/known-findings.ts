/** What a run found is kept beside what it laid out: a run after it that has nothing to do tells the same, in no time. */
import type { Diagnostic, ResolvedConfig } from "../contract/index.js";
import { defaultCacheDir, sha256, TextCache } from "./text-cache.js";

export interface KnownFindings {
  /** `null` where no run on this machine has kept any, be it that there were none. */
  read(): Promise<readonly Diagnostic[] | null>;
  keep(findings: readonly Diagnostic[]): Promise<void>;
}

/** Of the inputs with this hash, as this user names their files. */
export function knownFindings(
  inputHash: string,
  { input, overlays, templates }: ResolvedConfig,
): KnownFindings {
  const cache = new TextCache(defaultCacheDir());
  const key = sha256(JSON.stringify(["findings", inputHash, input, overlays, templates]));
  return {
    async read() {
      const text = await cache.get(key);
      return text === null ? null : (JSON.parse(text) as readonly Diagnostic[]);
    },
    keep: (findings) => cache.set(key, JSON.stringify(findings.map(kept))),
  };
}

/** Notes are counted, not shown, so their places and overlays are not looked for. */
function kept(diagnostic: Diagnostic): Diagnostic {
  const { rule, severity, message, hint } = diagnostic;
  const location = severity === "info" ? undefined : diagnostic.location;
  return { rule, severity, message, hint, ...(location && { location }) };
}
