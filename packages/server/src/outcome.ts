import type { Refusal } from "@parlor/protocol";

/** How a command ends, when nothing failed. */
export type Outcome<Reply> =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly refusal: Refusal };

export const done = <Reply>(reply: Reply): Outcome<Reply> => ({ ok: true, reply });
export const refused = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});
