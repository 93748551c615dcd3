import type { MessageRow } from "@parlor/client";
import {
  type FocusEvent,
  type KeyboardEvent,
  memo,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { useMe, useRoomFacts, useServerTime, useTimeline, useWatch } from "../hooks.ts";
import { cleanName } from "../markup/clean.ts";
import type { MessageActs } from "../message/Message.tsx";
import { MESSAGE_KEYS } from "../message/keys.ts";
import { mayReact, mayRequest, type ToolRequest } from "../message/may-request.ts";
import { MessageOverlays, type Overlay } from "../message/MessageOverlays.tsx";
import { News } from "../message/News.tsx";
import { SharedCard } from "../message/SharedCard.tsx";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { createValue } from "../value.ts";
import { FloatingDay } from "./FloatingDay.tsx";
import { answeredBy } from "./answered.ts";
import type { Item } from "./items.ts";
import { JumpToLatest } from "./JumpToLatest.tsx";
import { MessageEntry } from "./MessageEntry.tsx";
import { RoomStart } from "./RoomStart.tsx";
import { Skeleton } from "./Skeleton.tsx";
import { UnreadNotice } from "./UnreadNotice.tsx";
import { useAnnouncedMessages } from "./use-announced-messages.ts";
import { useLoading } from "./use-loading.ts";
import { useFewAtOnce } from "./use-few-at-once.ts";
import { useFound } from "./use-found.ts";
import { useItems } from "./use-items.ts";
import { useLetGo } from "./use-let-go.ts";
import { useMarkRead } from "./use-mark-read.ts";
import { usePeople } from "./use-people.ts";
import type { View } from "./place-keeper.ts";
import { VirtualList, type VirtualListHandle } from "./VirtualList.tsx";

export interface MessageListHandle {
  /** Shows a message, however old. */
  readonly jumpTo: (seq: number) => void;
  readonly jumpToLatest: () => void;
}

const NO_VIEW: View = { first: 0, last: 0, atEnd: true };

/** What was said in the current room. */
export const MessageList = memo(function MessageList({ ref }: { readonly ref?: Ref<MessageListHandle> }) {
  const { room, draft } = useCurrentRoom();
  const timeline = useTimeline(room);
  const state = useRoomFacts(room);
  const watch = useWatch(room);
  const me = useMe()?.id;
  const words = useWords();
  const { texts } = words;
  const now = useServerTime(60_000);
  const people = usePeople(state, timeline.rows);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualListHandle>(null);
  const end = useRef<HTMLDivElement>(null);
  const [view] = useState(() => createValue(NO_VIEW));
  const items = useFewAtOnce(useItems(timeline, words.dayKey, me), view);
  const [active, setActive] = useState<string>();
  const [hasFocus, setHasFocus] = useState(false);
  const [overlay, setOverlay] = useState<Overlay>();
  const { found, jumpTo } = useFound(room, items, list);
  useMarkRead(room, view, timeline, end);
  useAnnouncedMessages(timeline.rows, me);
  useLoading(room, items, view, timeline.reachesStart);
  useLetGo(room, timeline, view, hasFocus);

  const jumpToLatest = useCallback(() => list.current?.scrollToEnd(), []);
  useImperativeHandle(ref, () => ({ jumpTo, jumpToLatest }), [jumpTo, jumpToLatest]);

  // Whoever sends something wants to see it. What waits stands last.
  const newest = timeline.rows.at(-1);
  const ownWaiting = newest?.kind === "message" && newest.stage !== "confirmed" ? newest.key : undefined;
  useEffect(() => {
    if (ownWaiting !== undefined) jumpToLatest();
  }, [ownWaiting, jumpToLatest]);

  const act = useMemo<MessageActs>(
    () => ({
      // Refused acts show at the message itself.
      react: (row, emoji, on) => row.seq !== undefined && void room.react(row.seq, emoji, on).catch(() => {}),
      mayReact: (row) => mayReact(room, row),
      retry: (row) => room.retry(row),
      discard: (row) => room.discard(row),
      jump: jumpTo,
    }),
    [room, jumpTo],
  );

  const focusRow = useCallback((key: string) => {
    list.current?.scrollToKey(key, "nearest");
    setActive(key);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"] [role="article"]`)?.focus();
    });
  }, []);

  const request = useCallback(
    (row: MessageRow, what: ToolRequest, anchor: DOMRect, from: HTMLElement | null) => {
      switch (what) {
        case "reply":
          return draft.reply(row);
        case "edit":
          return draft.edit(row);
        case "menu":
        case "emoji":
        case "delete":
          return setOverlay({ what, row, anchor, from });
      }
    },
    [draft],
  );

  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    const article = event.target instanceof HTMLElement && event.target.role === "article" ? event.target : undefined;
    const item = article && items.find(({ key }) => key === article.parentElement?.dataset["key"]);
    if (event.altKey || event.metaKey || event.ctrlKey) return;
    switch (event.key) {
      case "ArrowUp":
      case "ArrowDown": {
        if (event.target !== scroller.current && !article) return;
        const next = neighbour(items, item, event.key === "ArrowUp" ? -1 : 1);
        event.preventDefault();
        if (next) focusRow(next.key);
        else if (event.key === "ArrowDown") draft.focus();
        return;
      }
      case "End":
        jumpToLatest();
        return;
      case "Escape":
        event.preventDefault();
        jumpToLatest();
        draft.focus();
        return;
      default:
        if (item?.kind === "message" && article) pressedOn(event, item.row, article);
    }
  };

  const pressedOn = (event: KeyboardEvent, row: MessageRow, article: HTMLElement) => {
    const what = MESSAGE_KEYS[event.key.toLowerCase()];
    if (!what || !mayRequest(room, row, what)) return;
    event.preventDefault();
    request(row, what, article.getBoundingClientRect(), article);
  };

  const title = cleanName(state?.title ?? "") || texts.unnamedRoom;
  const isEmpty = timeline.rows.length === 0;
  const isWaiting = isEmpty && watch.name !== "watching" && watch.name !== "refused";
  const current = active !== undefined && items.some(({ key }) => key === active) ? active : lastMessage(items)?.key;

  const drawItem = (item: Item, index: number) => {
    switch (item.kind) {
      case "message":
        return (
          <MessageEntry
            row={item.row}
            goesOn={item.goesOn}
            room={room}
            me={me}
            people={people}
            answered={answeredBy(item.row, timeline.rows)}
            isFound={item.key === found}
            isTabStop={item.key === current}
            position={timeline.reachesStart ? index + 1 : undefined}
            // Of the one that is read out. It grows with everything that is said: all others would be drawn anew for it.
            setSize={item.key === current ? items.length : -1}
            act={act}
            onRequest={request}
          />
        );
      case "news":
        return <News events={item.events} nameOf={people.nameOf} />;
      case "card":
        return <SharedCard shared={item.shared} />;
      case "day":
        return (
          <div className="parlor-day" role="separator" aria-label={words.day(item.at, now)}>
            <span>{words.day(item.at, now)}</span>
          </div>
        );
      case "unread":
        return (
          <div className="parlor-unread" role="separator" aria-label={texts.newMessages(item.count)}>
            <span>{texts.newMessages(item.count)}</span>
          </div>
        );
      case "hole":
        return <Skeleton label={texts.loadingMessages} lines={6} />;
      case "start":
        return <RoomStart title={title} description={state?.description ?? ""} />;
    }
  };

  return (
    <section
      className="parlor-message-list"
      onFocus={() => setHasFocus(true)}
      onBlur={(event: FocusEvent) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        setHasFocus(false);
        // Whoever went on to something else comes back to the newest message.
        if (event.relatedTarget) setActive(undefined);
      }}
    >
      <FloatingDay items={items} view={view} />
      <UnreadNotice
        items={items}
        view={view}
        divider={timeline.divider}
        onJump={(seq) => jumpTo(seq)}
        onRead={() => room.markRead()}
      />
      <div
        ref={scroller}
        className="parlor-scroller"
        role="log"
        aria-live="off"
        aria-label={texts.messagesIn(title)}
        aria-busy={timeline.isBehind}
        tabIndex={current === undefined ? 0 : -1}
        onKeyDown={pressed}
        onFocus={(event) => {
          const key = event.target.closest<HTMLElement>("[data-key]")?.dataset["key"];
          if (key !== undefined) setActive(key);
        }}
      >
        {isEmpty && watch.name === "refused" ? (
          <div className="parlor-empty">
            <p role="alert">
              <strong>{texts.roomRefused}</strong> <bdi>{watch.message}</bdi>
            </p>
          </div>
        ) : isWaiting ? (
          <Skeleton label={texts.loadingMessages} lines={12} />
        ) : isEmpty ? (
          <div className="parlor-empty">
            <RoomStart title={title} description={state?.description ?? ""} />
            <p>{texts.noMessagesYet}</p>
          </div>
        ) : (
          <>
            {!timeline.reachesStart && <Skeleton label={texts.loadingOlder} lines={3} />}
            <VirtualList
              ref={list}
              items={items}
              renderItem={drawItem}
              isSteady={goesOnAsItIs}
              keep={hasFocus ? active : undefined}
              onView={view.set}
            />
          </>
        )}
      </div>
      <div ref={end} />
      <JumpToLatest rows={timeline.rows} view={view} me={me} onJump={jumpToLatest} />
      <MessageOverlays
        overlay={overlay}
        room={room}
        act={act}
        onRequest={request}
        onClose={() => setOverlay(undefined)}
      />
    </section>
  );
});

/** The first message of a page has its name above it, until older ones of the same person come before it. */
const goesOnAsItIs = (item: Item, before: Item | undefined) => item.kind === "message" && before?.kind === "message";

function neighbour(items: readonly Item[], from: Item | undefined, step: 1 | -1): Item | undefined {
  const start = from ? items.indexOf(from) + step : items.length - 1;
  for (let index = start; index >= 0 && index < items.length; index += step) {
    const item = items[index];
    if (item?.kind === "message") return item;
  }
  return undefined;
}

const lastMessage = (items: readonly Item[]) => items.findLast(({ kind }) => kind === "message");
