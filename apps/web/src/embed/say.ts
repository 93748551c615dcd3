/** The few words that a page needs before anybody opens the chat. The room brings its own. */
const EN = {
  dir: "ltr" as "ltr" | "rtl",
  chat: "Chat",
  open: (unread: number) => (unread === 0 ? "Open the chat" : `Open the chat, unread messages: ${unread}`),
  close: "Close the chat",
  loading: "Loading the chat …",
  failed: "The chat could not be loaded.",
  tryAgain: "Try again",
};

const AR: typeof EN = {
  dir: "rtl",
  chat: "المحادثة",
  open: (unread) => (unread === 0 ? "افتح المحادثة" : `افتح المحادثة، الرسائل غير المقروءة: ${unread}`),
  close: "أغلق المحادثة",
  loading: "جارٍ تحميل المحادثة …",
  failed: "تعذّر تحميل المحادثة.",
  tryAgain: "حاول مرة أخرى",
};

const SAYINGS = { en: EN, ar: AR };
export type Language = keyof typeof SAYINGS;
export type Say = typeof EN;

export const sayIn = (language: Language): Say => SAYINGS[language];

/** As asked for, else the language of the page, else that of the browser. */
export function languageFor(wanted: Language | undefined): Language {
  const usual = document.documentElement.lang || navigator.language;
  return wanted ?? (usual.startsWith("ar") ? "ar" : "en");
}
