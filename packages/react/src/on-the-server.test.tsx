import { expect, test } from "bun:test";
import type { ReactElement } from "react";
import * as kit from "./index.ts";
import { componentsOf, htmlOnAServer } from "./on-the-server.tsx";

const nothing = () => {};
const anchor = { bottom: 0, top: 0, left: 0, right: 0 } as DOMRect;
const { CurrentRoom, WordsProvider, wordsFor, ar } = kit;

/** Each component of the kit, as a host app would write it, and what a reader sees of it before any script runs. */
const SHOWN: Readonly<Record<string, readonly [ReactElement, string]>> = {
  AnnouncerOutlet: [<kit.AnnouncerOutlet key="" />, 'role="status"'],
  Avatar: [<kit.Avatar key="" id="ana" name="Ana Lima" />, "AL"],
  ClosedComposer: [<kit.ClosedComposer key="" />, ""],
  Composer: [<kit.Composer key="" />, "<textarea"],
  ConnectionNotice: [<kit.ConnectionNotice key="" />, ""],
  CurrentRoom: [
    <CurrentRoom key="" id="other">
      inside
    </CurrentRoom>,
    "inside",
  ],
  Dialog: [
    <kit.Dialog key="" title="A question" onClose={nothing}>
      Really?
    </kit.Dialog>,
    "A question",
  ],
  EmojiPicker: [<kit.EmojiPicker key="" onPick={nothing} />, ""],
  FocusPlace: [<kit.FocusPlace key="">inside</kit.FocusPlace>, "inside"],
  Icon: [<kit.Icon key="" name="send" />, "<svg"],
  LobbyList: [<kit.LobbyList key="" current={undefined} hrefOf={(lobby) => lobby} onOpen={nothing} />, ""],
  Menu: [<kit.Menu key="" label="More" items={[{ icon: "edit", text: "Edit", onPick: nothing }]} />, "Edit"],
  MessageList: [<kit.MessageList key="" />, 'role="log"'],
  MessageText: [<kit.MessageText key="" text="**loud** <b>" />, "<strong>loud</strong>"],
  Name: [<kit.Name key="" name="Ana" guest />, "Ana"],
  ParlorProvider: [<span key="">x</span>, "x"],
  PeopleList: [<kit.PeopleList key="" />, 'class="parlor-people-list"'],
  Popover: [
    <kit.Popover key="" anchor={anchor} label="More" returnTo={null} onClose={nothing}>
      above
    </kit.Popover>,
    "above",
  ],
  RoomList: [<kit.RoomList key="" current={undefined} hrefOf={(room) => room} onOpen={nothing} />, "Connecting"],
  RoomSign: [<kit.RoomSign key="" kind="group" id="g" title="Group" />, "<svg"],
  Skeleton: [<kit.Skeleton key="" label="Loading" lines={2} />, "Loading"],
  TypingLine: [<kit.TypingLine key="" />, 'class="parlor-typing"'],
  WordsProvider: [
    <WordsProvider key="" words={wordsFor(ar)}>
      <kit.Name name="" />
    </WordsProvider>,
    "شخص ما",
  ],
};

test("every component of the kit is tried here", () => {
  const components = componentsOf(kit).filter((name) => name !== "RoomDraft");
  expect(components.length).toBeGreaterThan(15);
  expect(components).toEqual(Object.keys(SHOWN).toSorted());
});

test.each(Object.entries(SHOWN))(
  "%s renders on a server, where there is no window, document or socket",
  (_, [element, text]) => {
    expect(htmlOnAServer(element)).toContain(text);
  },
);
