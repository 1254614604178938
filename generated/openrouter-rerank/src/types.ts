/** What `rerank` sends. */
export interface RerankRequestBody {
  /** Documents to rank: texts, or objects with a text or an image. */
  documents: Array<string | RerankRequestDocument>;
  model: string;
  query: string;
  provider?: ProviderPreferences | null;
  /** How many of the most relevant documents to return. */
  top_n?: number;
}

export interface RerankRequestDocument {
  text?: string;
  /** URL or base64 data URI. */
  image?: string;
}

export interface ProviderPreferences {
  allow_fallbacks?: boolean | null;
  data_collection?: "deny" | "allow" | null;
  enforce_distillable_text?: boolean | null;
  ignore?: string[] | null;
  only?: string[] | null;
  order?: string[] | null;
  require_parameters?: boolean | null;
  zdr?: boolean | null;
}

/** Documents sorted by relevance. */
export interface RerankResponse {
  id?: string;
  model: string;
  provider?: string;
  results: Array<{
    index: number;
    relevance_score: number;
    document: { text?: string; image?: string };
  }>;
  usage?: { cost?: number; search_units?: number; total_tokens?: number };
}

/** Invalid parameters or malformed input. */
export interface BadRequestResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** Missing or invalid credentials. */
export interface UnauthorizedResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** Insufficient credits or quota. */
export interface PaymentRequiredResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** No such resource. */
export interface NotFoundResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** Rate limit. */
export interface TooManyRequestsResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** Unexpected server error. */
export interface InternalServerResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** Upstream failure. */
export interface BadGatewayResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** Temporarily unavailable. */
export interface ServiceUnavailableResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** The provider timed out at the edge. */
export interface EdgeNetworkTimeoutResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}

/** The provider is overloaded. */
export interface ProviderOverloadedResponse {
  error: {
    code: number;
    message: string;
    metadata?: { [key: string]: unknown } | null;
  };
  openrouter_metadata?: { [key: string]: unknown } | null;
  user_id?: string | null;
}
