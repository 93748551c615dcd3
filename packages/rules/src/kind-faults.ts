import type { Capability, Kind } from "@parlor/protocol";
import { durationMs } from "./duration.ts";

/** Where a document is wrong, and what was expected there. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

const fault = (path: string, message: string): Fault => ({ path, message });

/** What each field alone cannot know: names that must exist, numbers that must fit, doors that must not all be locked. */
export function kindFaults(kind: Kind): Fault[] {
  return [
    ...roleNames(kind).flatMap(([path, role]) =>
      Object.hasOwn(kind.roles, role) ? [] : [fault(path, `There is no role "${role}" in roles.`)],
    ),
    ...seatFaults(kind),
    ...sessionFaults(kind),
    ...doorFaults(kind),
    ...panelFaults(kind),
  ];
}

/** Every place in which a kind names one of its roles. */
function roleNames({
  defaultRole,
  creatorRole,
  seats,
  session,
  messages,
  limits,
  spam,
  ...kind
}: Kind): [string, string][] {
  const keys = (path: string, record: object | undefined): [string, string][] =>
    Object.keys(record ?? {}).map((role) => [`${path}.${role}`, role]);
  const list = (path: string, roles: readonly string[] | undefined): [string, string][] =>
    (roles ?? []).map((role, index) => [`${path}[${index}]`, role]);

  return [
    ["defaultRole", defaultRole],
    ["creatorRole", creatorRole],
    ...keys("seats.roles", seats?.roles),
    ...list("seats.exempt", seats?.exempt),
    ...(session?.idle ? [["session.idle.role", session.idle.role] as [string, string]] : []),
    ...(Array.isArray(messages.location) ? list("messages.location", messages.location) : []),
    ...keys("limits.roles", limits.roles),
    ...(spam ? list("spam.except", spam.except) : []),
    ...keys("panels", kind.panels),
    ...keys("instructions", kind.instructions),
    ...keys("checklist", kind.checklist),
  ];
}

function seatFaults(kind: Kind): Fault[] {
  const { seats, session, defaultRole } = kind;
  if (!seats) return [];
  const { total, exempt } = seats;
  const seatsOf = (role: string) => seats.roles[role] ?? { max: undefined, reserved: 0 };
  const most = (role: string) => Math.min(seatsOf(role).max ?? total, total);
  const sitting = Object.keys(kind.roles).filter((role) => !exempt.includes(role));
  const reserved = sitting.reduce((sum, role) => sum + seatsOf(role).reserved, 0);
  const faults: Fault[] = [];

  for (const role of Object.keys(seats.roles)) {
    const path = `seats.roles.${role}`;
    if (exempt.includes(role)) faults.push(fault(path, `${role} needs no seat: it is among the exempt.`));
    if (seatsOf(role).reserved > most(role)) {
      faults.push(fault(`${path}.reserved`, `At most ${most(role)} seats can be reserved for ${role}.`));
    }
  }
  if (reserved > total) faults.push(fault("seats.roles", `${reserved} seats are reserved, and there are ${total}.`));
  else if (
    !exempt.includes(defaultRole) &&
    Math.min(most(defaultRole), total - reserved + seatsOf(defaultRole).reserved) < 1
  ) {
    faults.push(fault("seats", `Nobody can join: there is no seat for the default role, ${defaultRole}.`));
  }
  const together = sitting.reduce((sum, role) => sum + most(role), 0);
  if (session?.starts === "when-full" && together < total) {
    faults.push(fault("seats.total", `Such a room can never be full: its roles have ${together} of ${total} seats.`));
  }
  return faults;
}

function sessionFaults({ session, seats, join }: Kind): Fault[] {
  if (!session) return [];
  const faults: Fault[] = [];
  if (session.starts === "when-full" && !seats) {
    faults.push(fault("session.starts", 'A session that starts "when-full" needs seats.'));
  }
  if (session.onEnd === "lobby" && join !== "lobby") {
    faults.push(fault("session.onEnd", 'People can go back to the lobby only where join is "lobby".'));
  }
  const { lasts } = session;
  for (const [index, warning] of session.warnAt.entries()) {
    const path = `session.warnAt[${index}]`;
    if (lasts === undefined) faults.push(fault(path, "A warning needs a session that lasts for some time."));
    else if (durationMs(warning) >= durationMs(lasts)) {
      faults.push(fault(path, `A warning comes before the end, so it is shorter than ${lasts}.`));
    }
  }
  if (lasts !== undefined && durationMs(lasts) === 0) {
    faults.push(fault("session.lasts", "A session lasts for some time."));
  }
  if (session.idle && durationMs(session.idle.after) === 0) {
    faults.push(fault("session.idle.after", "Nobody can be busy all the time: give them a while."));
  }
  return faults;
}

/** A room that nobody can enter, or in which nobody can say anything, is a mistake. */
function doorFaults(kind: Kind): Fault[] {
  const can = (capability: Capability) => Object.values(kind.roles).some((role) => role.can.includes(capability));
  const faults: Fault[] = [];
  if (!can("message.send")) faults.push(fault("roles", "Nobody can send: no role has message.send."));
  if (kind.join === "lobby" && !kind.seats) {
    faults.push(fault("seats", "Nobody can join: a lobby leads to seats, and there are none."));
  }
  if (kind.join !== "queue") {
    return kind.queue ? [...faults, fault("queue", 'Only a kind whose join is "queue" has a queue.')] : faults;
  }
  if (!kind.queue) faults.push(fault("queue", 'A kind whose join is "queue" needs queue: {}.'));
  if (!can("queue.ask")) faults.push(fault("roles", "Nobody can join: no role has queue.ask."));
  if (!can("queue.take")) faults.push(fault("roles", "Nobody can take a request: no role has queue.take."));
  if (!can("room.close") && !can("queue.force")) {
    faults.push(fault("roles", "No request would ever end: no role has room.close."));
  }
  return faults;
}

function panelFaults({ checklist, panels, catalog }: Kind): Fault[] {
  const twice = Object.entries(checklist ?? {}).flatMap(([role, items]) =>
    items.flatMap(({ id }, index) =>
      items.findIndex((item) => item.id === id) === index
        ? []
        : [fault(`checklist.${role}[${index}].id`, `"${id}" stands here twice.`)],
    ),
  );
  const searching = Object.entries(panels ?? {}).flatMap(([role, names]) =>
    names.flatMap((name, index) =>
      (name === "search" || name === "products") && catalog === undefined
        ? [fault(`panels.${role}[${index}]`, `The panel "${name}" needs a catalog.`)]
        : [],
    ),
  );
  return [...twice, ...searching];
}
