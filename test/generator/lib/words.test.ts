import { expect, test } from "vitest";
import { camelCase, kebabCase, pascalCase } from "../../../generator/lib/words.js";

test.each([
  ["listURLs", "listURLs", "ListURLs", "list-urls"],
  ["IDs", "ids", "IDs", "ids"],
  ["DBRPs", "dbrps", "DBRPs", "dbrps"],
  ["VMs of a host", "vmsOfAHost", "VMsOfAHost", "vms-of-a-host"],
  ["HTTPSession", "httpSession", "HTTPSession", "http-session"],
  ["APIsecret", "apIsecret", "APIsecret", "ap-isecret"],
])("%s: several of what is spelled in capitals are one word", (text, camel, pascal, kebab) => {
  expect([camelCase(text), pascalCase(text), kebabCase(text)]).toEqual([camel, pascal, kebab]);
});
