import type { EmbedOptions } from "./options.ts";
import type { Say } from "./say.ts";
import style from "parlor:embed.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

/** The place of a chat on the page: no style of the page reaches into it, and none of ours out of it. */
export function newElement(form: "bubble" | "inline", say: Say, { language, theme }: EmbedOptions): HTMLElement {
  const element = document.createElement("parlor-chat");
  element.dir = say.dir;
  if (language) element.lang = language;
  element.dataset["form"] = form;
  if (theme) element.dataset["theme"] = theme;
  const shadow = element.attachShadow({ mode: "open" });
  // A style sheet that is made and not written on the page needs no leave from its content security policy.
  shadow.adoptedStyleSheets = [sheet, usualSize()];
  return element;
}

/** Many pages make `rem` something else than the size that their visitors read at. */
function usualSize(): CSSStyleSheet {
  const probe = document.createElement("span");
  probe.style.fontSize = "medium";
  document.documentElement.append(probe);
  const size = getComputedStyle(probe).fontSize;
  probe.remove();
  const unit = new CSSStyleSheet();
  unit.replaceSync(`:host { --p-unit: ${size} }`);
  return unit;
}

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  part: string,
  props: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), props);
  made.className = `parlor-${part}`;
  // For `::part()` in the page's style sheet.
  made.setAttribute("part", part);
  made.append(...children);
  return made;
}

/** Drawn like the icons of the kit. */
export function icon(path: string): SVGSVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const lines = { viewBox: "0 0 20 20", fill: "none", stroke: "currentColor", "stroke-width": "1.6" };
  const ends = { "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" };
  for (const [name, value] of Object.entries({ ...lines, ...ends })) svg.setAttribute(name, value);
  const drawn = document.createElementNS(svg.namespaceURI, "path");
  drawn.setAttribute("d", path);
  svg.append(drawn);
  return svg;
}
