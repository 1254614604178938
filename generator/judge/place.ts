/** A place in a type as TypeScript writes it. */
import type { Step, TypePlace } from "../contract/index.js";

/** `NonNullable<RerankRequest["provider"]>`: the type at the place, as something that has parts. */
export function typeAt(place: TypePlace): string {
  return place.steps.reduce((type, step) => `NonNullable<${stepOf(type, step)}>`, rootOf(place));
}

function rootOf({ root, result }: TypePlace): string {
  return result === undefined ? root : `Awaited<ReturnType<typeof ${result.function}>>`;
}

/** The same with `null` and `undefined`, where the place can be either. */
export function wholeTypeAt(place: TypePlace): string {
  const last = place.steps.at(-1);
  return last === undefined
    ? rootOf(place)
    : stepOf(typeAt({ ...place, steps: place.steps.slice(0, -1) }), last);
}

/** The same without `undefined`, where a user asks first whether an optional property is there. */
export function presentTypeAt(place: TypePlace): string {
  const last = place.steps.at(-1);
  const type = wholeTypeAt(place);
  return last?.kind === "property" && last.optional ? `Exclude<${type}, undefined>` : type;
}

function stepOf(type: string, step: Step): string {
  switch (step.kind) {
    case "property":
      return `${type}[${JSON.stringify(step.name)}]`;
    case "item":
      return `${type}[${step.index ?? "number"}]`;
    case "streamed":
      return `(${type} extends AsyncIterable<infer Item> ? Item : never)`;
    case "value":
      return `${type}[string]`;
    case "variant":
      return `Extract<${type}, { ${JSON.stringify(step.property)}: ${JSON.stringify(step.tag)} }>`;
  }
}
