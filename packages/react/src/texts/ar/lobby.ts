import type { lobby as en } from "../en/lobby.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("ar");

export const lobby: typeof en = {
  lobbies: "قاعات الاستقبال",
  waitingForYou: (count) =>
    plural(count, {
      one: "شخص واحد ينتظرك",
      two: "شخصان ينتظرانك",
      few: "# أشخاص ينتظرونك",
      many: "# شخصًا ينتظرونك",
      other: "# شخص ينتظرونك",
    }),
  lookingForRooms: "جارٍ البحث عن غرف",
  roomsOf: (name) => `غرف ${name}`,
  nobodyReceives: "لا أحد هنا ليتحدث معك بعد",
  nobodyReceivesHint: "ستظهر الغرف هنا وحدها، حالما يكون أحدهم مستعدًا.",
  with: (name) => `مع ${name}`,
  withYou: "معك",
  seats: (taken, total) =>
    plural(total, {
      one: `المشغول: ${taken} من مقعد واحد`,
      two: `المشغول: ${taken} من مقعدين`,
      few: `المشغول: ${taken} من # مقاعد`,
      many: `المشغول: ${taken} من # مقعدًا`,
      other: `المشغول: ${taken} من # مقعد`,
    }),
  free: "متاحة",
  freeWithHost: (name) => `متاحة، و${name} هنا`,
  someoneWaits: "هناك من ينتظرك",
  waitsForHost: (name) => `في انتظار ${name}`,
  waitsForOthers: "في انتظار الآخرين",
  talking: "المحادثة جارية",
  talkingFor: (left) => `بقي ${left}`,
  enter: "اجلس",
  enterRoom: (subject) => `اجلس: ${subject}`,
  goBack: "عد إليها",
  goBackTo: (subject) => `عد إليها: ${subject}`,
  lastSeatKept: "المقعد الأخير محجوز.",
  scenario: "مهمتك",
  noScenario: "بلا مهمة",

  receive: "استقبل الناس",
  stopReceiving: "أوقف الاستقبال",
  receiving: "أنت تستقبل الناس",
  receivingAbout: (subjects) => `أنت تستقبل الناس حول ${subjects}`,
  notReceiving: "أنت لا تستقبل أحدًا الآن.",
  receiveHint: "لكل موضوع غرفة، ما دمت هنا.",
  subjects: "ما الذي تعرفه؟",
  subjectsHint: "افصل بين المواضيع بفواصل.",
  change: "غيّر",
};
