import type { Language } from "../say.ts";

export interface RoomTexts {
  readonly refused: string;
  readonly stopped: string;
  readonly stoppedHint: string;
  readonly expired: string;
}

export const TEXTS: Readonly<Record<Language, RoomTexts>> = {
  en: {
    refused: "This room is not open to you",
    stopped: "You are not signed in to the chat",
    stoppedHint: "Load the page again, or sign in anew.",
    expired: "Your sign-in has run out. Load the page again: what you have written is kept.",
  },
  ar: {
    refused: "هذه الغرفة ليست مفتوحة لك",
    stopped: "لم تسجّل الدخول إلى المحادثة",
    stoppedHint: "أعد تحميل الصفحة أو سجّل الدخول من جديد.",
    expired: "انتهت مدة تسجيل دخولك. أعد تحميل الصفحة: ما كتبته محفوظ.",
  },
};
