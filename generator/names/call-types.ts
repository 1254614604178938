/** Names of the types of one call. */
import type { NameReason, OperationNames, OperationSite } from "../contract/index.js";
import { child } from "../lib/pointer.js";
import { capitalise } from "../lib/words.js";
import { assignName, type NamingContext } from "./context.js";
import { type CallType, things } from "./kept/things.js";
import type { CallNames } from "./operations.js";

/** A response that is a component is called as the component. */
export function nameCallTypes(
  context: NamingContext,
  site: OperationSite,
  call: CallNames,
  component: string | null,
): Omit<OperationNames, "parameters"> {
  const stem = capitalise(call.function);
  const name = (type: CallType, pointer: NameReason["pointer"], words: readonly string[]): string =>
    assignName(context, {
      kind: "type",
      pointer,
      candidates: words.map((word) => `${stem}${word}`),
      because: `the function \`${call.function}\``,
      thing: things.call(site.pointer, type),
      stem,
    });
  const requestType = name("request", site.pointer, ["Request", "Arguments"]);
  const responseType =
    component ?? name("response", child(site.pointer, "responses"), ["Response", "Result"]);
  const errorType = name("error", site.pointer, ["Error", "Failure"]);
  return { ...call, requestType, responseType, errorType };
}
