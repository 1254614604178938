/** Edits as a person makes them by hand, each with a way to see later that it is still there. */
import { Project, SyntaxKind } from "ts-morph";
import type { Random } from "./random.js";

export const KINDS = [
  "comment",
  "added method",
  "changed default",
  "removed export",
  "renamed file",
  "reformatted file",
] as const;

export type Kind = (typeof KINDS)[number];

export interface Edit {
  readonly number: number;
  readonly kind: Kind;
  /** The file that it was made in; of a renamed one, its new name. */
  readonly path: string;
  /** Whether the edit is still in the file's text. */
  readonly isIn: (text: string) => boolean;
}

export interface EditedText {
  readonly text: string;
  readonly isIn: Edit["isIn"];
}

/** `null` where the file has no place for an edit of this kind. */
export type MakeEdit = (text: string, number: number, random: Random) => EditedText | null;

/** A renamed file is not edited, but moved: see `replay.ts`. */
export const makers: Readonly<Record<Exclude<Kind, "renamed file">, MakeEdit>> = {
  comment(text, number, random) {
    const lines = text.split("\n");
    const places = lines.flatMap((line, at) =>
      /^(?: {2})?(?:export|readonly|get |\w+\??:|return |const )/.test(line) ? [at] : [],
    );
    const at = random.pick(places.filter((place) => !/[,(`]$/.test(lines[place - 1] ?? "")));
    if (at === undefined) return null;
    const indentation = /^\s*/.exec(lines[at] ?? "")?.[0] ?? "";
    const comment = `// Edit ${number}: told by hand.`;
    const edited = lines.toSpliced(at, 0, `${indentation}${comment}`).join("\n");
    return { text: edited, isIn: (later) => later.includes(comment) };
  },

  "added method"(text, number, random) {
    const file = parsed(text);
    const holders = [...file.getClasses(), ...file.getInterfaces()];
    const holder = random.pick(holders);
    const name = `byHand${number}`;
    if (holder === undefined) {
      const added = `${text}\nexport function ${name}(): number {\n  return ${number};\n}\n`;
      return { text: added, isIn: (later) => later.includes(`function ${name}()`) };
    }
    const ends = holder.getMembers().map((member) => member.getEnd());
    const after = random.pick(ends) ?? holder.getEnd() - 1;
    const member =
      holder.getKind() === SyntaxKind.ClassDeclaration
        ? `  ${name}(): number {\n    return ${number};\n  }`
        : `  ${name}?(): number;`;
    const edited = `${text.slice(0, after)}\n\n${member}\n${text.slice(after)}`;
    return {
      text: edited,
      isIn: (later) => later.includes(`${name}(): number`) || later.includes(`${name}?(): number`),
    };
  },

  "changed default"(text, number, random) {
    const values = parsed(text)
      .getDescendantsOfKind(SyntaxKind.PropertyAssignment)
      .map((property) => property.getInitializer())
      .filter((value) => value !== undefined)
      .filter(
        (value) =>
          value.getKind() === SyntaxKind.NumericLiteral ||
          value.getKind() === SyntaxKind.StringLiteral,
      );
    const value = random.pick(values);
    if (value === undefined) return null;
    const changed =
      value.getKind() === SyntaxKind.NumericLiteral ? `${70_000 + number}` : `"by-hand-${number}"`;
    const edited = text.slice(0, value.getStart()) + changed + text.slice(value.getEnd());
    return { text: edited, isIn: (later) => later.includes(changed) };
  },

  "removed export"(text, _number, random) {
    const file = parsed(text);
    const named = file
      .getExportDeclarations()
      .flatMap((declaration) =>
        declaration.getNamedExports().length > 1 ? declaration.getNamedExports() : [],
      );
    const declared = [...file.getInterfaces(), ...file.getTypeAliases(), ...file.getFunctions()];
    const choice = random.pick([...named, ...declared].filter((each) => each.getText().length > 0));
    if (choice === undefined) return null;
    const name =
      choice.asKind(SyntaxKind.ExportSpecifier)?.getName() ?? choice.getSymbol()?.getName();
    if (name === undefined) return null;
    choice.remove();
    const isGone = (later: string): boolean => {
      const now = parsed(later);
      return (
        !now
          .getExportDeclarations()
          .some((each) => each.getNamedExports().some((one) => one.getName() === name)) &&
        now.getInterface(name) === undefined &&
        now.getTypeAlias(name) === undefined &&
        now.getFunction(name) === undefined
      );
    };
    return { text: file.getFullText(), isIn: isGone };
  },

  /** Four spaces and single quotes, as another formatter would have it. */
  "reformatted file"(text) {
    const edited = text
      .split("\n")
      .map((line) => line.replace(/^(?: {2})+/, (spaces) => spaces.repeat(2)))
      .join("\n");
    if (edited === text) return null;
    return { text: edited, isIn: (later) => /^ {4}\S/m.test(later) };
  },
};

function parsed(text: string) {
  return new Project({ useInMemoryFileSystem: true }).createSourceFile("file.ts", text);
}
