/**
 * The public surface as text, for reviews and for comparing two versions: each declaration as its file has it, without its inside; those of
 * a file and the members of each by name, a union with a line for each member. Where something comes or goes, that is the only line
 * that changes.
 */
import type { OutputFile, RenderedFile } from "../contract/index.js";
import { withoutComments } from "./modules.js";
import { compareText } from "./paths.js";

/** Beside the sources, not published. */
const PATH = "etc/api.txt";

/**
 * A section for each file of the document's own; the runtime's surface is the same in every package.
 *
 * @param files laid out: declarations begin in the first column, members two blanks further in
 */
export function apiReport(
  files: readonly OutputFile[],
  rendered: readonly Pick<RenderedFile, "path" | "kind" | "templateId">[],
): OutputFile {
  const own = new Set(rendered.filter((file) => !isRuntime(file)).map(({ path }) => path));
  const sections = files
    .filter(({ path }) => own.has(path) && path.endsWith(".ts"))
    .sort((left, right) => compareText(left.path, right.path))
    .map(({ path, text }) => ({ path, api: exportsOf(text) }))
    .filter(({ api }) => api.length > 0)
    .map(({ path, api }) => `// ${path}\n${api.join("\n")}\n`);
  return { path: PATH, text: sections.join("\n") };
}

/** A file of the runtime as it is, also where a user has a copy of it: to eject one changes nothing. */
function isRuntime({ kind, templateId }: Pick<RenderedFile, "kind" | "templateId">): boolean {
  return kind === "copy" || /^package\/src\/(core|internal)\/.*\.ts$/.test(templateId);
}

function exportsOf(text: string): readonly string[] {
  return itemsIn(withoutComments(text), "")
    .filter((statement) => statement.startsWith("export "))
    .map((statement) => byLines(publicPart(statement)))
    .sort((left, right) => compareText(sortKey(left), sortKey(right)));
}

/** What a file hands on from another one comes first, then what it declares, by name. */
function sortKey(statement: string): string {
  const [, name] =
    /^export (?:(?:default|declare|abstract|async|function\*?|class|const|let|interface|type|enum) )+(\w\S*)/.exec(
      statement,
    ) ?? [];
  return name === undefined ? statement : `~${name}`;
}

/** Members of an interface and of a class by name; of an alias that is a union, one on each line. */
function byLines(statement: string): string {
  if (/^export (?:\w+ )*(?:interface|class) /.test(statement)) return withSortedMembers(statement);
  const [, head, type] = /^(export type [^=]*?) =\s+([^]*);$/.exec(statement) ?? [];
  if (head === undefined || type === undefined) return statement;
  const members = unionMembers(type);
  return members.length === 1
    ? statement
    : `${head} =\n${members.map((member) => `  | ${member}`).join("\n")};`;
}

function withSortedMembers(statement: string): string {
  const { start } = bodyOf(statement, "");
  if (start === statement.length) return statement;
  const members = itemsIn(statement.slice(start + 1, -2), "  ");
  const sorted = [...members].sort((left, right) => compareText(memberKey(left), memberKey(right)));
  return `${statement.slice(0, start)}\n${sorted.join("\n")}\n}`;
}

/** The constructor first, then by name. */
function memberKey(member: string): string {
  const text = member
    .trimStart()
    .replace(/^(?:(?:static|readonly|declare|override|get|set|async) )+/, "");
  return text.startsWith("constructor(") ? "" : text;
}

/** `"a" | Record<string, "b" | "c">` has two. */
function unionMembers(type: string): readonly string[] {
  const members: string[] = [];
  let depth = 0;
  let member = "";
  for (const part of type.split(/("(?:[^"\\]|\\.)*"|[()[\]{}|]|<|=>|>)/)) {
    if (depth === 0 && part === "|") {
      members.push(member.trim());
      member = "";
      continue;
    }
    if (/^[([{<]$/.test(part)) depth += 1;
    if (/^[)\]}>]$/.test(part)) depth -= 1;
    member += part;
  }
  return [...members, member.trim()].filter((each) => each !== "");
}

function publicPart(statement: string): string {
  switch (/^export (?:(?:default|declare|abstract|async) )*(\w+)/.exec(statement)?.[1]) {
    case "function":
      return withoutBody(statement, "");
    case "class":
      return publicClass(statement);
    case "const":
    case "let":
      return withoutValue(statement);
    default:
      return statement;
  }
}

function publicClass(statement: string): string {
  const body = bodyOf(statement, "");
  const members = itemsIn(statement.slice(body.start + 1, -2), "  ")
    .filter((member) => !/^ {2}(?:static )?(?:readonly )?#|^ {2}private /.test(member))
    .map((member) => `${publicMember(member)}\n`);
  return `${statement.slice(0, body.start)}\n${members.join("")}}`;
}

/** `readonly pets: Pets = new Pets(this);` has a value, `list(options: Options = {}): Call {` a body. */
function publicMember(member: string): string {
  const isProperty = /^ {2}(?:\w+ )*[\w$"]+[?!]?: /.test(member);
  return isProperty ? withoutValue(member) : withoutBody(member.replace(/^ {2}async /, "  "), "  ");
}

/** What begins in this column, each with the lines that belong to it. */
function itemsIn(text: string, indent: string): readonly string[] {
  return text.split(new RegExp(`\\n(?=${indent}[^\\s)\\]}>|&])`)).filter((item) => item !== "");
}

/** The last line in this column that opens a block: lines before it may open those of types. */
function bodyOf(declaration: string, indent: string): { readonly start: number } {
  const opening = [...declaration.matchAll(new RegExp(`^${indent}\\S.* \\{$`, "gm"))].at(-1);
  return {
    start: opening === undefined ? declaration.length : opening.index + opening[0].length,
  };
}

function withoutBody(declaration: string, indent: string): string {
  const { start } = bodyOf(declaration, indent);
  return start === declaration.length
    ? declaration.replace(/ \{.*\}$/, ";")
    : declaration.slice(0, start).replace(/ \{$/, ";");
}

function withoutValue(declaration: string): string {
  return declaration.replace(/ =\s[^]*$/, ";");
}
