import type { Member } from "@parlor/protocol";
import type { Roster } from "./roster.ts";

/** In the order they came: a roster's own order depends on how it was put together, and differs between machines. */
export function inOrder(members: Iterable<Member>): Member[] {
  return [...members].sort((a, b) => a.joinedSeq - b.joinedSeq);
}

export const membersOf = ({ members }: { readonly members: Roster<Member> }): Member[] => inOrder(members.values());
