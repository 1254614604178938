/**
 * The one place that reaches openapi-typescript: what it prints, and the parts of its context that it needs.
 * Its entry point is not imported, only the transform for schemas: the entry loads a linter that is not needed here.
 * Both packages are loaded as CommonJS. As ES modules Node first scans TypeScript's 9 MB for export names, which takes
 * twice as long as running them (measured: 490 ms against 190 ms).
 */
import { createRequire } from "node:module";
import type {
  GlobalContext,
  SchemaObject,
  transformSchemaObject as Transform,
  TransformNodeOptions,
} from "openapi-typescript";
import type ts from "typescript";
import { withTwoBlanks } from "../lib/indentation.js";
import {
  DOC,
  isObjectType,
  namesIn,
  objectOf,
  OPEN,
  TUPLE,
  type Lowered,
  type LoweredObject,
  type LoweredTuple,
} from "./lowered.js";

// Not before something is to be printed that no run before has.
let typescript: typeof ts;
let factory: ts.NodeFactory;
let transform: typeof Transform;

function loadLibraries(): void {
  const require = createRequire(import.meta.url);
  typescript = require("typescript") as typeof ts;
  ({ factory } = typescript);
  ({ default: transform } = require("openapi-typescript/dist/transform/schema-object.cjs") as {
    readonly default: typeof Transform;
  });
}

/** A finished declaration, before it is printed. */
export interface DeclarationParts {
  readonly name: string;
  readonly lowered: Lowered;
  /** Interfaces that it extends. */
  readonly heritage: readonly string[];
  readonly doc: string | null;
}

export interface PrintedDeclaration {
  readonly kind: "interface" | "alias";
  readonly text: string;
}

/** What TypeScript's own printer makes of types. */
export interface NodePrinter {
  /** On one line. */
  expression(lowered: Lowered): string;
  /** On one line or several, as in a declaration. */
  type(lowered: Lowered): string;
  /** A property of an object on lines of its own. */
  member(name: string, value: Lowered, isRequired: boolean): string;
  declaration(parts: DeclarationParts): PrintedDeclaration;
}

export function createNodePrinter(): NodePrinter {
  loadLibraries();
  const printer = typescript.createPrinter({ newLine: typescript.NewLineKind.LineFeed });
  const file = typescript.createSourceFile("types.ts", "", typescript.ScriptTarget.ESNext);
  const print = (node: ts.Node): string =>
    withTwoBlanks(printer.printNode(typescript.EmitHint.Unspecified, node, file));
  return {
    expression: (lowered) => withoutBreaks(print(onOneLine(toNode(lowered)))),
    type: (lowered) => print(toNode(lowered)),
    member(name, value, isRequired) {
      const literal = print(toNode(objectOf([[name, value]], isRequired ? [name] : [])));
      return literal.slice("{\n".length, -"}".length);
    },
    declaration(parts) {
      const { lowered, doc } = parts;
      const node = toNode(lowered);
      return typescript.isTypeLiteralNode(node)
        ? { kind: "interface", text: print(withDoc(interfaceOf(parts, node.members), doc)) }
        : { kind: "alias", text: print(withDoc(aliasOf(parts, node), doc)) };
    },
  };
}

function onOneLine(node: ts.TypeNode): ts.TypeNode {
  const { SingleLine, NoAsciiEscaping } = typescript.EmitFlags;
  return typescript.setEmitFlags(node, SingleLine | NoAsciiEscaping);
}

/** Of a type: no line of it ends within a string. What is set above is the outermost node's alone. */
function withoutBreaks(text: string): string {
  return text.replaceAll(/(?<=\[)\n\s*|\n\s*(?=\])/g, "").replaceAll(/\n\s*/g, " ");
}

function toNode(lowered: Lowered): ts.TypeNode {
  return transform(asSchemaObject(lowered), { ctx: context });
}

/** The lowered subset is made of schema objects; their type in openapi-typescript is stricter about keys that the subset does without. */
function asSchemaObject(lowered: Lowered): SchemaObject {
  return lowered as unknown as SchemaObject;
}

function exported(): readonly ts.Modifier[] {
  return [factory.createModifier(typescript.SyntaxKind.ExportKeyword)];
}

function interfaceOf(
  { name, heritage }: DeclarationParts,
  members: readonly ts.TypeElement[],
): ts.Statement {
  const bases = heritage.map((base) =>
    factory.createExpressionWithTypeArguments(factory.createIdentifier(base), undefined),
  );
  const clauses =
    bases.length === 0
      ? undefined
      : [factory.createHeritageClause(typescript.SyntaxKind.ExtendsKeyword, bases)];
  return factory.createInterfaceDeclaration(exported(), name, undefined, clauses, members);
}

