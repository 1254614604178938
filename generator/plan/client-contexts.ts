/** What templates see of the client. */
import type { Json, TypeExpression } from "../contract/index.js";
import type { RetryView, ServerView } from "./operation-contexts.js";
import type { RuntimeReference } from "./runtime-reference.js";

/** The client class, its options and what goes into its definition. */
export interface ClientView {
  /** `OpenRouter`. */
  readonly className: string;
  /** `openRouter`: what examples call an instance. */
  readonly variableName: string;
  /** `OpenRouterCore`: the light client for standalone functions. */
  readonly coreName: string;
  /** `OpenRouterOptions`. */
  readonly optionsName: string;
  /** `OpenRouterError`. */
  readonly baseErrorName: string;
  /** `isOpenRouterError`. */
  readonly errorGuardName: string;
  /** `OpenRouterDefaultError`. */
  readonly defaultErrorName: string;
  readonly envPrefix: string;
  readonly servers: readonly ServerView[];
  /** The same, as the runtime takes them. */
  readonly serverDefinitions: Json;
  /** There is more than one server to choose from, or one with variables. */
  readonly choosesServer: boolean;
  /** Options that hold credentials, or say where they are fetched. */
  readonly credentials: readonly CredentialView[];
  /** A scheme exchanges client id and secret for a token. */
  readonly fetchesTokens: boolean;
  /** How each scheme signs a request, by its id in the document. */
  readonly security: readonly { readonly id: string; readonly reference: RuntimeReference }[];
  /** Parameters that every call takes and that can be set once on the client. */
  readonly globals: readonly GlobalView[];
  /** Names that no log shows, beyond the usual ones. */
  readonly sensitive: readonly string[];
  /** The document's own policy, or `null` for the runtime's. */
  readonly retries: RetryView | null;
}

export interface CredentialView {
  /** Client option: `apiKey`. */
  readonly name: string;
  readonly env: string;
  readonly description: string;
  /** False for the URL of a token endpoint and what else that is told, which are options beside them. */
  readonly isSecret: boolean;
}

export interface GlobalView {
  readonly property: string;
  readonly env: string;
  readonly type: TypeExpression;
  readonly description: string | null;
  /** What the type cannot say: `At least 1.` */
  readonly facts: string | null;
  /** As source text, or `null`. */
  readonly default: string | null;
  /** It is no argument of calls. */
  readonly hidden: boolean;
  readonly in: string;
  readonly wireName: string;
}
