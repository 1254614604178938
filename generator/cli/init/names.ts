/** An overlay that states what had to be guessed: the group of operations without a tag, the name of those without an id. */
import type { Operation } from "../../contract/index.js";
import type { Description } from "../../generate.js";
import { type Action, overlayText, pathOf } from "../../lib/overlay.js";
import { isObject } from "../../lib/pointer.js";
import { list, text } from "../../lib/read.js";

/** `null` where the document states all of it. What stands in another file than the document itself is left out: no overlay reaches it. */
export function namesOverlay(description: Description): string | null {
  const actions = description.model.operations.flatMap((operation) =>
    actionFor(operation, description),
  );
  return actions.length === 0 ? null : overlayText("Groups and names", actions);
}

function actionFor({ pointer, names }: Operation, { document }: Description): readonly Action[] {
  const value = document.at(pointer);
  const location = document.locate(pointer);
  if (!isObject(value) || location.file !== document.source || location.pointer === undefined)
    return [];
  const update = {
    ...(text(value["operationId"]) === null ? { operationId: names.function } : {}),
    ...(list(value["tags"]).length === 0 && names.group.length > 0
      ? { tags: [names.group.join(".")] }
      : {}),
  };
  if (Object.keys(update).length === 0) return [];
  const target = pathOf(document.root, location.pointer);
  return [{ target, lines: [`update: ${JSON.stringify(update)}`] }];
}
