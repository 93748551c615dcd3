import type { session as en } from "../en/session.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("ar");

export const session: typeof en = {
  timeLeft: "الوقت المتبقي",
  startsWhenFull: "تبدأ المحادثة حين يحضر الجميع.",
  seatsTaken: (taken, total) => plural(total, { other: `حضر ${taken} من #` }),
  running: "المحادثة جارية.",
  paused: "الوقت متوقف",
  pausedHint: "لا يمكن كتابة شيء حتى يستأنف.",
  timeIsOver: "انتهى الوقت",
  everybodyGoesIn: (left) => `يغادر الجميع بعد ${left}`,
  left: (wait) => `بقي ${wait}`,

  began: "بدأت المحادثة",
  beganFor: (wait) => `بدأت المحادثة. أمامكم ${wait}.`,
  goesOn: "استؤنف الوقت",
  extended: "أضيف وقت",
  ended: "انتهت المحادثة",

  endedBecause: {
    time: "انتهى الوقت المخصص لكما.",
    idle: "لم يُجب أحد مدة أطول من اللازم.",
    alone: "غادر الجميع سواك.",
    closed: "أُنهيت المحادثة.",
  },
  endedThanks: "شكرًا على مشاركتك.",
  token: "رمز هذه المحادثة",
  tokenHint: "احتفظ به إن طُلب منك: به تُعرف هذه المحادثة.",
  copyToken: "انسخ الرمز",
  tokenCopied: "نُسخ الرمز",
  backToLobby: "عد إلى قاعة الاستقبال",
};
