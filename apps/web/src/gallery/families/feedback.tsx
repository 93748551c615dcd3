import { ConnectionNotice, EmojiPicker, Icon, MessageText, Menu, Skeleton } from "@parlor/react";
import type { Family } from "../family.ts";
import { LONG } from "./talk.ts";

const nothing = () => {};

export const feedback: Family = {
  name: "Small parts",
  states: [
    { name: "ConnectionNotice: lost", after: (stage) => stage.hangUp(), show: () => <ConnectionNotice /> },
    { name: "Skeleton", show: () => <Skeleton label="Loading" lines={4} /> },
    {
      name: "Menu",
      show: () => (
        <Menu
          label="Menu"
          items={[
            { icon: "reply", text: "Reply", onPick: nothing },
            { icon: "edit", text: "Edit", onPick: nothing },
            { icon: "trash", text: "Delete", isDangerous: true, onPick: nothing },
          ]}
        />
      ),
    },
    { name: "EmojiPicker", show: () => <EmojiPicker onPick={nothing} /> },
    {
      name: "MessageText",
      show: () => (
        <div className="parlor-gallery-text">
          <MessageText
            text={`**Bold**, *italic*, \`code\`, https://example.com and @Ana\n\n> said before\n\n1. one\n2. two\n\n${LONG}`}
            me="ana"
            mentioned={[{ user: "ana", name: "Ana" }]}
          />
        </div>
      ),
    },
    {
      name: "Buttons and icons",
      show: () => (
        <div className="parlor-gallery-row">
          <button type="button" className="parlor-button" data-primary>
            Primary
          </button>
          <button type="button" className="parlor-button">
            Usual
          </button>
          <button type="button" className="parlor-button" data-dangerous>
            Dangerous
          </button>
          <button type="button" className="parlor-button" disabled>
            Disabled
          </button>
          <button type="button" className="parlor-icon-button" aria-label="Search">
            <Icon name="search" />
          </button>
          <span className="parlor-badge">7</span>
          <span className="parlor-badge" data-mentions>
            @
          </span>
        </div>
      ),
    },
  ],
};
