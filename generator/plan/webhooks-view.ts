import type { SdkModel } from "../contract/index.js";
import { jsonReader, type ConversionScope } from "./conversions.js";
import type { WebhooksView } from "./contexts.js";

/** `null` where there is nothing to verify: the package then has no entry for webhooks. */
export function webhooksView(
  { webhooks, webhookConversion, types, client }: SdkModel,
  conversions: ConversionScope,
): WebhooksView | null {
  if (webhooks.length === 0) return null;
  const taken = new Set(types.map(({ name }) => name));
  const free = (name: string): string => {
    let wanted = name;
    for (let count = 2; taken.has(wanted); count++) wanted = `${name}${count}`;
    return wanted;
  };
  return {
    eventsName: free("WebhookEvents"),
    eventName: free("WebhookEvent"),
    env: `${client.envPrefix}_WEBHOOK_SECRET`,
    reader: jsonReader(webhookConversion, conversions),
    events: webhooks,
  };
}
