import type { Operation, Resource, SdkModel } from "../contract/index.js";

/** A page of `docs/`: the methods of one group, or those on the client itself. */
export interface DocsPage {
  readonly fileName: string;
  readonly title: string;
  readonly description: string | null;
  readonly access: string;
  /** Ids. */
  readonly operations: readonly string[];
  /** Methods that have their home elsewhere: id, and what it is called here. */
  readonly aliases: Resource["aliases"];
}

export interface DocsPages {
  readonly pages: readonly DocsPage[];
  /** By operation id: `docs/rerank.md#rerank`. */
  readonly links: ReadonlyMap<string, string>;
}

/** Groups without methods have no page. */
export function docsPages(model: SdkModel): DocsPages {
  const pages = [
    ...clientPage(model),
    ...model.resources.flatMap((resource) => resourcePages(resource, model)),
  ];
  const operations = new Map(model.operations.map((operation) => [operation.id, operation]));
  const links = new Map<string, string>();
  for (const page of pages) {
    for (const [id, anchor] of anchors(page, operations))
      links.set(id, `docs/${page.fileName}.md#${anchor}`);
  }
  return { pages, links };
}

function clientPage(model: SdkModel): readonly DocsPage[] {
  const operations = model.operations
    .filter(({ names }) => names.group.length === 0)
    .map(({ id }) => id);
  if (operations.length === 0) return [];
  const taken = new Set(model.resources.map(({ file }) => file));
  const fileName = taken.has("client") ? "client-methods" : "client";
  const { className: title, variableName: access } = model.client;
  return [{ fileName, title, description: model.api.summary, access, operations, aliases: [] }];
}

function resourcePages(resource: Resource, model: SdkModel): readonly DocsPage[] {
  const { file: fileName, title, description, operations, aliases } = resource;
  const access = [model.client.variableName, ...resource.path].join(".");
  const page = { fileName, title, description, access, operations, aliases };
  const own = operations.length + aliases.length === 0 ? [] : [page];
  return [...own, ...resource.children.flatMap((child) => resourcePages(child, model))];
}

/** As GitHub and npm make them from the headings: lower case, and counted up where two methods differ in case only. */
function anchors(
  page: DocsPage,
  operations: ReadonlyMap<string, Operation>,
): readonly (readonly [string, string])[] {
  const seen = new Map<string, number>();
  return page.operations.map((id) => {
    const slug = (operations.get(id)?.names.method ?? id).toLowerCase();
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return [id, count === 0 ? slug : `${slug}-${count}`] as const;
  });
}
