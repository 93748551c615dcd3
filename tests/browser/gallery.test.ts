import { afterAll, afterEach, beforeAll, expect, test } from "bun:test";
import axe from "axe-core";
import { House, type VisitOptions } from "./support/house.ts";

let house: House;
beforeAll(async () => {
  house = await House.open();
}, 60_000);
afterAll(() => house.close());
afterEach(() => expect(house.faults.splice(0)).toEqual([]));

const LOOKS: readonly VisitOptions[] = [
  { size: "desktop", theme: "light", language: "en" },
  { size: "phone", theme: "dark", language: "ar" },
];

test.each(LOOKS)(
  "every component is in the gallery in every state, fits, and axe finds nothing (%j)",
  async (look) => {
    const page = await house.visit({ ...look, path: "/gallery" });
    await page.locator(".parlor-scene").first().waitFor();
    await page.evaluate(axe.source);
    const families = await page.locator(".parlor-gallery > nav button").allTextContents();
    expect(families.length).toBeGreaterThan(4);
    for (const family of families) {
      await page.getByRole("button", { name: family, exact: true }).click();
      await page.getByRole("heading", { level: 2, name: family, exact: true }).waitFor();
      // What is shown without a connection is shown after two seconds without one.
      const late = page.locator(".parlor-scene", { hasText: "lost" }).locator(".parlor-connection");
      if (family === "Small parts") await late.waitFor();
      const { violations } = await page.evaluate(() =>
        // Scenes are windows of their own: what a whole page has only once, each of them may have. Two thousand emoji
        // are judged in access.test.ts.
        (globalThis as unknown as { axe: typeof axe }).axe.run(
          { include: ["main"], exclude: [".parlor-emoji-grid"] },
          { rules: { region: { enabled: false }, "landmark-unique": { enabled: false } } },
        ),
      );
      const twice = await page.locator(".parlor-scene-frame").evaluateAll(async (frames) => {
        const found: string[] = [];
        for (const frame of frames) {
          const { violations: alike } = await (globalThis as unknown as { axe: typeof axe }).axe.run(frame, {
            runOnly: { type: "rule", values: ["landmark-unique"] },
          });
          found.push(...alike.flatMap(({ nodes }) => nodes.map(({ html }) => html)));
        }
        return found;
      });
      expect(twice).toEqual([]);
      expect(violations.map(({ id, nodes }) => `${family}, ${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual(
        [],
      );
      const tooWide = await page
        .locator(".parlor-scene-frame")
        .evaluateAll((frames) =>
          frames
            .filter((frame) => frame.scrollWidth > frame.clientWidth)
            .map((frame) => frame.parentElement?.ariaLabel),
        );
      expect(tooWide).toEqual([]);

      await page.emulateMedia({ reducedMotion: "reduce" });
      expect(await page.evaluate(whatMoves)).toEqual([]);
      await page.emulateMedia({ reducedMotion: "no-preference" });
    }
  },
  40_000,
);

test("a state shows what its events say", async () => {
  const page = await house.visit({ path: "/gallery" });
  const scene = (name: string) => page.getByRole("article", { name, exact: true });
  await scene("people talking").getByText("Wall stretch").first().waitFor();
  await scene("unread messages").getByText("2 new messages").first().waitFor();
  await scene("one's own on the way, and refused").getByTitle("Sending").waitFor();
  await scene("one's own on the way, and refused").getByText("It is too late to change this.").waitFor();
  await scene("refused").getByText("This room is for members.").waitFor();
}, 30_000);

/** What goes from one place or look to another step by step, in whichever state: what is there or gone moves nothing. */
function whatMoves(): string[] {
  const moves = (style: CSSStyleDeclaration) =>
    style.transitionDuration.split(", ").some((duration) => duration !== "0s") ||
    (style.animationName !== "none" &&
      style.animationTimingFunction.split(", ").some((one) => !one.startsWith("steps(")));
  return [...document.querySelectorAll("*")].flatMap((element) =>
    ["", "::before", "::after"]
      .filter((part) => moves(getComputedStyle(element, part)))
      .map((part) => `${element.className || element.tagName}${part}`),
  );
}
