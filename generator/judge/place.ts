/** A place in a type as TypeScript writes it. */
import type { Step, TypePlace } from "../contract/index.js";

/** `NonNullable<RerankRequest["provider"]>`: the type at the place, as something that has parts. */
export function typeAt({ root, steps }: TypePlace): string {
  return steps.reduce((type, step) => `NonNullable<${stepOf(type, step)}>`, root);
}

/** The same with `null` and `undefined`, where the place can be either. */
export function wholeTypeAt({ root, steps }: TypePlace): string {
  const last = steps.at(-1);
  return last === undefined ? root : stepOf(typeAt({ root, steps: steps.slice(0, -1) }), last);
}

function stepOf(type: string, step: Step): string {
  switch (step.kind) {
    case "property":
      return `${type}[${JSON.stringify(step.name)}]`;
    case "item":
      return `${type}[${step.index ?? "number"}]`;
    case "value":
      return `${type}[string]`;
    case "variant":
      return `Extract<${type}, { ${JSON.stringify(step.property)}: ${JSON.stringify(step.tag)} }>`;
  }
}
