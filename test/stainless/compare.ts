/** Where our model of a document has what the SDK that Stainless made of it has: the group and the name of each method. */
import type { Operation, SdkModel } from "../../generator/contract/index.js";
import type { TrueMethod } from "./documents.js";

export const aspects = ["group", "method"] as const;

export interface Comparison {
  readonly aspect: (typeof aspects)[number];
  /** `GET /things`. */
  readonly operation: string;
  /** Of the document; of method and path where it has none. */
  readonly id: string;
  /** What the document groups by. */
  readonly tagOrPath: string;
  /** Joined by dots; of both sides. */
  readonly groups: { readonly wanted: string; readonly given: string };
  readonly wanted: string;
  readonly given: string;
  readonly equal: boolean;
}

/** Without what the document does not have: its SDK is of another time. */
export function compare(
  { operations }: SdkModel,
  methods: readonly TrueMethod[],
): readonly Comparison[] {
  return methods.flatMap((method) => {
    const own = operations.find((each) => isSame(each, method));
    return own === undefined ? [] : comparisonsOf(own, method);
  });
}

/** Names in braces may differ. */
function isSame(operation: Operation, { verb, path }: TrueMethod): boolean {
  const blank = (text: string) => text.replaceAll(/\{[^}]*\}/g, "{}").replace(/[?#].*$/, "");
  return operation.method === verb.toUpperCase() && blank(operation.path) === blank(path);
}

function comparisonsOf(own: Operation, { resource, method, verb, path }: TrueMethod) {
  const groups = { wanted: resource.join("."), given: own.names.group.join(".") };
  const places = [own.names, ...own.names.aliases];
  const shared = {
    operation: `${verb.toUpperCase()} ${path}`,
    groups,
    id: own.id,
    tagOrPath: `${own.names.group.join(" ")} ${path}`,
  };
  return [
    {
      ...shared,
      aspect: "group" as const,
      wanted: groups.wanted,
      given: groups.given,
      equal: places.some(({ group }) => plain(group.join(".")) === plain(groups.wanted)),
    },
    {
      ...shared,
      aspect: "method" as const,
      wanted: method,
      given: own.names.method,
      equal: places.some((place) => plain(place.method) === plain(method)),
    },
  ];
}

/** Stainless writes some words in capitals: `getByID`. */
function plain(name: string): string {
  return name.toLowerCase();
}
