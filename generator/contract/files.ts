/** What passes between plan, render, assemble, format and write. Paths are relative to the generated package, with `/`. */
import type { Diagnostic } from "./diagnostic.js";

/** The templates in force: the built-in ones, overlaid by the user's. */
export interface TemplateSet {
  /** By id: the path below `templates/`, such as `package/src/client.ts.hbs` or `partials/doc.hbs`. */
  readonly templates: ReadonlyMap<string, TemplateSource>;
  /** sha256 (hex) over ids and texts in sorted order. */
  readonly hash: string;
}

export interface TemplateSource {
  readonly id: string;
  readonly text: string;
  readonly origin: "builtin" | "override" | "added";
  /** The file it was read from, for diagnostics. */
  readonly file: string;
  readonly frontMatter: FrontMatter;
}

/** What a template says of the file that it makes. */
export type FrontMatter = ReadonlyMap<FrontMatterKey, FrontMatterValue>;

/**
 * `when`: a path in its context; the file is made where something is there. `entry`: what users import behind the package's name.
 * `values`, `types`: paths in its context to names that the file declares. `index`: what `src/index.ts` exports of it. `layout`: who lays it
 * out.
 */
export type FrontMatterKey = "when" | "entry" | "values" | "types" | "index" | "layout";

/** As it is written, and where. */
export interface FrontMatterValue {
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** One file to make: which template, with which context. A `copy` has no context: its text is the template's. */
export interface PlannedFile {
  readonly path: string;
  readonly templateId: string;
  readonly context: object | null;
  /** What `src/index.ts` exports of it: everything (`export *`), each name, or each type. Default: nothing. */
  readonly index?: IndexExports;
  /** `prettier`: always; `none`: its text is final. Default: prettier does where a built-in template cannot vouch for its lines. */
  readonly layout?: FileLayout;
}

export type FileLayout = "prettier" | "none";

export type IndexExports = "all" | "names" | "types";

export interface Plan {
  readonly files: readonly PlannedFile[];
  /** One for each operation: what a call of it looks like. No files of the package: see `specwright samples`. */
  readonly samples: readonly PlannedFile[];
  /** Every name that `{{ref}}` knows, and the file that declares it. */
  readonly symbols: ReadonlyMap<string, SymbolOrigin>;
}

export interface SymbolOrigin {
  /** Path of the declaring file: `src/types.ts`. */
  readonly path: string;
  /** `type` is imported with `import type`. */
  readonly kind: SymbolUse;
}

/** What a name is for: as `type`, nothing of it is left at run time. */
export type SymbolUse = "type" | "value";

export interface RenderedFile {
  readonly path: string;
  readonly templateId: string;
  /**
   * Who made it. `copy`: a built-in file as it is. `builtin`: built-in templates alone, so it parses, and `references` says all that it
   * needs. `custom`: a template or a partial of the user's had a hand in it.
   */
  readonly kind: "copy" | "builtin" | "custom";
  readonly text: string;
  /** Symbols that the template named, and what for. */
  readonly references: ReadonlyMap<string, SymbolUse>;
  /** The text has its final layout: built-in templates made it, and no line of it is too long. */
  readonly isLaidOut: boolean;
  /**
   * From which template line each line of `text` came, in rising order; the lines after an entry follow its template line one by
   * one. Worked out when asked, for a text that turns out not to parse.
   */
  origins(): readonly LineOrigin[];
}

/** Lines count from 1. */
export interface LineOrigin {
  readonly line: number;
  readonly templateId: string;
  /** The file that the template was read from. */
  readonly templateFile: string;
  readonly templateLine: number;
}

/** Finished but for layout. */
export interface AssembledFile {
  readonly path: string;
  readonly text: string;
  /** False where a printer already laid the text out. */
  readonly format: boolean;
}

export interface OutputFile {
  readonly path: string;
  readonly text: string;
  /**
   * A person writes in it too, such as `CHANGELOG.md`: the text was made from what is there, so it takes its place, and the file is
   * never deleted. Default: false.
   */
  readonly shared?: boolean;
}

/** What `write` did, or would do in `check` mode. */
export interface WriteReport {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly deleted: readonly string[];
  readonly unchanged: number;
  /** Files of ours that a person edited, written with what a person changed and what is new. */
  readonly merged: readonly string[];
  /** Files of ours that a person edited, or theirs in our way: kept as they are. */
  readonly kept: readonly string[];
  /** Of `kept`, edited files that the manifest knows as they are: there is nothing to do. */
  readonly settled: readonly string[];
  /** Files of ours that a person edited, and that cannot be merged: kept as they are, until somebody decides. */
  readonly conflicts: readonly FileConflict[];
  /** Files of ours that a person edited, replaced because that was asked for. */
  readonly discarded: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A place where a person and the generator changed the same thing. */
export interface FileConflict {
  readonly path: string;
  /** Lines of the file as it stands, from 1, the last one included. */
  readonly line: number;
  readonly endLine: number;
  /** What a person left there, and what is generated. Both whole, where the file as a whole cannot be merged. */
  readonly ours: string;
  readonly theirs: string;
}
