import { pluralIn } from "../../texts/plural.ts";

const plural = pluralIn("en");

/** Every text of the help desk. Another language is another object of this shape. */
export const en = {
  // Around a queue
  desks: "Help",
  desk: "Help desk",
  allRooms: "All rooms",
  unnamed: "No subject",
  details: "Details",
  showDetails: "Show details",
  hideDetails: "Hide details",
  more: (count: number) => plural(count, { one: "and # more", other: "and # more" }),
  notForYou: "This help desk is not for you",
  noDesk: "There is no such help desk.",
  chooseRequest: "Who is next?",
  chooseRequestHint: "Take the oldest request, or choose one to look at it first.",

  dayAndTime: (day: string, time: string) => `${day}, ${time}`,

  // Asking
  ask: "Ask for help",
  askLead: "Say in a few words what you need. Somebody will answer you here.",
  subject: "What is it about?",
  subjectPlaceholder: "A lost bag, a ticket, a place",
  description: "What happened?",
  descriptionHint: "It becomes the first message of your conversation.",
  shareWhere: "Show where I am",
  shareWhereHint: "Only whoever helps you sees it, with your request and with what you write.",
  finding: "Finding out where you are …",
  found: "They will see where you are.",
  cannotFind: "This device does not say where it is. You can ask without it.",
  send: "Ask",
  sending: "One moment …",
  newRequest: "Ask about something else",

  // Waiting
  yourTurn: "You are next",
  position: (position: string, of: string) => `You are number ${position} of ${of}`,
  inLine: "You are in line",
  estimated: (wait: string) => `About ${wait} to wait`,
  soon: "Somebody is about to take your request",
  noEstimate: "How long it takes is not known yet.",
  waitHint: "You may leave this page open and do something else. Your place stays yours.",
  withdraw: "I need no help any more",
  withdrawQuestion: "Give up your place?",
  withdrawWarning: "Your request is taken back, and nobody will answer it.",
  keepWaiting: "Go on waiting",
  isOver: "This request is over",
  withdrawn: "You took your request back.",
  overHint: "It was taken back, or nobody was here for too long. You can ask again.",
  askAgain: "Ask again",

  // The conversation
  helpedBy: (names: string, count: number) =>
    plural(count, { one: `${names} is helping you`, other: `${names} are helping you` }),
  backInLine: "You are in line again: somebody else will go on helping you here.",
  endedBy: (name: string, when: string) => `${name} closed this: ${when}.`,
  ended: (when: string) => `This was closed: ${when}.`,
  because: (reason: string) => `“${reason}”`,
  canRead: "You can still read it here.",
  yourPosition: "Your position goes with your messages.",
  stopShowing: "Stop",
  startShowing: "Show where I am",

  // One's own requests
  active: "Open",
  archive: "Archive",
  isActive: "open",
  nothingAsked: "You have not asked for anything yet.",
  statusWaiting: "in line",
  statusTaken: "being helped",

  // Working the queue
  waiting: "Waiting",
  mine: "Mine",
  others: "With others",
  count: (count: number) => plural(count, { one: "# request", other: "# requests" }),
  nobodyWaits: "Nobody is waiting.",
  noneMine: "You have no open request.",
  nothingArchived: "Nothing is closed yet.",
  takeOldest: "Take the oldest",
  waitForNext: "Wait for the next",
  waitingForNext: "The next request is yours.",
  stopWaiting: "Do not wait",
  waits: (wait: string) => `waits ${wait}`,
  with: (name: string) => `with ${name}`,
  offeredTo: (name: string, left: string) => `${name} is being asked, ${left} left`,
  take: "Take it",
  nowYours: (name: string) => `${name}’s request is yours now`,
  open: "Open it",
  nowWith: (name: string) => `${name} has taken this request.`,

  // An offer
  offer: (name: string) => `Will you help ${name}?`,
  offerLeft: (left: string) => `${left} to answer`,
  accept: "Yes",
  decline: "Not now",

  // Who asks
  person: "Who asks",
  subjectOf: "About",
  askedAt: "Asked",
  takenAt: "Taken",
  closedAt: "Closed",
  agent: "Helped by",
  reason: "Reason",
  where: "Where",
  whereUnknown: "They have not said where they are.",
  whereAsOf: (when: string) => `Last said: ${when}`,

  map: (label: string) => `Map: where ${label} is`,
  mapHint: "Arrow keys move it, plus and minus change how near it is, Home goes back to the place.",
  nearer: "Nearer",
  farther: "Farther",
  toPlace: "Back to the place",
  noMap: "The map cannot be loaded.",

  // Handing over, closing, forcing
  handOver: "Hand over",
  handOverTitle: "Who goes on?",
  handOverHint: "They get the whole conversation. The person stays in it.",
  toTheQueue: "Back in line",
  toTheQueueHint: "It keeps its place, and the next one who is free takes it.",
  free: "waits for a request",
  holds: (count: number) => plural(count, { one: "has # request", other: "has # requests" }),
  noColleague: "Nobody else is at work in this queue.",
  offerTo: "Ask a colleague",
  offerToTitle: "Who shall be asked?",
  offerToHint: "They can accept or decline for a short while. Then it waits again.",
  close: "Close the request",
  closeTitle: "Close this request?",
  closeHint: "The conversation goes to the archive of both. The person may ask again.",
  closeReason: "What became of it? Both can read this.",
  closeReasons: ["Solved", "Answered elsewhere", "No answer any more"],
  optional: "optional",
  force: "Step in",
  forceTitle: "Step in",
  forceHint: "For requests that are stuck. Whoever has it loses it.",
  forceWaiting: "Put it back in line",
  forceMine: "Take it over myself",
  forceClosed: "Close it",
};

export type DeskTexts = typeof en;
