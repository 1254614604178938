import type { SymbolOrigin, TemplateSet } from "../contract/index.js";
import { BUILTIN_PREFIX } from "./templates.js";

const exportedDeclaration =
  /^export (?:declare )?(?:abstract )?(?:async )?(function\*?|class|const|let|enum|interface|type) ([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu;

/** What the runtime and templates with fixed names export. Re-exports do not count: the declaring file is the one to import. */
export function exportsOf(templates: TemplateSet): ReadonlyMap<string, SymbolOrigin> {
  const symbols = new Map<string, SymbolOrigin>();
  for (const { id, text } of templates.templates.values()) {
    const path = /^(?:extra\/|@builtin\/)?package\/([^[\]]+\.ts)(?:\.hbs)?$/.exec(id)?.[1];
    if (path === undefined || (id.startsWith(BUILTIN_PREFIX) && !isWrapped(id, templates)))
      continue;
    for (const [, keyword, name] of text.matchAll(exportedDeclaration)) {
      const kind = keyword === "interface" || keyword === "type" ? "type" : "value";
      if (name !== undefined) symbols.set(name, { path, kind });
    }
  }
  return symbols;
}

/** The override has the built-in's declarations, too: `{{> @builtin/package/src/request.ts}}`. */
function isWrapped(id: string, { templates }: TemplateSet): boolean {
  const override = templates.get(id.slice(BUILTIN_PREFIX.length));
  return override?.text.includes(id.replace(/\.hbs$/, "")) === true;
}
