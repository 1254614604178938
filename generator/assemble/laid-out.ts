/**
 * What built-in templates made, read by its lines: a declaration begins in the first column, a member two blanks further in, and a
 * comment has lines of its own. To parse a thousand such files takes longer than to make them; a test and the corpus run
 * hold what is found here against what the parser finds.
 */
import type { RenderedFile } from "../contract/index.js";
import type { Findings } from "./findings.js";

export function findingsOfLines({ text, references }: RenderedFile): Findings {
  const modules: string[] = [];
  const api: string[] = [];
  for (const statement of withoutComments(text).split(/\n(?=\w)/)) {
    const module = /^(?:import |export (?:type )?[{*])[^]* from "([^"]+)";$/.exec(statement)?.[1];
    if (module !== undefined) modules.push(module);
    if (statement.startsWith("export ")) api.push(publicPart(statement));
  }
  return { uses: references, modules, api: api.join("\n") };
}

/** Of the document's declarations: their comments have lines of their own, too. */
export function findingsOfDeclarations({ text, references }: RenderedFile): Findings {
  return { uses: references, modules: [], api: withoutComments(text) };
}

/** Of a file of the runtime. No comment in it names another. */
export function modulesOfCopy(text: string): readonly string[] {
  return Array.from(text.matchAll(/\b(?:from|import)[ (]"([^"]+)"/g), ([, module = ""]) => module);
}

function withoutComments(text: string): string {
  return text.replaceAll(/^\s*(?:\/\/|\/\*\*|\*).*\n|^\n/gm, "").trimEnd();
}

/** As the TypeScript printer has it: what is in brackets on one line. */
function publicPart(statement: string): string {
  switch (/^export (\w+)/.exec(statement)?.[1]) {
    case "function":
      return signature(statement);
    case "class":
      return publicClass(statement);
    case "const":
      return withoutValue(statement);
    case "interface":
      return withJoinedTypes(statement.replace(/ \{\}$/, " {\n}"));
    case "type":
      return publicType(statement);
    default:
      return joined(statement);
  }
}

/** An object type and a tuple keep their lines. */
function publicType(statement: string): string {
  const body = /(?<= [&=] )[{[]\n/.exec(statement)?.index ?? statement.length;
  const lines = statement.slice(body).replaceAll(/,(?=\n\])/g, "");
  return joined(statement.slice(0, body)) + withJoinedTypes(lines);
}

/** Of members: their unions on one line. */
function withJoinedTypes(members: string): string {
  if (!/[:(]\n/.test(members)) return members;
  return members
    .replaceAll(/(?<=[:(])\n\s*(?:\| )?/g, (_, at: number) => (members[at - 1] === ":" ? " " : ""))
    .replaceAll(/\n\s*(?=\| )/g, " ")
    .replaceAll(/\n\s*(?=\))/g, "");
}

function publicClass(statement: string): string {
  const body = statement.indexOf(" {\n") + 3;
  const members = statement
    .slice(body, -2)
    .split(/\n(?= {2}[^\s)\]}>])/)
    .map((member) => member.trim())
    .filter((member) => !/^(?:readonly )?#|^private /.test(member))
    .map((member) => `  ${withoutValue(signature(member))}\n`);
  return `${statement.slice(0, body)}${members.join("")}}`;
}

/** Without the body. A default makes a parameter optional for the caller; which value it has is not his concern. */
function signature(declaration: string): string {
  const body = declaration.indexOf(" {\n");
  const head = joined(body < 0 ? declaration : `${declaration.slice(0, body)};`);
  return head.includes(" = {}") ? head.replaceAll(/(\w+)(: [^:]+) = \{\}/g, "$1?$2") : head;
}

/** `readonly a: A = new A();` */
function withoutValue(declaration: string): string {
  return declaration.replace(/^([^(<=]+: [^(=]+) = [^]*$/, "$1;");
}

function joined(text: string): string {
  if (!text.includes("\n")) return text;
  return text
    .replaceAll(/,?\n\s*(?=[)\]>])/g, "")
    .replaceAll(/(?<=[([<])\n\s*(?:\| )?/g, "")
    .replaceAll(/ =\n\s*(?:\| )?/g, " = ")
    .replaceAll(/\n\s*/g, " ");
}
