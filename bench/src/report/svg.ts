import type { CaseReport, Report } from "./report.ts";
import { figure } from "./table.ts";

const WIDTH = 760;
const NAMES = 150;
const FIGURES = 90;
const BAR = 18;
const GAP = 6;
const HEAD = 44;

/** A panel of bars for each case, Parlor's in colour. Reads on a light and on a dark page. */
export function plot(report: Report): string {
  const panels = report.cases.map(bars).filter((panel) => panel.rows.length > 0);
  let y = 8;
  const drawn = panels.map((panel) => {
    const at = y;
    y += HEAD + panel.rows.length * (BAR + GAP) + GAP;
    return draw(panel, at);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="12">`,
    `<style>text{fill:#1f2430}.muted{fill:#6b7280}.bar{fill:#9aa4b2}.ours{fill:#0d9488}@media(prefers-color-scheme:dark){text{fill:#e6e8ee}.muted{fill:#9aa3b2}.bar{fill:#5b6573}}</style>`,
    ...drawn,
    "</svg>",
    "",
  ].join("\n");
}

interface Panel {
  readonly title: string;
  readonly unit: string;
  readonly digits: number;
  readonly rows: readonly { readonly name: string; readonly value: number }[];
}

function bars({ title, main, columns, standings }: CaseReport): Panel {
  const column = columns.find(({ measure }) => measure === main);
  const rows = standings.flatMap((standing) =>
    standing.outcome === "measured" ? [{ name: standing.name, value: standing.median[main] ?? 0 }] : [],
  );
  return { title, unit: column?.label ?? main, digits: column?.digits ?? 0, rows };
}

function draw({ title, unit, digits, rows }: Panel, top: number): string {
  const widest = Math.max(...rows.map(({ value }) => value), Number.MIN_VALUE);
  const room = WIDTH - NAMES - FIGURES;
  const lines = rows.map(({ name, value }, row) => {
    const y = top + HEAD + row * (BAR + GAP);
    const width = Math.max(1, Math.round((Math.max(0, value) / widest) * room));
    return [
      `<text x="${NAMES - 10}" y="${y + 13}" text-anchor="end">${escapeXml(name)}</text>`,
      `<rect class="${name.startsWith("Parlor") ? "ours" : "bar"}" x="${NAMES}" y="${y}" width="${width}" height="${BAR}" rx="2"/>`,
      `<text x="${NAMES + width + 6}" y="${y + 13}">${figure(value, digits)}</text>`,
    ].join("");
  });
  return [
    `<text x="8" y="${top + 16}" font-weight="600">${escapeXml(title)}</text>`,
    `<text class="muted" x="8" y="${top + 33}">${escapeXml(unit)}</text>`,
    ...lines,
  ].join("\n");
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
