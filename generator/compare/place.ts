/** Where two types are compared: the same place of both surfaces. */
import type { Pointer, Step, TypePlace } from "../contract/index.js";
import { memberName } from "../lib/source-text.js";

export interface Place extends TypePlace {
  readonly old: Pointer | null;
  readonly new: Pointer | null;
}

export function inside(
  place: Place,
  step: Step,
  pointers: Partial<Pick<Place, "old" | "new">> = {},
): Place {
  return { ...place, ...pointers, steps: [...place.steps, step] };
}

/** `RerankResponse.results[].score`, as a person writes it. */
export function symbolOf({ root, steps }: TypePlace): string {
  return root + steps.map(stepText).join("");
}

function stepText(step: Step): string {
  switch (step.kind) {
    case "property":
      return propertyText(step.name);
    case "item":
      return step.index === null ? "[]" : `[${step.index}]`;
    case "streamed":
      return "[]";
    case "value":
      return "[key]";
    case "variant":
      return `{${step.property}: ${JSON.stringify(step.tag)}}`;
  }
}

export function propertyText(name: string): string {
  const written = memberName(name);
  return written === name ? `.${name}` : `[${written}]`;
}
