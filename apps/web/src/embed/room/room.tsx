import type { ChatClient } from "@parlor/client";
import {
  Composer,
  ConnectionNotice,
  CurrentRoom,
  en,
  FocusPlace,
  Icon,
  MessageList,
  ParlorProvider,
  TypingLine,
  useConnection,
  useCurrentRoom,
  useWatch,
  wordsFor,
} from "@parlor/react";
import { createRoot } from "react-dom/client";
import style from "parlor:room.css";
import type { Language } from "../say.ts";
import { type RoomTexts, TEXTS } from "./texts.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

export interface MountOptions {
  readonly client: ChatClient;
  readonly room: string;
  readonly language: Language;
  /** The token of the page has run out, and the page has brought no other. */
  readonly hasExpired: () => boolean;
}

export interface MountedRoom {
  readonly focus: () => void;
  readonly unmount: () => void;
}

/** What embed.js finds here once it has loaded it. */
export interface RoomModule {
  readonly mountRoom: typeof mountRoom;
}

/** Shows a room of the kit inside a shadow root. */
export async function mountRoom(
  place: HTMLElement,
  { client, room, language, hasExpired }: MountOptions,
): Promise<MountedRoom> {
  const texts = language === "ar" ? (await import("./arabic.ts")).ar : en;
  const shadow = place.getRootNode();
  if (shadow instanceof ShadowRoot && !shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);

  const inside = document.createElement("div");
  inside.className = "parlor parlor-inside";
  place.append(inside);
  const root = createRoot(inside);
  root.render(
    <ParlorProvider client={client} words={wordsFor(texts)}>
      <CurrentRoom id={room}>
        <Inside texts={TEXTS[language]} hasExpired={hasExpired} />
      </CurrentRoom>
    </ParlorProvider>,
  );
  return {
    focus: () => (inside.querySelector("textarea") ?? inside.querySelector("button"))?.focus(),
    unmount() {
      root.unmount();
      inside.remove();
    },
  };
}

interface InsideProps extends Pick<MountOptions, "hasExpired"> {
  readonly texts: RoomTexts;
}

function Inside({ texts, hasExpired }: InsideProps) {
  const { room } = useCurrentRoom();
  const watch = useWatch(room);
  const connection = useConnection();
  if (connection.name === "stopped") return <Nothing title={texts.stopped} text={texts.stoppedHint} />;
  if (watch.name === "refused") return <Nothing title={texts.refused} text={watch.message} />;
  const isSignedOut = connection.name !== "online" && hasExpired();
  return (
    <>
      {isSignedOut ? <Expired text={texts.expired} /> : <ConnectionNotice />}
      <MessageList />
      <TypingLine />
      <FocusPlace>
        <Composer isSignedOut={isSignedOut} />
      </FocusPlace>
    </>
  );
}

/** Trying again would not help, but what one writes may still be sent. */
function Expired({ text }: { readonly text: string }) {
  return (
    <p className="parlor-connection" role="alert">
      <Icon name="lock" />
      {text}
    </p>
  );
}

function Nothing({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <div className="parlor-nothing" role="alert">
      <Icon name="lock" />
      <h3>{title}</h3>
      <p dir="auto">{text}</p>
    </div>
  );
}
