import { expect, test } from "bun:test";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as kit from "@parlor/react";
import * as desk from "@parlor/react/desk";
import * as lobby from "@parlor/react/lobby";
import * as panels from "@parlor/react/panels";
import * as session from "@parlor/react/session";
import * as split from "@parlor/react/split";
import * as topics from "@parlor/react/topics";

/** Shown by others that are in the gallery. */
const WITHIN = new Map([
  ["AnnouncerOutlet", "ParlorProvider"],
  ["ClosedComposer", "Composer"],
  ["OneMoment", "SearchPanel"],
  ["PanelView", "ProductsPanel"],
  ["PlaceMap", "PlaceCard"],
  ["ReceivingBar", "LobbyView"],
  ["RoomSign", "RoomList"],
]);
/** Nothing to see by themselves, or over the whole page, where the tests of access look at them. */
const ELSEWHERE = ["DeskTextsProvider", "Dialog", "LobbyList", "Popover", "RoomDraft"];

test("every component of the kit is in the gallery", () => {
  const written = globSync("**/*.tsx", { cwd: import.meta.dir })
    .map((file) => readFileSync(join(import.meta.dir, file), "utf8"))
    .join("\n");
  const exported = [kit, desk, lobby, panels, session, split, topics].flatMap((module) => Object.keys(module));
  const components = exported.filter((name) => /^[A-Z]/.test(name) && !ELSEWHERE.includes(name));
  expect(components.length).toBeGreaterThan(40);
  expect(components.filter((name) => !written.includes(`<${WITHIN.get(name) ?? name}`))).toEqual([]);
});
