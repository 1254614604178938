import { expect, test } from "vitest";
import { camelCase, kebabCase, pascalCase, singular } from "../../../generator/lib/words.js";

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

test.each([
  ["VPC NAT Gateways", "vpcNatGateways", "VpcNatGateways"],
  ["Error.INTERNAL_SERVER_ERROR", "errorInternalServerError", "ErrorInternalServerError"],
  ["X-API-Key", "xApiKey", "XApiKey"],
  ["MAX_SIZE", "maxSize", "MaxSize"],
  ["APIKey of a user", "apiKeyOfAUser", "APIKeyOfAUser"],
  ["AWS S3 bucket", "awsS3Bucket", "AwsS3Bucket"],
  ["v1.2", "v1_2", "V1_2"],
])("%s: words in capitals do not run together", (text, camel, pascal) => {
  expect([camelCase(text), pascalCase(text)]).toEqual([camel, pascal]);
});

test.each([
  ["results", "result"],
  ["categories", "category"],
  ["boxes", "box"],
  ["houses", "house"],
  ["statuses", "status"],
  ["aliases", "alias"],
  ["analyses", "analysis"],
  ["alias", "alias"],
  ["status", "status"],
  ["kubernetes", "kubernetes"],
  ["schemas", "schema"],
])("the singular of %s is %s", (word, want) => {
  expect(singular(word)).toBe(want);
});
