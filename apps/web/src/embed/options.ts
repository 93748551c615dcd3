import type { Language } from "./say.ts";

/** What the host app says about one chat. */
export interface EmbedOptions {
  readonly room: string;
  /** Who this is: a token that the host app's back end signed, … */
  readonly token?: string | undefined;
  /** … or an address of the host app that answers with one, asked with its cookies whenever one is needed, … */
  readonly tokenUrl?: string | undefined;
  /** … or what fetches one, … */
  readonly getToken?: (() => string | Promise<string>) | undefined;
  /** … or a name, where the server lets guests in. */
  readonly guest?: string | undefined;
  /** The chat server. By default where the script came from. */
  readonly server?: string | undefined;
  /** What stands above the room in place of its own title, and what those who hear the page know it by. */
  readonly title?: string | undefined;
  /** By default that of the page. */
  readonly language?: Language | undefined;
  /** By default the chat follows the page. */
  readonly theme?: "light" | "dark" | undefined;
  /** In which corner a bubble sits. */
  readonly side?: "start" | "end" | undefined;
}

/** The same, written on the script tag: `data-room="support" data-token-url="/chat-token"`. */
export function optionsOn({ dataset }: HTMLElement): EmbedOptions | undefined {
  const { room, token, tokenUrl, guest, server, title, language, theme, side } = dataset;
  if (room === undefined) return undefined;
  return {
    room,
    token,
    tokenUrl,
    guest,
    server,
    title,
    language: language === "en" || language === "ar" ? language : undefined,
    theme: theme === "light" || theme === "dark" ? theme : undefined,
    side: side === "start" ? "start" : "end",
  };
}
