import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** What stands in the way of those who do not see the page, or do not see it well. */
export async function findings(page: Page, within = "html"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  // Half-faded things have half a contrast.
  await page.waitForFunction(() => {
    const isEndless = (one: Animation) => one.effect?.getTiming().iterations === Number.POSITIVE_INFINITY;
    return document.getAnimations().every((one) => one.playState !== "running" || isEndless(one));
  });
  const { violations } = await page.evaluate((selector) => {
    const { axe: runner } = globalThis as unknown as { axe: { run: (within: string) => Promise<AxeResults> } };
    return runner.run(selector);
  }, within);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}
