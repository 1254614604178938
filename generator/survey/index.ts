/** The stage `survey`: everything about the document that more than one stage asks, found once. */
import type { LoadedDocument, OperationSite, Survey } from "../contract/index.js";
import { walkDocument } from "../lib/document-walk.js";
import { isIgnored } from "../lib/extensions.js";
import { operationsOf } from "../lib/operations.js";
import { isObject, pointerOfRef } from "../lib/pointer.js";
import { polymorphismOf } from "../lib/polymorphism.js";
import { schemasOf } from "../lib/schemas.js";
import { objectsIn } from "./objects.js";
import { reachOf } from "./reach.js";
import { globalUses, usesOf } from "./uses.js";

/** Pure: nothing of the document is changed, and nothing is reported. */
export function survey(document: LoadedDocument): Survey {
  const { refs, discriminated } = walkDocument(document.root);
  const polymorphism = polymorphismOf(document.root, discriminated);
  const operations = operationsOf(document)
    .filter((site) => !isLeftOut(site))
    .map((site) => ({ ...site, uses: usesOf(document, site) }));
  const schemas = schemasOf(document);
  const globals = globalUses(document);
  const pointers = new Set([...refs].map(pointerOfRef));
  return {
    document,
    operations,
    globals,
    refTargets: {
      pointers,
      schemas: new Set([...pointers].map((pointer) => document.at(pointer)).filter(isObject)),
    },
    polymorphism,
    reach: reachOf(document, polymorphism, [...operations.flatMap(({ uses }) => uses), ...globals]),
    schemas,
    objects: objectsIn(document, schemas, polymorphism),
  };
}

function isLeftOut({ operation, pathItem }: OperationSite): boolean {
  return isIgnored(operation) || isIgnored(pathItem);
}
