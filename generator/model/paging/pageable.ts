/** What the two ways to find a pagination, by extension and by names, have in common. */
import type {
  OperationSite,
  Pagination,
  Pointer,
  SuccessResponse,
  ValuePath,
} from "../../contract/index.js";
import { number } from "../../lib/read.js";
import type { ModelContext } from "../context.js";

/** What a call takes and gives, as far as pages need it. */
export interface Pageable {
  readonly site: OperationSite;
  /** Paths in the request argument, by wire name. */
  readonly parameters: readonly {
    readonly wireName: string;
    readonly property: string;
    readonly in: string;
    readonly schemaPointer: Pointer | null;
  }[];
  /** Where the body stands in the argument: `[]` when it is flat, `null` without one. */
  readonly bodyPath: readonly string[] | null;
  readonly success: SuccessResponse | undefined;
}

/** What an extension or detection found, before it is checked against the response. */
export type PaginationCandidate = Omit<Pagination, "itemType" | "items"> & {
  /** `null`: the only list in the response. */
  readonly items: ValuePath | null;
};

/** 0 where the document says that pages count from there; else the runtime's default, 1. */
export function firstPage(
  context: ModelContext,
  { parameters }: Pageable,
  [property]: readonly string[],
): number | null {
  const pointer =
    parameters.find((parameter) => parameter.property === property)?.schemaPointer ?? null;
  const schema = context.survey.schemas.resolved(pointer);
  const preset = number(schema?.["default"]);
  if (preset !== null) return preset === 1 ? null : preset;
  return schema?.["minimum"] === 0 ? 0 : null;
}
