/** Where our names differ from Speakeasy's on purpose, and why. Rules, not places: they hold for documents that nobody has seen. */
import { singular, wordsOf } from "../../generator/lib/words.js";
import type { Comparison } from "./compare.js";

export interface Reason {
  readonly why: string;
  readonly applies: (comparison: Comparison) => boolean;
}

export const reasons: readonly Reason[] = [
  {
    why: "the group's words are not said again: `teams.get`, not `teams.getTeam`; what reads a list is `list`",
    applies: ({ aspect, wanted, given, group }) =>
      aspect === "derived name" && withoutGroup(wanted, group).includes(plain(given)),
  },
  {
    why: "a controller is no word of its method: `retryExecution`, not `flowsControllerRetryExecution`",
    applies: ({ aspect, wanted, given, group }) => {
      const [, own] = /Controller([A-Z].*)$/.exec(wanted) ?? [];
      return (
        aspect === "derived name" &&
        own !== undefined &&
        [plain(own), ...withoutGroup(own, group)].includes(plain(given))
      );
    },
  },
  {
    why: "an id that only repeats method and path is named by what they say: `getCompany`, not `getV1CompaniesCompanyId`",
    applies: ({ aspect, wanted, operation }) =>
      aspect === "derived name" && wordsAmong(wanted, operation),
  },
  {
    why: "the media types of a body are a choice in one method, not a method each",
    applies: ({ aspect, wanted, given }) =>
      aspect === "stated name" && /^(Form|Json|Multipart|Raw)$/.test(wanted.replace(given, "")),
  },
  {
    why: "a tag that is the API's name tells nothing apart: the paths group",
    applies: ({ aspect, wanted, operation, title }) =>
      aspect === "group" && isName(wanted, title) && !wordsAmong(wanted, operation),
  },
  {
    why: "a group is called as its tag is, without a suffix",
    applies: ({ aspect, wanted, given }) => aspect === "group" && wanted === `${given}SDK`,
  },
  {
    why: "equal bodies have one class, called after the status: `NotFoundError`, not one for each operation",
    applies: ({ aspect, wanted, given, ids }) =>
      aspect === "error class" &&
      ids.some((id) => plain(wanted).includes(plain(id))) &&
      given.endsWith("Error"),
  },
  {
    why: "a response of several schemas has one class, its data is any of them",
    applies: ({ aspect, oneOf }) => aspect === "error class" && oneOf,
  },
];

function plain(text: string): string {
  return wordsOf(text).map(normal).join(" ");
}

function normal(word: string): string {
  return singular(word.toLowerCase());
}

/** The name without the words of its group; and as `list`, where it reads several. */
function withoutGroup(name: string, group: string): readonly string[] {
  const words = wordsOf(name).map(normal);
  return group.split(".").flatMap((_, index, parts) => {
    const own = plain(parts.slice(index).join(" "));
    const text = ` ${words.join(" ")} `;
    if (!text.includes(` ${own} `)) return [];
    const rest = text.replace(` ${own} `, " ").trim();
    return /^(get|retrieve|read|fetch)$/.test(rest) ? [rest, "list"] : [rest];
  });
}

/** Whether the name is made of words of the operation's method and path. */
function wordsAmong(name: string, operation: string): boolean {
  const known = new Set([...wordsOf(operation).map(normal), "id", "uuid"]);
  return wordsOf(name).every((word) => known.has(normal(word)));
}

function isName(group: string, title: string): boolean {
  const words = plain(title).split(" ");
  return plain(group)
    .split(" ")
    .every((word) => words.includes(word));
}
