/** What somebody prepared for others to read: as messages are written, and with headings. */
export type Section =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: "text"; readonly text: string };

const HEADING = /^\s{0,3}(#{1,6})\s+(.+?)\s*#*\s*$/u;
const FENCE = /^\s{0,3}```/u;

export function sectionsOf(text: string): readonly Section[] {
  const sections: Section[] = [];
  let lines: string[] = [];
  let isCode = false;
  const endText = () => {
    const body = lines.join("\n").replaceAll(/^\n+|\n+$/gu, "");
    if (body.trim() !== "") sections.push({ kind: "text", text: body });
    lines = [];
  };
  for (const line of text.split(/\r\n?|\n/u)) {
    if (FENCE.test(line)) isCode = !isCode;
    const [, marks = "", title = ""] = (!isCode && HEADING.exec(line)) || [];
    if (title === "") {
      lines.push(line);
      continue;
    }
    endText();
    sections.push({ kind: "heading", level: levelOf(marks.length), text: title });
  }
  endText();
  return sections;
}

const levelOf = (marks: number): 1 | 2 | 3 => (marks <= 1 ? 1 : marks === 2 ? 2 : 3);
