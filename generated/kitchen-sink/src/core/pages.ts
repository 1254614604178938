/** Lists that come page by page. */
import { at, type Path } from "../internal/paging/path.js";
import { asText, isRepeated, START, type Trail } from "../internal/paging/repeated.js";
import { tracedItems } from "../internal/traced.js";
import { call, type Call } from "./call.js";
import type { Client } from "./client.js";
import type { CallOptions, RetryWith } from "./contract.js";
import { ResponseParseError, type SdkError } from "./errors.js";
import type { OperationSpec, ParameterSpec, ResponseContext, ResponseSpec } from "./operation.js";

export type { Path } from "../internal/paging/path.js";

/** What is known of a page when the next one is looked for. */
export interface PageView {
  /** The request argument that gave it. */
  readonly request: object;
  readonly data: unknown;
  readonly items: readonly unknown[];
  readonly response: Response;
}

/** How the next page is asked for: by another argument, or by its URL. */
export type NextRequest = (RequestOfNext | UrlOfNext) & {
  /** What the server calls its place, a cursor or a URL; `undefined` where the caller counts. */
  readonly place?: unknown;
};

export interface RequestOfNext {
  readonly request: object;
}

export interface UrlOfNext {
  readonly url: string;
}

/** Where the next page is; `undefined` after the last. */
export type NextPage = (page: PageView) => NextRequest | undefined;

/** How an operation is paged. */
export interface PagingSpec {
  /** Where the items stand in the response; `[]`: the response is the list; `null`: it is the one item of its page. */
  readonly items: Path | null;
  readonly next: NextPage;
}

/**
 * One page. Looping over it goes on with the items of all pages after it, each fetched when it is needed.
 */
export class Page<Item, T = unknown> implements AsyncIterable<Item> {
  /** This page's items. */
  readonly items: readonly Item[];
  /** The whole response. */
  readonly data: T;
  readonly #load: (() => Promise<Page<Item, T>>) | undefined;

  /** @internal */
  constructor(items: readonly Item[], data: T, load: (() => Promise<Page<Item, T>>) | undefined) {
    this.items = items;
    this.data = data;
    this.#load = load;
  }

  hasNextPage(): boolean {
    return this.#load !== undefined;
  }

  /** `undefined` after the last page. */
  getNextPage(): Promise<Page<Item, T> | undefined> {
    return this.#load?.() ?? Promise.resolve(undefined);
  }

  /** This page and all after it. */
  pages(): AsyncGenerator<Page<Item, T>, undefined> {
    return tracedItems(pagesFrom(this));
  }

  [Symbol.asyncIterator](): AsyncGenerator<Item, undefined> {
    return tracedItems(itemsFrom(this));
  }
}

/**
 * A call for the first page under way: await it for that page, or loop over it for the items of all pages.
 *
 * @example
 * ```ts
 * for await (const model of client.models.list()) console.log(model.id);
 * for await (const page of client.models.list().pages()) console.log(page.items.length);
 * ```
 */
export interface PagePromise<Item, T, E = SdkError, H extends object = object>
  extends Call<Page<Item, T>, E, H>, AsyncIterable<Item> {
  /** All pages. */
  pages(): AsyncGenerator<Page<Item, T>, undefined>;
}

/** A page that is to be asked for. */
interface PageRequest {
  readonly argument: object;
  readonly operation: OperationSpec;
  readonly trail: Trail;
}

/**
 * Starts a call for a page; the pages after it are calls with the same options. Pages that would never end are refused with a
 * `ResponseParseError`: one with the items of the page before, and one that leads back to an earlier page.
 */
export function paginate<Item, T, E = SdkError, H extends object = object>(
  client: Client,
  operation: OperationSpec,
  request: object,
  options: CallOptions | undefined,
  retry: RetryWith<H>,
  paging: PagingSpec,
): PagePromise<Item, T, E, H> {
  const list = new PagedList<Item, T, E, H>(client, operation, options, retry, paging);
  return list.load({ argument: request, operation, trail: START }, options);
}

/** All pages of one call. */
class PagedList<Item, T, E, H extends object> {
  readonly #client: Client;
  readonly #operation: OperationSpec;
  /** Of the pages after the first. */
  readonly #options: CallOptions;
  readonly #retry: RetryWith<H>;
  readonly #paging: PagingSpec;
  /** Of the first page at each place. */
  readonly #indexes = new Map<unknown, number>();

  constructor(
    client: Client,
    operation: OperationSpec,
    options: CallOptions | undefined,
    retry: RetryWith<H>,
    paging: PagingSpec,
  ) {
    this.#client = client;
    this.#operation = operation;
    this.#options = { ...options, idempotencyKey: undefined };
    this.#retry = retry;
    this.#paging = paging;
  }

