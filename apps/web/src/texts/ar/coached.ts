import type { coached as en } from "../en/coached.ts";

export const coached: typeof en = {
  lobbyHint: "اجلس، وتبدأ المحادثة حالما يحضر الجميع.",
  beside: "بجانب المحادثة",
  leaveAnyway: "غادر على أي حال",
  stay: "ابقَ",
  leaveForLobby: "عد إلى قاعة الاستقبال",
  leaveForLobbyQuestion: "العودة إلى قاعة الاستقبال؟",
  leaveForLobbyWarning: "يخلو مقعدك، وتنتهي المحادثة حين لا يبقى إلا شخص واحد.",
  workspaceTitle: "هنا مكان لتطبيقك",
  workspaceText:
    "محرّر أو سبورة أو مستند: كل ما تدور حوله المحادثة يقف في هذا الجانب. حرّك الفاصل بالفأرة أو بالإصبع أو بمفاتيح الأسهم.",
  workspaceCode: "في صفحتك:",
};
