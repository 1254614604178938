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
  ["C2PA", "c2pa", "C2PA", "c2pa"],
  ["getC2PAManifest", "getC2PAManifest", "GetC2PAManifest", "get-c2pa-manifest"],
  ["C2PA_MANIFEST", "c2paManifest", "C2paManifest", "c2pa-manifest"],
  ["B2BTenant", "b2bTenant", "B2BTenant", "b2b-tenant"],
  ["H264", "h264", "H264", "h264"],
  ["EC2Instances", "ec2Instances", "EC2Instances", "ec2-instances"],
  ["OAuth2Token", "oAuth2Token", "OAuth2Token", "o-auth2-token"],
  ["X509CRL", "x509crl", "X509CRL", "x509crl"],
  ["StorageV1CSINode", "storageV1CsiNode", "StorageV1CsiNode", "storage-v1-csi-node"],
  ["Page1API", "page1API", "Page1API", "page1-api"],
])("%s: an acronym with digits in it is one word", (text, camel, pascal, kebab) => {
  expect([camelCase(text), pascalCase(text), kebabCase(text)]).toEqual([camel, pascal, kebab]);
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
