import type { MessageRow, Room } from "@parlor/client";
import { hasReacted } from "@parlor/rules";
import { EmojiPicker } from "../emoji/EmojiPicker.tsx";
import { useAnnounce } from "../feedback/Announcer.tsx";
import { Dialog } from "../feedback/Dialog.tsx";
import { Menu, type MenuItem } from "../feedback/Menu.tsx";
import { Popover } from "../feedback/Popover.tsx";
import { useMe } from "../hooks.ts";
import type { IconName } from "../icons.tsx";
import { MessageText } from "../markup/MessageText.tsx";
import { useWords } from "../provider.tsx";
import type { MessageActs } from "./Message.tsx";
import { mayRequest, type ToolRequest } from "./may-request.ts";

export interface Overlay {
  readonly what: "menu" | "emoji" | "delete";
  readonly row: MessageRow;
  readonly anchor: DOMRect;
  /** Where the focus returns to. */
  readonly from: HTMLElement | null;
}

export interface MessageOverlaysProps {
  readonly overlay: Overlay | undefined;
  readonly room: Room;
  readonly act: MessageActs;
  readonly onRequest: (row: MessageRow, what: ToolRequest, anchor: DOMRect, from: HTMLElement | null) => void;
  readonly onClose: () => void;
}

const QUICK = ["👍", "❤️", "😂", "🎉", "😮", "😢"];

/** What opens above the list for one message: its menu, the emoji, the question before deleting. */
export function MessageOverlays({ overlay, room, act, onRequest, onClose }: MessageOverlaysProps) {
  const { texts } = useWords();
  const announce = useAnnounce();
  const me = useMe()?.id ?? "";
  if (!overlay) return null;

  const { what, row, anchor, from } = overlay;
  const react = (emoji: string) => {
    const on = !hasReacted({ no: 1, name: "", ...row.message }, emoji, me);
    act.react(row, emoji, on);
    onClose();
  };

  switch (what) {
    case "emoji":
      return (
        <Popover key="emoji" anchor={anchor} label={texts.react} returnTo={from} onClose={onClose}>
          <EmojiPicker onPick={react} />
        </Popover>
      );
    case "menu": {
      const choice = (ask: ToolRequest, icon: IconName, text: string): MenuItem[] =>
        mayRequest(room, row, ask)
          ? [
              {
                icon,
                text,
                isDangerous: ask === "delete",
                onPick() {
                  onClose();
                  onRequest(row, ask, anchor, from);
                },
              },
            ]
          : [];
      const copy = () => {
        onClose();
        navigator.clipboard.writeText(row.message.text ?? "").then(
          () => announce(texts.copied),
          () => announce(texts.somethingWrong, "assertive"),
        );
      };
      const items = [
        ...choice("reply", "reply", texts.reply),
        ...choice("emoji", "react", texts.react),
        ...choice("edit", "edit", texts.edit),
        { icon: "copy" as const, text: texts.copyText, onPick: copy },
        ...choice("delete", "trash", texts.delete),
      ];
      return (
        <Popover key="menu" anchor={anchor} label={texts.actions} returnTo={from} onClose={onClose}>
          {mayRequest(room, row, "emoji") && (
            <div className="parlor-quick-reactions">
              {QUICK.map((emoji) => (
                <button
                  key={emoji}
                  type="button"
                  className="parlor-icon-button"
                  data-emoji
                  aria-label={texts.reactWith(emoji)}
                  onClick={() => react(emoji)}
                >
                  {emoji}
                </button>
              ))}
            </div>
          )}
          <Menu label={texts.actions} items={items} />
        </Popover>
      );
    }
    case "delete":
      return (
        <Dialog title={texts.deleteQuestion} onClose={onClose}>
          <div className="parlor-quoted">
            <MessageText text={row.message.text ?? ""} />
          </div>
          <p>{texts.deleteWarning}</p>
          <div className="parlor-dialog-actions">
            <button type="button" className="parlor-button" data-focus-first onClick={onClose}>
              {texts.cancel}
            </button>
            <button
              type="button"
              className="parlor-button"
              data-dangerous
              onClick={() => {
                // A refusal shows at the message itself.
                if (row.seq !== undefined) room.remove(row.seq).catch(() => {});
                onClose();
              }}
            >
              {texts.delete}
            </button>
          </div>
        </Dialog>
      );
  }
}
