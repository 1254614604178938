import type {
  LoadedDocument,
  NameTable,
  Objects,
  Pointer,
  Polymorphism,
  ResolvedConfig,
  Schemas,
  XmlContent,
} from "../../contract/index.js";

/** What the walk through schemas shares. */
export interface XmlScope {
  readonly document: LoadedDocument;
  readonly schemas: Schemas;
  readonly objects: Objects;
  readonly names: Pick<NameTable, "types">;
  readonly types: ResolvedConfig["types"];
  readonly polymorphism: Polymorphism;
  /** By the name of the declaration, what has been met; `null` while it is being read. */
  readonly contents: Map<string, XmlContent | null>;
  /** Names that were asked for while they were being read. */
  readonly recursive: Set<string>;
  /** What is being read and has no name. */
  readonly open: Set<Pointer>;
  /** `contentAt` of this scope. */
  readonly content: (pointer: Pointer, itemName: string | null) => XmlContent;
}
