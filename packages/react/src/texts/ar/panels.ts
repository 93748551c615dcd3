import type { panels as en } from "../en/panels.ts";
import { pluralIn } from "../plural.ts";

const plural = pluralIn("ar");

export const panels: typeof en = {
  conversation: "المحادثة",
  brief: "التعليمات",
  products: "المنتجات",
  search: "البحث",
  views: "ما يُعرض",

  scenario: "مهمتك",
  constraint: "ضع في الحسبان",
  checklist: "قائمتك",
  done: (done, total) => plural(total, { other: `أُنجز ${done} من #` }),
  nothingToDo: "لا شيء خاص مطلوب هنا.",

  filterProducts: "صفِّ المنتجات",
  productCount: (count) =>
    plural(count, {
      zero: "لا منتجات",
      one: "منتج واحد",
      two: "منتجان",
      few: "# منتجات",
      many: "# منتجًا",
      other: "# منتج",
    }),
  noProducts: "لا توجد منتجات هنا.",
  noProductLike: (filter) => `ليس في أي منتج «${filter}»`,
  searchPlaceholder: "عمّ يبحثون؟",
  searchHint: "تظهر النتائج هنا. وما تبحث عنه يُحفظ مع المحادثة.",
  resultCount: (count) =>
    plural(count, {
      zero: "لا نتائج",
      one: "نتيجة واحدة",
      two: "نتيجتان",
      few: "# نتائج",
      many: "# نتيجة",
      other: "# نتيجة",
    }),
  noResults: (query) => `لا نتائج عن «${query}»`,
  seeMore: "المزيد",
  share: "شارك",
  shareItem: (title) => `شارك في المحادثة: ${title}`,
  shared: "شورك",
  sharedItem: (name, title) => `شارك ${name}: ${title}`,
  openItem: "افتح",
  oneMoment: "لحظة من فضلك، أبحث عما يناسبك.",
  sayOneMoment: "قل «لحظة من فضلك»",

  picture: "صورة",
  showPicture: "أظهر الصورة",

  workspace: "مساحة العمل",
  dividerOf: (first, second) => `الفاصل بين ${first} و${second}`,

  leaveUnfinished: "لم تنجز كل شيء بعد",
  leaveUnfinishedHint: "ما زال في قائمتك:",
};
