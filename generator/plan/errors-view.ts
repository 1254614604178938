/** What a template says about the classes of errors. */
import type { SdkModel } from "../contract/index.js";
import type { PackageContext } from "./contexts.js";
import { errorConverter } from "./conversions.js";
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
    makesData: error.isText || error.data.conversion !== undefined || error.xml !== null,
    converter: error.isText
      ? { name: "textError", value: null }
      : errorConverter(error.data.conversion, scope.conversions),
    xml: error.xml === null ? null : xmlNodeValue(error.xml, scope.xml),
    description: error.description,
  }));
}