function aliasOf({ name }: DeclarationParts, node: ts.TypeNode): ts.Statement {
  return factory.createTypeAliasDeclaration(exported(), name, undefined, node);
}

/** Marks that stand where the subset of JSON Schema cannot say what is meant. */
function markedNode(schema: SchemaObject, options: TransformNodeOptions): ts.TypeNode | undefined {
  const marks = schema as unknown as Lowered;
  if (OPEN in marks)
    return factory.createIntersectionTypeNode([
      keyword(marks.type),
      factory.createTypeLiteralNode([]),
    ]);
  if (TUPLE in marks) return tupleNode(marks[TUPLE], options);
  return isObjectType(marks) && Object.keys(marks.properties).length === 0
    ? emptyNode(marks, options)
    : undefined;
}

function tupleNode(
  { items, required, rest }: LoweredTuple,
  options: TransformNodeOptions,
): ts.TypeNode {
  const elements = items.map((item, index) => {
    const node = transform(asSchemaObject(item), options);
    return index < required ? node : factory.createOptionalTypeNode(node);
  });
  const tail =
    rest === null
      ? []
      : [
          factory.createRestTypeNode(
            factory.createArrayTypeNode(transform(asSchemaObject(rest), options)),
          ),
        ];
  return typescript.setEmitFlags(
    factory.createTupleTypeNode([...elements, ...tail]),
    typescript.EmitFlags.SingleLine,
  );
}

/**
 * An object without properties: `Record<string, T>`, or, for an interface that only joins its bases, nothing at all.
 * Where `T` names a declaration the index signature stays, because `type Tree = Record<string, Tree>` is an error.
 */
function emptyNode(
  { additionalProperties: value }: LoweredObject,
  options: TransformNodeOptions,
): ts.TypeNode | undefined {
  if (value === undefined) return factory.createTypeLiteralNode([]);
  if (namesIn(value).size > 0) return undefined;
  return factory.createTypeReferenceNode("Record", [
    keyword("string"),
    transform(asSchemaObject(value), options),
  ]);
}

function keyword(type: string | undefined): ts.TypeNode {
  const { NumberKeyword, StringKeyword } = typescript.SyntaxKind;
  return factory.createKeywordTypeNode(type === "number" ? NumberKeyword : StringKeyword);
}

/** Properties and index signature in one literal, so that it can be an interface: openapi-typescript makes an intersection of two. */
function joinIndex(type: ts.TypeNode): ts.TypeNode | undefined {
  if (!typescript.isIntersectionTypeNode(type)) return undefined;
  const literals = type.types.filter((member) => typescript.isTypeLiteralNode(member));
  if (literals.length < type.types.length) return undefined;
  const members = literals.flatMap((literal) => [...literal.members]);
  const last = members.at(-1);
  return last !== undefined && typescript.isIndexSignatureDeclaration(last)
    ? factory.createTypeLiteralNode(members)
    : undefined;
}

function documentedProperty(property: ts.PropertySignature, schema: SchemaObject): undefined {
  typescript.setEmitFlags(property.name, typescript.EmitFlags.NoAsciiEscaping);
  const doc: unknown = Reflect.get(schema, DOC);
  if (typeof doc === "string") withDoc(property, doc);
}

/** `doc`: its lines, already safe inside a comment. */
function withDoc<T extends ts.Node>(node: T, doc: string | null): T {
  if (doc === null) return node;
  const lines = doc.split("\n");
  const text =
    lines.length === 1
      ? `* ${doc} `
      : `*\n${lines.map((line) => ` *${line === "" ? "" : ` ${line}`}\n`).join("")} `;
  return typescript.addSyntheticLeadingComment(
    node,
    typescript.SyntaxKind.MultiLineCommentTrivia,
    text,
    true,
  );
}

/** Every feature that looks at the document is off: the subset has been made so that none is needed. */
const context: GlobalContext = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  defaultNonNullable: false,
  discriminators: { objects: {}, refsHandled: [] },
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  injectFooter: [],
  makePathsEnum: false,
  pathParamsAsTypes: false,
  postTransform: joinIndex,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  // Only its linter and bundler read these settings.
  redoc: {} as GlobalContext["redoc"],
  resolve: () => undefined,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transform: markedNode,
  transformProperty: documentedProperty,
};
