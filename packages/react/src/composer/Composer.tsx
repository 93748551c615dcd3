import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { EmojiPicker } from "../emoji/EmojiPicker.tsx";
import { Popover } from "../feedback/Popover.tsx";
import { useMe, useRoomFacts, useWatch } from "../hooks.ts";
import { Icon } from "../icons.tsx";
import { cleanName } from "../markup/clean.ts";
import { useWords } from "../provider.tsx";
import { useCurrentRoom } from "../room/CurrentRoom.tsx";
import { useObservable } from "../use-observable.ts";
import { COUNT_FROM_LEFT, spokenLeft } from "./characters-left.ts";
import { ComposerContext } from "./ComposerContext.tsx";
import { ComposerNotice } from "./ComposerNotice.tsx";
import { ClosedComposer } from "./ClosedComposer.tsx";
import { isComposing, isTouch } from "./ime.ts";
import { useRefusedFiles } from "./use-refused-files.ts";
import { Suggestions } from "./Suggestions.tsx";
import { useUnsettledRows } from "./unsettled-rows.ts";
import { useComposer, type WritingOptions } from "./use-composer.ts";
import { useSuggestions } from "./use-suggestions.ts";

export type ComposerProps = WritingOptions;

/** Where one writes. Where one may not, it says why and what can be done. */
export function Composer(props: ComposerProps) {
  const { room } = useCurrentRoom();
  const state = useRoomFacts(room);
  const watch = useWatch(room);
  const me = useMe();
  const may = room.can({ do: "send" });
  const isKnown = state !== undefined && me !== undefined;
  if (watch.name === "refused" || (isKnown && !may.ok)) return <ClosedComposer />;
  return <OpenComposer {...props} />;
}

function OpenComposer({ location, isSignedOut }: ComposerProps) {
  const { room, draft } = useCurrentRoom();
  const { texts, number } = useWords();
  const state = useRoomFacts(room);
  const unsettled = useUnsettledRows(room);
  const me = useMe()?.id;
  const { focusTurn } = useObservable(draft);
  const { text, editing, replyTo, left, waitMs, isSendable, warning, later, ...composer } = useComposer({
    location,
    isSignedOut,
  });
  const field = useRef<HTMLTextAreaElement>(null);
  const [emojiFrom, setEmojiFrom] = useState<HTMLElement>();
  const ids = useId();
  const files = useRefusedFiles();
  const suggestions = useSuggestions({ text, state, me, field });

  useLayoutEffect(() => {
    const area = field.current;
    // Where the browser cannot size the field to its text by itself.
    if (!area || CSS.supports("field-sizing", "content")) return;
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight}px`;
  }, [text]);

  useEffect(() => {
    if (focusTurn === 0) return;
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, [focusTurn]);

  const { write } = composer;
  const send = () => {
    if (composer.send()) field.current?.focus();
  };

  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (isComposing(event.nativeEvent)) return;
    if (suggestions.pressed(event)) return;
    switch (event.key) {
      case "Enter":
        if (event.shiftKey || event.altKey || (isTouch() && !event.ctrlKey && !event.metaKey)) return;
        event.preventDefault();
        send();
        return;
      case "ArrowUp":
        if (text === "" && !event.shiftKey && composer.editLast()) event.preventDefault();
        return;
      case "Escape":
        if (!editing && !replyTo) return;
        event.preventDefault();
        composer.cancel();
        return;
    }
  };

  const insert = (emoji: string) => {
    const area = field.current;
    const at = area?.selectionStart ?? text.length;
    const end = area?.selectionEnd ?? at;
    write(text.slice(0, at) + emoji + text.slice(end));
    setEmojiFrom(undefined);
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(at + emoji.length, at + emoji.length);
    });
  };

  const title = cleanName(state?.title ?? "");
  return (
    <form
      className="parlor-composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragOver={files.onDragOver}
      onDrop={files.onDrop}
    >
      <ComposerNotice later={later} rows={unsettled} waitMs={waitMs} warning={warning} isFile={files.isRefused} />
      <ComposerContext draft={draft} />
      <div className="parlor-field">
        <Suggestions {...suggestions} id={`${ids}-people`} />
        <textarea
          ref={field}
          rows={1}
          // Empty, it runs as the page does, and so does what stands in it meanwhile.
          dir={text === "" ? undefined : "auto"}
          value={text}
          placeholder={title === "" ? texts.write : texts.writeTo(title)}
          aria-label={title === "" ? texts.write : texts.writeTo(title)}
          aria-autocomplete="list"
          aria-controls={suggestions.people.length > 0 ? `${ids}-people` : undefined}
          aria-activedescendant={suggestions.active === undefined ? undefined : `${ids}-people-${suggestions.active}`}
          aria-describedby={left <= COUNT_FROM_LEFT ? `${ids}-left` : undefined}
          aria-invalid={left < 0 || undefined}
          autoCapitalize="sentences"
          enterKeyHint="send"
          onChange={(event) => {
            files.forget();
            write(event.target.value);
          }}
          onPaste={files.onPaste}
          onSelect={suggestions.moved}
          onKeyDown={pressed}
          onBlur={suggestions.close}
        />
        {left <= COUNT_FROM_LEFT && (
          <span
            id={`${ids}-left`}
            className="parlor-counter"
            data-over={left < 0 || undefined}
            aria-label={spokenLeft(left, texts)}
            title={spokenLeft(left, texts)}
          >
            {number(left)}
          </span>
        )}
        <button
          type="button"
          className="parlor-icon-button"
          aria-label={texts.emoji}
          title={texts.emoji}
          aria-expanded={emojiFrom !== undefined}
          onClick={(event) => setEmojiFrom(event.currentTarget)}
        >
          <Icon name="react" />
        </button>
        <button
          type="submit"
          className="parlor-send"
          disabled={!isSendable}
          aria-label={editing ? texts.save : texts.send}
          title={editing ? texts.save : texts.send}
          // The soft keyboard stays open.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name={editing ? "check" : "send"} />
        </button>
      </div>
      {emojiFrom && (
        <Popover
          anchor={emojiFrom.getBoundingClientRect()}
          label={texts.emoji}
          returnTo={emojiFrom}
          onClose={() => setEmojiFrom(undefined)}
        >
          <EmojiPicker onPick={insert} />
        </Popover>
      )}
    </form>
  );
}
