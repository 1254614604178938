/** The operation that the README shows. */
import type { SdkModel } from "../contract/index.js";
import type { OperationView } from "./contexts.js";

/** What the document names, or else the first that has an example. */
export function featuredOf(model: SdkModel, all: readonly OperationView[]): OperationView | null {
  const current = all.filter(({ deprecated }) => !deprecated);
  const positions = new Map(model.operations.map(({ id, featured }) => [id, featured]));
  const [named] = current
    .flatMap((view) => {
      const position = positions.get(view.id) ?? null;
      return position === null ? [] : [{ view, position }];
    })
    .toSorted((left, right) => left.position - right.position);
  const first = current.find(({ example }) => example !== null);
  return named?.view ?? first ?? all[0] ?? null;
}
