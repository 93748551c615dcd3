import { memo } from "react";
import { Icon } from "../icons.tsx";
import { Avatar } from "../people/Avatar.tsx";

interface RoomSignProps {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
}

/** What a room looks like in a list: two people are a face, a private group a lock, everything else a sign of its own. */
export const RoomSign = memo(function RoomSign({ kind, id, title }: RoomSignProps) {
  if (kind === "direct") return <Avatar id={id} name={title} />;
  return (
    <span className="parlor-room-sign" aria-hidden="true">
      {kind === "group" ? <Icon name="lock" /> : "#"}
    </span>
  );
});
