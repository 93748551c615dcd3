import type { CatalogItem } from "@parlor/protocol";
import type { Ask } from "../commands/handlers.ts";
import type { Configured } from "../config/configuration.ts";
import type { Environment } from "../config/environment.ts";
import type { Store } from "../storage/store.ts";
import { DEMONSTRATION } from "./demonstration.ts";
import { DEMONSTRATION_PRODUCTS } from "./demonstration-products.ts";
import { makeBeginnings } from "./make-beginnings.ts";

/** A configuration of one's own says what there is; without one, empty data gets the demonstration. */
export async function begin(
  ask: Ask,
  store: Pick<Store, "isEmpty">,
  configured: Configured | undefined,
  { DEMONSTRATION: wanted }: Pick<Environment, "DEMONSTRATION">,
  fill: (catalog: string, items: readonly CatalogItem[]) => Promise<void>,
): Promise<void> {
  if (configured) return makeBeginnings(ask, configured);
  if (wanted === "off" || !(await store.isEmpty())) return;
  await fill("products", DEMONSTRATION_PRODUCTS);
  await makeBeginnings(ask, DEMONSTRATION);
}
