import { type Invitation, INVITATIONS_KEPT, type RoomEvent } from "@parlor/protocol";

export type Invitations = readonly Invitation[];

/** Who was asked to join and has not answered. */
export function foldInvitations(
  invitations: Invitations,
  event: RoomEvent & { type: "person_invited" | "invitation_ended" | "member_joined" },
): Invitations {
  const { user } = event.data;
  const others = invitations.some((one) => one.user === user)
    ? invitations.filter((one) => one.user !== user)
    : invitations;
  if (event.type !== "person_invited") return others;

  return [...others, { user, role: event.data.role, by: event.actor, at: event.at }].slice(-INVITATIONS_KEPT);
}

export const invitationOf = (invitations: Invitations, user: string): Invitation | undefined =>
  invitations.find((one) => one.user === user);
