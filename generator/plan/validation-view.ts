import type {
  Content,
  ErrorClass,
  Operation,
  SdkModel,
  TypeExpression,
  ValueSchema,
} from "../contract/index.js";
import type { StatusSchemaView, ValidationView } from "./contexts.js";
import { declaredSchema, valueSchema, type Declarations } from "./value-schema.js";
import { mapReferences, orderedSchemas, withTags } from "./value-schemas.js";

/** `null` where the configuration asks for no validation. */
export function validationView(model: SdkModel): ValidationView | null {
  if (!model.validates) return null;
  const declarations = new Map(model.types.map((type) => [type.name, type]));
  const schemas = new Map(
    model.types.map((type) => [type.name, declaredSchema(type, declarations)]),
  );
  const errors = new Map(model.errors.map((error) => [error.name, error]));
  const operations = model.operations.map((operation) => ({
    id: operation.id,
    // Every status: one without a schema must not be taken for another.
    responses: operation.successes.map(({ status, contents: [content] }) => ({
      status,
      schema: schemaOf(
        content?.kind === "json" || content?.kind === "xml" ? content.type : undefined,
        declarations,
      ),
    })),
    errors: operation.errors.map(({ status, className }) => ({
      status,
      schema: errorSchema(errors.get(className), declarations),
    })),
    item: itemSchema(operation, declarations),
    alternatives: (operation.successes[0]?.alternatives ?? []).map((content) => ({
      mediaType: content.mediaType,
      schema: schemaOf(isCompared(content) ? content.type : undefined, declarations),
    })),
  }));
  const webhook = webhookSchema(model, declarations);
  const roots = [
    ...operations.flatMap(({ responses, errors: failures, item, alternatives }) => [
      ...[...responses, ...failures, ...alternatives].map(({ schema }) => schema),
      item,
    ]),
    webhook,
  ];
  const inFile = (schema: ValueSchema) =>
    mapReferences(withTags(schema, schemas), (name) => ({
      kind: "reference",
      name: `schemas.${name}`,
      lazy: false,
    }));
  return {
    schemas: orderedSchemas(roots, schemas),
    operations: operations
      .map(({ id, responses, errors: failures, item, alternatives }) => ({
        id,
        responses: compared(responses, inFile),
        errors: compared(failures, inFile),
        item: item.kind === "unknown" ? null : inFile(item),
        // All of them: what has no schema must not be taken for the primary one.
        alternatives: alternatives.map((each) => ({ ...each, schema: inFile(each.schema) })),
      }))
      .filter(
        ({ responses, errors: failures, item, alternatives }) =>
          item !== null ||
          responses.length > 0 ||
          failures.length > 0 ||
          alternatives.some(({ schema }) => schema.kind !== "unknown"),
      ),
    webhook: webhook.kind === "unknown" ? null : inFile(webhook),
  };
}

function webhookSchema({ webhooks }: SdkModel, declarations: Declarations): ValueSchema {
  const members = webhooks.map(({ type }) => schemaOf(type, declarations));
  const [only = { kind: "unknown" } as const] = members;
  if (members.some(({ kind }) => kind === "unknown")) return { kind: "unknown" };
  return members.length > 1 ? { kind: "union", members } : only;
}

/** Empty where there is nothing to compare at any status. */
function compared(
  list: readonly StatusSchemaView[],
  change: (schema: ValueSchema) => ValueSchema,
): readonly StatusSchemaView[] {
  return list.every(({ schema }) => schema.kind === "unknown")
    ? []
    : list.map(({ status, schema }) => ({ status, schema: change(schema) }));
}

/** As JSON, whole or item by item. */
function isCompared({ kind }: Content): boolean {
  return kind === "json" || kind === "xml" || kind === "jsonLines" || kind === "eventStream";
}

/** Text is what it is; all else is read as JSON. */
function itemSchema({ stream, successes }: Operation, declarations: Declarations): ValueSchema {
  if (stream !== null)
    return schemaOf(
      stream.data === "json" || stream.itemIs === "event" ? stream.item : undefined,
      declarations,
    );
  const [first] = successes.flatMap(({ contents: [content] }) =>
    content?.kind === "jsonLines" || content?.kind === "eventStream" ? [content] : [],
  );
  return schemaOf(first?.type, declarations);
}

/** A text is one whatever the document says. */
function errorSchema(error: ErrorClass | undefined, declarations: Declarations): ValueSchema {
  return schemaOf(error?.isText === true ? undefined : error?.data, declarations);
}

/** `unknown` where there is nothing to compare. */
function schemaOf(expression: TypeExpression | undefined, declarations: Declarations): ValueSchema {
  if (expression === undefined) return { kind: "unknown" };
  const schema = valueSchema(expression.type, declarations);
  return schema.kind === "any" ? { kind: "unknown" } : schema;
}
