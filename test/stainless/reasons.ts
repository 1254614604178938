/** Where our names differ from Stainless's on purpose, and why. Rules, not places: they hold for documents that nobody has seen. */
import { singular, wordsOf } from "../../generator/lib/words.js";
import type { Comparison } from "./compare.js";

export interface Reason {
  readonly why: string;
  readonly applies: (comparison: Comparison) => boolean;
}

export const reasons: readonly Reason[] = [
  {
    why: "Stainless's configuration nests a group below others by hand; the document's tag or path says one level of it",
    applies: ({ aspect, wanted, given }) =>
      aspect === "group" && wanted.split(".").some((level) => plain(level) === plain(given)),
  },
  {
    why: "a tag of several words is one group: `toolSecrets`, not `tools.secrets`",
    applies: ({ aspect, wanted, given }) => {
      const stem = plain(wanted).slice(0, -1);
      return aspect === "group" && wanted.includes(".") && plain(given).startsWith(stem);
    },
  },
  {
    why: "the configuration's group has words that the document does not group by",
    applies: ({ aspect, wanted, tagOrPath }) =>
      aspect === "group" && !wordsAmong(wanted, tagOrPath),
  },
  {
    why: "reading one is `get`, not `retrieve`",
    applies: ({ aspect, wanted, given }) =>
      aspect === "method" && plain(given) === plain(wanted.replace(/^retrieve/, "get")),
  },
  {
    why: "`list` is for what returns a list by the document's word; an object around one is got",
    applies: ({ aspect, wanted, given }) =>
      aspect === "method" && wanted === "list" && /^get(?![a-z])/.test(given),
  },
  {
    why: "what the configuration's deeper group says is in the name where there is no such group: `addParticipant` in `chats`",
    applies: ({ aspect, wanted, given, groups }) =>
      aspect === "method" &&
      groups.wanted !== groups.given &&
      plain(given).startsWith(verbOf(wanted)) &&
      wordsAmong(given, `${wanted} ${groups.wanted} get`),
  },
  {
    why: "the configuration's name has words that neither the document's id nor its path has",
    applies: ({ aspect, wanted, operation, id }) =>
      aspect === "method" && !wordsAmong(wanted, `${operation} ${id}`),
  },
  {
    why: "the document's id says more than the configuration's name, and its words are kept",
    applies: ({ aspect, wanted, given, id }) =>
      aspect === "method" && wordsAmong(wanted, given) && wordsAmong(given, id),
  },
];

function verbOf(name: string): string {
  const [verb = ""] = wordsOf(name).map(normal);
  return verb === "retrieve" || verb === "list" ? "" : verb;
}

function plain(text: string): string {
  return wordsOf(text).map(normal).join(" ");
}

function normal(word: string): string {
  return singular(word.toLowerCase());
}

function wordsAmong(name: string, text: string): boolean {
  const known = new Set(wordsOf(text).map(normal));
  return wordsOf(name).every((word) => known.has(normal(word)));
}
