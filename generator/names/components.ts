/** Names of component schemas: they are the document's own vocabulary, so they come first and yield to nothing but reserved names. */
import type { JsonObject, Pointer } from "../contract/index.js";
import { child, isObject } from "../lib/pointer.js";
import { extension } from "../lib/extensions.js";
import { object, text } from "../lib/read.js";
import { pascalCase } from "../lib/words.js";
import { assignName, type NamingContext } from "./context.js";
import { things } from "./kept/things.js";

/** Every component schema gets a declaration. `errors`: those whose natural name belongs to an error class. */
export function nameComponents(context: NamingContext, errors: ReadonlyMap<Pointer, string>): void {
  const schemas = componentsOf(context.document.root, "schemas");
  const classNames = new Set(errors.values());
  const wanted = Object.entries(schemas).map(([key, schema]) => {
    const given = extension(object(schema), "typeName", text);
    return { key, given, natural: typeName(given?.value ?? key) };
  });
  // Whoever is spelled exactly like the name holds it, wherever it stands in the document: `Foo` before `foo`.
  const exact = wanted.filter(({ key, natural }) => key === natural);
  const others = wanted.filter(({ key, natural }) => key !== natural);
  for (const { key, given, natural } of [...exact, ...others]) {
    const pointer = child("/components/schemas", key);
    const candidates = classNames.has(natural)
      ? [`${natural}Data`, `${natural}Model`]
      : [natural, `${natural}Model`];
    const thing = things.type(pointer);
    const source = `${given === null ? "" : `\`${given.key}\` of `}the component schema \`${key}\``;
    const because = classNames.has(natural)
      ? `${source}, whose plain name is the error class`
      : source;
    context.types.set(
      pointer,
      assignName(context, { kind: "type", pointer, candidates, because, thing }),
    );
  }
}

/** `simple-user` -> `SimpleUser`, `3DModel` -> `Schema3DModel`. */
export function typeName(text: string): string {
  const name = pascalCase(text);
  return name === "" || /^\P{L}/u.test(name) ? `Schema${name}` : name;
}

export function componentsOf(root: JsonObject, kind: string): JsonObject {
  const components = root["components"];
  const found = isObject(components) ? components[kind] : undefined;
  return isObject(found) ? found : {};
}
