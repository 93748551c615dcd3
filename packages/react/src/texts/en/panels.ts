import { pluralIn } from "../plural.ts";

const plural = pluralIn("en");

/** What stands beside a conversation. */
export const panels = {
  conversation: "Conversation",
  brief: "Instructions",
  products: "Products",
  search: "Search",
  views: "What is shown",

  scenario: "Your task",
  constraint: "Bear in mind",
  checklist: "Your list",
  done: (done: string, total: number) => plural(total, { one: `${done} of # done`, other: `${done} of # done` }),
  nothingToDo: "There is nothing special to do here.",

  filterProducts: "Filter the products",
  productCount: (count: number) => plural(count, { one: "# product", other: "# products" }),
  noProducts: "There are no products here.",
  noProductLike: (filter: string) => `No product has “${filter}” in it`,
  searchPlaceholder: "What are they looking for?",
  searchHint: "Results show here. What you look for is kept with the conversation.",
  resultCount: (count: number) => plural(count, { one: "# result", other: "# results" }),
  noResults: (query: string) => `Nothing found for “${query}”`,
  seeMore: "See more",
  share: "Share",
  shareItem: (title: string) => `Share in the conversation: ${title}`,
  shared: "Shared",
  sharedItem: (name: string, title: string) => `${name} shared: ${title}`,
  openItem: "Open",
  oneMoment: "One moment, please. I am looking for something that fits.",
  sayOneMoment: "Say “One moment, please”",

  picture: "Picture",
  showPicture: "Show the picture",

  workspace: "Workspace",
  dividerOf: (first: string, second: string) => `Divider between ${first} and ${second}`,

  leaveUnfinished: "You have not done everything yet",
  leaveUnfinishedHint: "Still on your list:",
};
