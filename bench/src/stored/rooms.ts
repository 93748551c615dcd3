/** A room by number, and how many messages lie in it. */
export interface RoomPlan {
  readonly room: number;
  readonly messages: number;
}

/** `total` messages over `rooms` rooms of one size, but for room 0, which holds `shareOfFirst` of all. */
export function spread(total: number, rooms: number, shareOfFirst: number): RoomPlan[] {
  const first = Math.round(total * shareOfFirst);
  const each = Math.floor((total - first) / (rooms - 1));
  return Array.from({ length: rooms }, (_, room) => ({
    room,
    messages: room === 0 ? total - each * (rooms - 1) : each,
  }));
}
