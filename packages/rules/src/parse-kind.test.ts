import { describe, expect, test } from "bun:test";
import { PRESETS } from "./kinds/presets.ts";
import { parseKind, parseSavedKind } from "./parse-kind.ts";

const sane = { name: "sane", join: "open", roles: { member: { can: ["message.send"] }, moderator: { can: [] } } };
const seats = { seats: { total: 2, roles: { moderator: { max: 1, reserved: 1 } } } };

const faultsOf = (changes: object) => {
  const parsed = parseKind({ ...sane, ...changes });
  return parsed.ok ? [] : parsed.faults.map(({ path, message }) => `${path}: ${message}`);
};

test.each(PRESETS.map((preset) => [preset.name, preset] as const))("the preset %s is valid", (_, preset) => {
  expect(parseKind(preset)).toMatchObject({ ok: true });
});

test.each(PRESETS.map((preset) => [preset.name, preset] as const))("%s knows member and moderator", (_, preset) => {
  expect(preset.roles).toMatchObject({ member: {}, moderator: {} });
});

test("what was parsed is valid as it is, so that a kind can be read back and sent again", () => {
  for (const preset of PRESETS) {
    const parsed = parseKind(preset);
    if (parsed.ok) expect(parseKind(parsed.kind)).toEqual(parsed);
  }
});

test("what another version saved is read without what is no setting here", () => {
  const items = [{ id: "a", text: "A" }];
  const written = { ...sane, messages: { maxLength: 9 }, spam: { links: 1 }, checklist: { member: items } };
  const saved = {
    ...written,
    colour: "red",
    messages: { maxLength: 9, files: true, threads: false },
    spam: { links: 1, emoji: 3 },
    checklist: { member: items.map((item) => ({ ...item, due: "5m" })) },
  };
  expect(parseKind(saved).ok).toBe(false);
  expect(parseSavedKind(saved)).toEqual(parseKind(written));
  expect(saved.messages.files).toBe(true);
});

test("what was saved is refused where it is wrong in another way", () => {
  expect(parseSavedKind({ ...sane, colour: "red", defaultRole: "guest" })).toMatchObject({
    ok: false,
    faults: [{ path: "defaultRole" }],
  });
});

describe("a bad document is refused with the path of the fault", () => {
  test.each<[object, string]>([
    [{ name: "Bad Name" }, "name: must be a short lower-case word"],
    [{ colour: "red" }, "colour: There is no such setting."],
    [{ messages: { maxLenght: 5 } }, "messages.maxLenght: There is no such setting."],
    [{ spam: { links: "two" } }, "spam.links: Invalid input: expected number, received string"],
    [{ spam: { links: "two", emoji: 3 } }, "spam.emoji: There is no such setting."],
    [{ spam: true }, "spam: Invalid input: expected false or expected object, received boolean"],
    [{ messages: { location: [5] } }, "messages.location[0]: Invalid input: expected string, received number"],
    [{ panels: { "A b": [] } }, "panels.A b: must be a short lower-case word"],
    [{ messages: { files: false } }, "messages.files: There is no such setting."],
    [{ messages: { threads: true } }, "messages.threads: There is no such setting."],
    [{ limits: { send: "often" } }, 'limits.send: must look like "10/10s"'],
    [{ ...seats, session: { lasts: "17 minutes" } }, 'session.lasts: must look like "90s" or "17m"'],
    [{ defaultRole: "guest" }, 'defaultRole: There is no role "guest" in roles.'],
    [{ creatorRole: "toString" }, "creatorRole: must be a short lower-case word"],
    [{ seats: { total: 2, roles: { ghost: {} } } }, 'seats.roles.ghost: There is no role "ghost" in roles.'],
    [
      { seats: { total: 3, roles: { moderator: { max: 1, reserved: 2 } } } },
      "seats.roles.moderator.reserved: At most 1 seats can be reserved for moderator.",
    ],
    [
      { seats: { total: 2, roles: { moderator: { reserved: 2 }, member: { reserved: 1 } } } },
      "seats.roles: 3 seats are reserved, and there are 2.",
    ],
    [
      { seats: { total: 1, roles: { moderator: { reserved: 1 } } } },
      "seats: Nobody can join: there is no seat for the default role, member.",
    ],
    [
      { ...seats, session: { lasts: "5m", warnAt: ["1m", "5m"] } },
      "session.warnAt[1]: A warning comes before the end, so it is shorter than 5m.",
    ],
    [
      { ...seats, session: { warnAt: ["1m"] } },
      "session.warnAt[0]: A warning needs a session that lasts for some time.",
    ],
    [{ session: {} }, 'session.starts: A session that starts "when-full" needs seats.'],
    [
      { seats: { total: 4, roles: { moderator: { max: 1 }, member: { max: 2 } } }, session: {} },
      "seats.total: Such a room can never be full: its roles have 3 of 4 seats.",
    ],
    [
      { ...seats, session: { onEnd: "lobby" } },
      'session.onEnd: People can go back to the lobby only where join is "lobby".',
    ],
    [
      { ...seats, session: { idle: { role: "boss", after: "1m" } } },
      'session.idle.role: There is no role "boss" in roles.',
    ],
    [{ roles: { member: { can: [] }, moderator: { can: [] } } }, "roles: Nobody can send: no role has message.send."],
    [{ join: "lobby" }, "seats: Nobody can join: a lobby leads to seats, and there are none."],
    [{ join: "queue" }, 'queue: A kind whose join is "queue" needs queue: {}.'],
    [{ join: "queue", queue: {} }, "roles: Nobody can join: no role has queue.ask."],
    [{ queue: {} }, 'queue: Only a kind whose join is "queue" has a queue.'],
    [
      {
        checklist: {
          member: [
            { id: "a", text: "A" },
            { id: "a", text: "B" },
          ],
        },
      },
      'checklist.member[1].id: "a" stands here twice.',
    ],
    [{ panels: { member: ["search"] } }, 'panels.member[0]: The panel "search" needs a catalog.'],
    [{ messages: { location: ["nobody"] } }, 'messages.location[0]: There is no role "nobody" in roles.'],
  ])("%j", (changes, expected) => {
    expect(faultsOf(changes)).toContain(expected);
  });

  test.each([[undefined], [null], [5], ["kind"], [[]], [[sane]]])("number %# is no kind", (document) => {
    expect(parseKind(document).ok).toBe(false);
  });

  test("all faults are told at once", () => {
    expect(faultsOf({ join: "queue", defaultRole: "guest" }).length).toBeGreaterThan(2);
  });

  test("a sane document has none", () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ ...seats, session: { lasts: "5m", warnAt: ["1m"] } })).toEqual([]);
  });
});
