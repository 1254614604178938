/** Words for HTTP statuses, as they stand in names. @see https://www.rfc-editor.org/rfc/rfc9110#section-15 */
const WORDS: Readonly<Record<string, string>> = {
  200: "Ok",
  201: "Created",
  202: "Accepted",
  203: "NonAuthoritative",
  204: "NoContent",
  206: "PartialContent",
  207: "MultiStatus",
  301: "MovedPermanently",
  302: "Found",
  303: "SeeOther",
  304: "NotModified",
  307: "TemporaryRedirect",
  308: "PermanentRedirect",
  400: "BadRequest",
  401: "Unauthorized",
  402: "PaymentRequired",
  403: "Forbidden",
  404: "NotFound",
  405: "MethodNotAllowed",
  406: "NotAcceptable",
  408: "RequestTimeout",
  409: "Conflict",
  410: "Gone",
  411: "LengthRequired",
  412: "PreconditionFailed",
  413: "ContentTooLarge",
  415: "UnsupportedMediaType",
  416: "RangeNotSatisfiable",
  422: "UnprocessableEntity",
  423: "Locked",
  424: "FailedDependency",
  425: "TooEarly",
  426: "UpgradeRequired",
  428: "PreconditionRequired",
  429: "TooManyRequests",
  431: "HeaderFieldsTooLarge",
  451: "UnavailableForLegalReasons",
  500: "InternalServer",
  501: "NotImplemented",
  502: "BadGateway",
  503: "ServiceUnavailable",
  504: "GatewayTimeout",
  507: "InsufficientStorage",
  524: "EdgeNetworkTimeout",
  529: "Overloaded",
  "1XX": "Informational",
  "2XX": "Success",
  "3XX": "Redirect",
  "4XX": "Client",
  "5XX": "Server",
  default: "Default",
};

/** `404` -> `NotFound`, `4XX` -> `Client`, `418` -> `Status418`. */
export function statusWords(status: string): string {
  return (
    WORDS[status] ?? WORDS[status.toUpperCase()] ?? `Status${status.replaceAll(/[^\dA-Za-z]/g, "")}`
  );
}

/** True for 4XX, 5XX and `default`: what the SDK throws. */
export function isErrorStatus(status: string): boolean {
  return /^[45]/.test(status) || status === "default";
}