  load(asked: PageRequest, options: CallOptions | undefined): PagePromise<Item, T, E, H> {
    const { argument, operation } = asked;
    const response: ResponseSpec<Page<Item, T>> = {
      accept: operation.response.accept,
      parse: (arrived, context) => this.#parse(asked, arrived, context),
    };
    const paged = { ...operation, response };
    return withPages(
      call<Page<Item, T>, E, H>(this.#client, paged, argument, options, this.#retry),
    );
  }

  async #parse(
    asked: PageRequest,
    response: Response,
    context: ResponseContext,
  ): Promise<Page<Item, T>> {
    const data = (await asked.operation.response.parse(response, context)) as T;
    const items = itemsOf<Item>(data, this.#paging);
    if (items === undefined)
      throw this.#unusable(`\`${this.#paging.items?.join(".") ?? ""}\` is no list`, data, response);
    const next = this.#paging.next({ request: asked.argument, data, items, response });
    if (asked.trail.isCircle || isRepeated(items, next?.place, asked.trail))
      throw this.#unusable("it brings nothing new", data, response);
    if (next === undefined) return new Page(items, data, undefined);
    const trail = this.#onward(asked.trail, items, next.place);
    const after =
      "url" in next
        ? { ...asked, operation: atUrl(this.#operation, next.url, response), trail }
        : { argument: next.request, operation: this.#operation, trail };
    return new Page(items, data, () => this.load(after, this.#options));
  }

  /** Of the next page. A cursor that just stays makes no circle: some servers keep it while they move on. */
  #onward(trail: Trail, items: readonly unknown[], place: unknown): Trail {
    const index = trail.index + 1;
    const known = this.#indexes.get(place) ?? index;
    if (place !== undefined) this.#indexes.set(place, known);
    const first = trail.index === 0 ? items : trail.first;
    return { items, first, place, index, isCircle: known < index && place !== trail.place };
  }

  #unusable(reason: string, data: unknown, response: Response): ResponseParseError {
    const message = `${this.#operation.id}: the page cannot be used: ${reason}`;
    const snippet = asText(data)?.slice(0, 200) ?? "";
    return new ResponseParseError(message, { response, reason, snippet });
  }
}

function withPages<Item, T, E, H extends object>(
  first: Call<Page<Item, T>, E, H>,
): PagePromise<Item, T, E, H> {
  return Object.assign(first, {
    pages: () => tracedItems(pagesFrom(first)),
    [Symbol.asyncIterator]: () => tracedItems(itemsFrom(first)),
  });
}

// No generator goes through another one: each would take one of the ten lines that the stack of an error has.
async function* pagesFrom<Item, T>(
  first: Page<Item, T> | Promise<Page<Item, T>>,
): AsyncGenerator<Page<Item, T>, undefined> {
  let page: Page<Item, T> | undefined = await first;
  for (; page; page = await page.getNextPage()) yield page;
  return undefined;
}

async function* itemsFrom<Item, T>(
  first: Page<Item, T> | Promise<Page<Item, T>>,
): AsyncGenerator<Item, undefined> {
  let page: Page<Item, T> | undefined = await first;
  for (; page; page = await page.getNextPage()) yield* page.items;
  return undefined;
}

/** A list that is missing or null is empty, as many servers write it. Anything else but a list, which is `undefined` here, would look like the end. */
function itemsOf<Item>(data: unknown, { items: path }: PagingSpec): readonly Item[] | undefined {
  if (path === null) return [data as Item];
  const items = at(data, path) ?? [];
  return Array.isArray(items) ? Array.from<Item>(items) : undefined;
}

/**
 * The same operation at a URL that the server gave, which is fetched with GET: headers, cookies and credentials as before, path and
 * query from the URL. It goes to the server of the call, so that a credential never leaves it; a URL with another host is refused.
 */
function atUrl(operation: OperationSpec, given: string, response: Response): OperationSpec {
  const { parameters, body: _, ...rest } = operation;
  const next: ParameterSpec = { name: "", property: "" };
  return {
    ...rest,
    method: "GET",
    parameters: { ...parameters, query: [...(parameters?.query ?? []), next] },
    place(draft, place, parameter, value) {
      if (place === "cookie") operation.place?.(draft, place, parameter, value);
      if (parameter !== next) return;
      const base = new URL(draft.baseUrl);
      const from = response.url || base.href;
      const url = URL.canParse(given, from) ? new URL(given, from) : undefined;
      if (url?.host !== base.host) {
        const reason = "the next page is not at the server of the call";
        throw new ResponseParseError(`${operation.id}: ${reason}`, {
          response,
          reason,
          snippet: given.slice(0, 200),
        });
      }
      Object.assign(draft, { baseUrl: base.origin, path: url.pathname }); // the URL's path has the server's own path in it
      if (url.search) draft.query.push(url.search.slice(1));
    },
  };
}
