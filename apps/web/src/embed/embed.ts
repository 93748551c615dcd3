import { optionsOn } from "./options.ts";
import { createParlor, type Parlor } from "./parlor.ts";

declare global {
  interface Window {
    Parlor?: Parlor;
  }
}

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : undefined;
const parlor = (window.Parlor ??= createParlor(script ? new URL(script.src).origin : location.origin));

/** What stands on this script tag. The page may have several. */
function begin(): void {
  const options = script && optionsOn(script);
  if (!options) return;
  const { into } = script.dataset;
  if (into === undefined) parlor.bubble(options);
  else if (into !== "here") parlor.room(into, options);
  else parlor.room(script.parentElement ?? document.body, options);
}

// In the head, there is no page yet that anything could be put on.
if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
else begin();
document.dispatchEvent(new Event("parlor-ready"));
