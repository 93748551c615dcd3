import type { Ask } from "../commands/handlers.ts";
import type { Configured } from "../config/configuration.ts";
import type { Environment } from "../config/environment.ts";
import type { Store } from "../storage/store.ts";
import { DEMONSTRATION } from "./demonstration.ts";
import { makeBeginnings } from "./make-beginnings.ts";

/** A configuration of one's own says what there is; without one, empty data gets the demonstration. */
export async function begin(
  ask: Ask,
  store: Pick<Store, "isEmpty">,
  configured: Configured | undefined,
  { DEMONSTRATION: wanted }: Pick<Environment, "DEMONSTRATION">,
): Promise<void> {
  if (configured) await makeBeginnings(ask, configured);
  else if (wanted === "on" && (await store.isEmpty())) await makeBeginnings(ask, DEMONSTRATION);
}
