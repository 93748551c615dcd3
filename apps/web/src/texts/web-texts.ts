import type { en } from "./en.ts";

/** Every text: the kit's, and those of the page itself. */
export type Catalogue = typeof en;
export type WebTexts = Catalogue["web"];
