import { type CatalogItem, queueStream, roomStream, type StreamName, SYSTEM } from "@parlor/protocol";
import type { Ask } from "../commands/handlers.ts";
import type { Configured } from "../config/configuration.ts";
import type { Environment } from "../config/environment.ts";
import type { Catalog } from "../storage/catalog.ts";
import type { Store } from "../storage/store.ts";
import { DEMONSTRATION } from "./demonstration.ts";
import { DEMONSTRATION_PRODUCTS } from "./demonstration-products.ts";
import { BEGINNING, type Beginnings, makeBeginnings } from "./make-beginnings.ts";

/** A configuration of one's own says what there is; without one, empty data gets the demonstration. */
export async function begin(
  ask: Ask,
  store: Pick<Store, "isEmpty" | "firstUse">,
  configured: Configured | undefined,
  { DEMONSTRATION: wanted }: Pick<Environment, "DEMONSTRATION">,
  catalog: Pick<Catalog, "find">,
  fill: (catalog: string, items: readonly CatalogItem[]) => Promise<void>,
): Promise<void> {
  if (configured) return makeBeginnings(ask, configured);
  if (wanted === "off") return;
  if (!(await store.isEmpty()) && !(await isHalfMade(store, DEMONSTRATION))) return;
  // What was imported before the first start stays, also while it is still being read.
  const products = await catalog.find({ catalog: "products", text: "", offset: 0, limit: 1 });
  if (products?.total === 0) await fill("products", DEMONSTRATION_PRODUCTS);
  await makeBeginnings(ask, DEMONSTRATION);
}

/** The server died while it made them: the first is there, the last is not. */
async function isHalfMade(store: Pick<Store, "firstUse">, { rooms, queues }: Beginnings): Promise<boolean> {
  const streams = [...rooms.map(({ room }) => roomStream(room)), ...queues.map(({ queue }) => queueStream(queue))];
  const [first, last] = [streams[0], streams.at(-1)];
  if (first === undefined || last === undefined) return false;
  return (await isMade(store, first)) && !(await isMade(store, last));
}

const isMade = async (store: Pick<Store, "firstUse">, stream: StreamName): Promise<boolean> =>
  (await store.firstUse(stream, SYSTEM, BEGINNING)) !== undefined;
