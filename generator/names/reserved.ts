/** Names that no declaration of a generated package may take, and why. */

/** Words of the language that cannot name a function, a class or a type. */
export const RESERVED_WORDS: readonly string[] = (
  "abstract any arguments as asserts async await bigint boolean break case catch class const continue debugger declare default delete do else enum " +
  "eval export extends false finally for from function get if implements import in infer instanceof interface is keyof let module namespace never new " +
  "null number object of package private protected public readonly require return set static string super switch symbol this throw true try type " +
  "typeof undefined unique unknown using var void while with yield"
).split(" ");

/** Types and values that TypeScript and the platform declare everywhere: a declaration of that name would hide them, or be mistaken for them. */
export const GLOBAL_NAMES: readonly string[] = (
  "Array ArrayBuffer ArrayLike AsyncDisposable AsyncGenerator AsyncIterable AsyncIterator Atomics Awaited BigInt Boolean Capitalize ConstructorParameters " +
  "DataView Date Disposable Error EvalError Exclude Extract Function Generator Infinity InstanceType Int8Array Int16Array Int32Array Intl Iterable Iterator " +
  "IteratorResult JSON Lowercase Map Math NaN NoInfer NonNullable Number Object Omit Parameters Partial Pick Promise PromiseLike PropertyKey Proxy RangeError " +
  "Readonly ReadonlyArray ReadonlyMap ReadonlySet Record ReferenceError Reflect RegExp Required ReturnType Set SharedArrayBuffer String Symbol SyntaxError " +
  "TemplateStringsArray ThisType TypeError Uint8Array Uint8ClampedArray Uint16Array Uint32Array Float32Array Float64Array Uncapitalize Uppercase WeakMap " +
  "WeakRef WeakSet AbortController AbortSignal Attr Blob BodyInit Buffer Cache Comment CompressionStream Console Crypto CryptoKey CustomEvent DOMException " +
  "Document Element Event EventSource EventTarget File FileList FileReader FormData Headers HeadersInit History Image Location MessageEvent Navigator Node " +
  "Notification Option Performance Plugin Range ReadableStream Request RequestInfo RequestInit Response ResponseInit Screen Selection Storage Text " +
  "TextDecoder TextEncoder TransformStream URL URLSearchParams WebAssembly WebSocket Window Worker WritableStream XMLHttpRequest AggregateError globalThis NodeJS"
).split(" ");

/** Types and classes that the runtime of the generated package exports and that emitted files, or their readers, name. */
export const RUNTIME_NAMES: readonly string[] = (
  "AbortedError ApiError ApiErrorInit BackoffConfig BinaryContent BinaryResponse BodySpec Call CallFailure CallOptions Client ClientDefinition ClientOptions ConnectionError " +
  "ErrorClassOf Fetch FetchBody HeadersOption InvalidRequestError JsonConversion LogLevel Logger MergePatch Middleware MiddlewareContext NamedFile OpenapiOperations OperationSpec Page PagePromise PagingSpec " +
  "ParameterSerializer ParameterSpec RedirectError RequestDefaults RequestMethod RequestOptions ResponseContext ResponseParseError ResponseSpec Result RetryConfig RetryContext RetryEvent SdkError SdkErrorInit Secret " +
  "SecretContext SecurityContext SecuritySchemeSpec SerializedBody ServerOptions ServerSentEvent ServerSpec SharedOptions Stream StreamEventError " +
  "StreamInterruptedError TimeoutError UnmappedTag Uploadable WithHeaders WithResponse XmlContent"
).split(" ");

/** Local names of an operation's file, and functions of the runtime that it may import: a standalone function must not hide them. */
export const FUNCTION_LOCALS: readonly string[] = (
  "call client context data definition error fetch headers operation options paging request response result send " +
  "apiKey asksForStream basic bearer binaryBody binaryResponse bodyByContentType byCursor byLinkHeader byNextUrl byOffset byPageNumber chooseServer cookieForm cookieStyle " +
  "convertedEvents convertedHeaders convertedResponse deepObject eventStream exactBody exactResponse exactlyOfHeader file form formBody formQuerystring headerSimple http isSdkError jsonBody jsonLines jsonLinesBody jsonParameter jsonQuerystring " +
  "jsonOf jsonResponse jsonResponseAs label logging matrix multipartBody multipartList newIdempotencyKey noContent noCredential oauth2 oneOfResponses openapiClientOver optionalBody paginate partHeaders pipeDelimited " +
  "placeParameter requestWith responseHeaders simple spaceDelimited tabDelimited text textBody textLines textQuerystring textResponse withHeaders withRetries writeExactly " +
  "asDateTime asInt64 dateTimeOfHeader int64OfHeader " +
  "xmlBody xmlBoolean xmlDateTime xmlErrors xmlInt64 xmlNumber xmlResponse xmlScalar"
).split(" ");

/** Members that every object has, or that give an object another meaning (`then` would make it awaitable). */
export const MEMBER_NAMES: readonly string[] =
  "constructor then catch finally toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable prototype __proto__ toJSON".split(
    " ",
  );

/** Public members of the runtime's client, beside which root methods and resources stand. */
export const CLIENT_MEMBERS: readonly string[] =
  "close dispose fetch options request withOptions".split(" ");
