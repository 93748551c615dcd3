import type { Texts } from "./en.ts";
import { lobby } from "./ar/lobby.ts";
import { panels } from "./ar/panels.ts";
import { session } from "./ar/session.ts";
import { pluralIn } from "./plural.ts";

const plural = pluralIn("ar");

const messagesOf = (count: number, what: string) =>
  plural(count, {
    one: `رسالة ${what} واحدة`,
    two: `رسالتان ${what}`,
    few: `# رسائل ${what}`,
    many: `# رسالة ${what}`,
    other: `# رسالة ${what}`,
  });
const peopleOf = (count: number) =>
  plural(count, { one: "شخص واحد", two: "شخصان", few: "# أشخاص", many: "# شخصًا", other: "# شخص" });
const charactersOf = (count: number) =>
  plural(count, { one: "حرف واحد", two: "حرفان", few: "# أحرف", many: "# حرفًا", other: "# حرف" });
const joinedParts = (parts: readonly string[]) => parts.filter((part) => part !== "").join("، ");

export const ar: Texts = {
  lang: "ar",
  dir: "rtl",

  someone: "شخص ما",
  guest: "ضيف",
  you: "أنت",
  close: "إغلاق",
  cancel: "إلغاء",
  search: "بحث",
  tryAgain: "حاول مرة أخرى",
  somethingWrong: "لم ينجح ذلك. حاول مرة أخرى من فضلك.",

  kinds: {
    community: "مجتمع",
    cafe: "مقهى",
    coached: "محادثات بمرافق",
    interview: "مقابلة",
    helpdesk: "مكتب المساعدة",
    direct: "بين شخصين",
    group: "مجموعة خاصة",
  },
  roles: {
    member: "عضو",
    moderator: "مشرف",
    assistant: "مساعد",
    client: "عميل",
    organizer: "منظِّم",
    participant: "مشارك",
  },

  messagesIn: (room) => `الرسائل في ${room}`,
  loadingMessages: "جارٍ تحميل الرسائل",
  loadingOlder: "جارٍ تحميل الرسائل الأقدم",
  startOfRoom: (room) => `من هنا تبدأ «${room}»`,
  noMessagesYet: "لم يُقل شيء هنا بعد. ألقِ التحية!",
  newMessages: (count) => messagesOf(count, "جديدة"),
  newMessageFrom: (name) => `رسالة جديدة من ${name}`,
  unreadFrom: (count) => messagesOf(count, "غير مقروءة"),
  jumpToUnread: "انتقل إلى أولاها",
  markAsRead: "اعتبرها مقروءة",
  jumpToLatest: "انتقل إلى أحدث رسالة",
  notFound: "لم يعد بالإمكان العثور على هذه الرسالة.",
  roomRefused: "لا يمكنك رؤية هذه الغرفة",

  edited: "معدّلة",
  deletedByAuthor: (name) => `حذف ${name} هذه الرسالة`,
  deletedByYou: "حذفتَ هذه الرسالة",
  deletedByOther: "أزال أحد المشرفين هذه الرسالة",
  queued: "بانتظار الإرسال",
  sending: "جارٍ الإرسال",
  sent: "أُرسلت",
  failed: "لم تُرسل",
  changeFailed: "لم يُحفظ التغيير",
  retry: "حاول مرة أخرى",
  discard: "تجاهل",
  seenBy: (names) => `قرأها ${names}`,
  seenByCount: (count) => `قرأها ${peopleOf(count)}`,
  repliedTo: (name) => `ردًّا على ${name}`,
  repliedToEarlier: "ردًّا على رسالة سابقة",
  deletedQuote: "رسالة محذوفة",
  messageLabel: ({ name, text, time, state, reactions }) => joinedParts([name, text, time, state, reactions]),
  reactedBy: (names) => `من ${names}`,
  reactWith: (emoji) => `تفاعل بـ ${emoji}`,
  andOthers: (count) =>
    plural(count, { one: "شخص آخر", two: "شخصان آخران", few: "# آخرون", many: "# آخرون", other: "# آخرون" }),

  actions: "ماذا تفعل بهذه الرسالة",
  react: "أضف تفاعلًا",
  reply: "رد",
  edit: "تعديل",
  delete: "حذف",
  copyText: "نسخ النص",
  copied: "تم النسخ",
  more: "المزيد",
  deleteQuestion: "حذف هذه الرسالة؟",
  deleteWarning: "لن يستطيع أحد قراءتها بعد الآن، ولا يمكن التراجع عن ذلك.",

  joined: (names, count) =>
    plural(count, { one: `انضم ${names}`, two: `انضم ${names}`, few: `انضم ${names}`, other: `انضم ${names}` }),
  left: (names, count) => plural(count, { one: `غادر ${names}`, other: `غادر ${names}` }),
  removedBy: (name, by) => `أخرج ${by} ${name}`,
  roleChanged: (name, role) => `دور ${name} الآن: ${role}`,
  roomRenamed: (title) => `اسم الغرفة الآن «${title}»`,
  roomClosed: (by) => `أغلق ${by} الغرفة`,
  somethingHappened: "تغيّر شيء في هذه الغرفة",
  eventCount: (count) =>
    plural(count, { one: "تغيير واحد", two: "تغييران", few: "# تغييرات", many: "# تغييرًا", other: "# تغيير" }),
  showAll: "أظهر الكل",
  showLess: "أظهر أقل",

  writeTo: (room) => `اكتب في «${room}»`,
  write: "اكتب رسالة",
  send: "إرسال",
  save: "حفظ",
  editing: "تعدّل رسالتك",
  replyingTo: (name) => `ترد على ${name}`,
  cancelEdit: "أوقف التعديل",
  cancelReply: "لا ترد",
  emoji: "رموز تعبيرية",
  people: "الأشخاص",
  suggestions: "أشخاص يمكنك الإشارة إليهم",
  suggestionCount: (count) => `عُثر على ${peopleOf(count)}`,
  charactersLeft: (count) => `بقي ${charactersOf(count)}`,
  tooLongBy: (count) => `النص أطول مما يُسمح به بـ ${charactersOf(count)}`,
  slowMode: (wait) => `الوضع البطيء: يمكنك الإرسال مجددًا بعد ${wait}`,
  tooFast: (wait) => `أنت سريع! تُرسل رسالتك من تلقاء نفسها بعد ${wait}`,
  willSendLater: "أنت غير متصل. يُرسل ما تكتبه حالما تعود.",
  willSendSignedIn: "لم تعد مسجّل الدخول. يُرسل ما تكتبه حالما تسجّل الدخول من جديد.",
  waitingToSend: (count) =>
    plural(count, {
      one: "رسالة واحدة تنتظر.",
      two: "رسالتان تنتظران.",
      few: "# رسائل تنتظر.",
      many: "# رسالة تنتظر.",
      other: "# رسالة تنتظر.",
    }),
  noFiles: "لا يمكن إرسال الملفات هنا، بل النصوص فقط. ويمكن إرسال عنوان صورة أو ملف.",
  textKept: "ما كتبتَه ما زال هنا.",
  closedRoom: "هذه الغرفة مغلقة. ما زال بإمكانك قراءتها.",
  closedBecause: "هذه الغرفة مغلقة:",
  joinToWrite: "انضم إلى هذه الغرفة لتكتب فيها.",
  mayNotWrite: "يمكنك قراءة هذه الغرفة، لا الكتابة فيها.",
  join: "انضم",
  typing: (names, count) =>
    plural(count, { one: `${names} يكتب`, two: `${names} يكتبان`, few: `${names} يكتبون`, other: `${names} يكتبون` }),
  severalTyping: "عدة أشخاص يكتبون",

  searchEmoji: "ابحث عن رمز (بالإنجليزية)",
  noEmoji: "لم يُعثر على رمز",
  loadingEmoji: "جارٍ تحميل الرموز",
  recentEmoji: "استُعملت مؤخرًا",
  emojiGroups: {
    0: "وجوه ومشاعر",
    1: "أشخاص",
    3: "حيوانات وطبيعة",
    4: "طعام وشراب",
    5: "سفر وأماكن",
    6: "أنشطة",
    7: "أشياء",
    8: "علامات",
    9: "أعلام",
  },

  rooms: "الغرف",
  searchRooms: "ابحث في غرفك",
  noRooms: "لست في أي غرفة بعد",
  noRoomsHint: "تجوّل في المكان، أو افتح غرفة خاصة بك.",
  noRoomFound: (search) => `ليس بين غرفك ما اسمه «${search}»`,
  roomState: ({ unread, mentions, closed }) =>
    joinedParts([
      mentions > 0
        ? plural(mentions, {
            one: "أُشير إليك مرة",
            two: "أُشير إليك مرتين",
            few: "أُشير إليك # مرات",
            many: "أُشير إليك # مرة",
            other: "أُشير إليك # مرة",
          })
        : "",
      unread > 0 ? messagesOf(unread, "غير مقروءة") : "",
      closed ? "مغلقة" : "",
    ]),
  members: (count) => plural(count, { one: "عضو واحد", two: "عضوان", few: "# أعضاء", many: "# عضوًا", other: "# عضو" }),
  closedMark: "مغلقة",
  unnamedRoom: "غرفة بلا اسم",

  hereNow: (count) =>
    plural(count, {
      zero: "لا أحد هنا",
      one: "شخص واحد هنا",
      two: "شخصان هنا",
      few: "# أشخاص هنا",
      many: "# شخصًا هنا",
      other: "# شخص هنا",
    }),
  here: "هنا",
  away: "بعيد",
  online: "هنا",
  notHere: "ليسوا هنا",
  nobodyHere: "لا أحد هنا في هذه اللحظة.",
  andMoreMembers: (count) => `و${peopleOf(count)} غيرهم`,

  topics: "عمّ يتحدثون",
  noTopics: "لا شيء محددًا بعد.",
  topicReason: (count) =>
    plural(count, {
      one: "قيلت مرة مؤخرًا",
      two: "قيلت مرتين مؤخرًا",
      few: "قيلت # مرات مؤخرًا",
      many: "قيلت # مرة مؤخرًا",
      other: "قيلت # مرة مؤخرًا",
    }),

  connecting: "جارٍ الاتصال …",
  reconnecting: "انقطع الاتصال. جارٍ إعادته …",
  reconnectIn: (wait) => `لا اتصال. المحاولة التالية بعد ${wait}`,
  reconnectNow: "حاول الآن",
  offline: "أنت غير متصل.",
  backOnline: "عاد الاتصال",
  catchingUp: "جارٍ جلب ما فات …",

  lobby,
  session,
  panels,
};
