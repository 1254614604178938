/** What a template says about the classes of errors. */
import type { SdkModel } from "../contract/index.js";
import type { PackageContext } from "./contexts.js";
import { errorConverter } from "./conversions.js";
import { list, reference, type RuntimeReference } from "./runtime-reference.js";
import type { OperationScope } from "./scope.js";
import { xmlNodeValue } from "./xml.js";

export function errorViews({ errors }: SdkModel, scope: OperationScope): PackageContext["errors"] {
  return errors.map((error) => ({
    name: error.name,
    statuses: error.statuses,
    statusCodes: error.statuses.every((status) => /^\d{3}$/.test(status))
      ? error.statuses.map(Number)
      : null,
    data: error.data,
    converter: error.isText
      ? { name: "textError", value: null }
      : errorConverter(error.data.conversion, scope.conversions),
    description: error.description,
  }));
}

/** Of an operation with these classes: what reads their data where that is XML; `null` where it is not. */
export function errorReader(
  { errors }: Pick<SdkModel, "errors">,
  classNames: Iterable<string>,
  scope: Pick<OperationScope, "xml">,
): RuntimeReference | null {
  const thrown = new Set(classNames);
  const roots = errors.flatMap(({ name, xml }) =>
    xml !== null && thrown.has(name) ? [list([reference(name), xmlNodeValue(xml, scope.xml)])] : [],
  );
  return roots.length === 0 ? null : reference("xmlErrors", [list(roots)]);
}
