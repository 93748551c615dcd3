import { Heights } from "./heights.ts";
import { Offsets } from "./offsets.ts";
import { covers, type Place, type Span, spanAround, withDrawn } from "./span.ts";

/** What is in view: the first and the last item of it, and whether that is the end. */
export interface View {
  readonly first: number;
  readonly last: number;
  readonly atEnd: boolean;
}

/** The list as it was drawn last. */
export interface Drawn {
  readonly keys: readonly string[];
  readonly indexOf: (key: string) => number;
  readonly span: Span;
  /** Whether an item is a fit thing to hold on to: one that stays the same when others come and go around it. */
  readonly isSteady: (index: number) => boolean;
  readonly onView: ((view: View) => void) | undefined;
}

/** Closer than this to the end counts as being there. */
const END_PX = 100;
const LEAST_SPARE_PX = 600;
const USUAL_VIEW_PX = 800;
/** What is drawn at once reaches a little further, because rows may be less tall than supposed. */
const AT_ONCE_PX = 200;
const REST_AFTER_MS = 150;
const NOTHING_DRAWN: Drawn = {
  keys: [],
  indexOf: () => -1,
  span: { from: 0, to: 0 },
  isSteady: () => true,
  onView: undefined,
};

/**
 * Keeps what the eye is on where it is. It holds on to one item, or to the end of the list: whatever comes, goes or
 * grows above, below or between, it sets the scroll position before the browser paints. What is drawn is in normal
 * flow, so heights are the browser's own; the rest is empty space as high as it was, or is supposed to be.
 */
export class PlaceKeeper {
  readonly #heights: Heights;
  readonly #offsets: Offsets;
  readonly #listeners = new Set<() => void>();
  #turn = 0;
  #place: Place = { at: "end" };
  #drawn: Drawn = NOTHING_DRAWN;
  #drawnKeys: ReadonlySet<string> = new Set();
  #view: HTMLElement | undefined;
  #list: HTMLElement | undefined;
  /** As of the last frame: to ask while the list is drawn, the browser would have to lay out the page. */
  #viewHeight = USUAL_VIEW_PX;
  #lastTop = 0;
  /** The next drawing is one that was asked for here, in a frame or by a jump. */
  #asked = false;
  /** Since the last drawing, heights were taken and the view was put where the place says. */
  #isSettled = true;
  #told: View | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(supposedHeight: number) {
    this.#heights = new Heights(supposedHeight);
    this.#offsets = new Offsets(this.#heights);
  }

  /** Counts up whenever other items have to be drawn. */
  turn = (): number => this.#turn;
  watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Which items to draw now: those in view first, what one may scroll to a moment later. */
  spanOf(keys: readonly string[], indexOf: (key: string) => number): Span {
    const around = this.#around(keys, indexOf, this.#spare);
    return this.#asked
      ? around
      : withDrawn(this.#around(keys, indexOf, AT_ONCE_PX), around, (index) => this.#drawnKeys.has(keys[index] ?? ""));
  }

  /** How high the empty space is that stands for these items. */
  space(keys: readonly string[], from: number, to: number): number {
    return from < to ? this.#offsets.before(keys, to) - this.#offsets.before(keys, from) : 0;
  }

  /** Call it after every drawing, before the browser paints. */
  drawn(drawn: Drawn): void {
    this.#drawn = drawn;
    this.#drawnKeys = new Set(drawn.keys.slice(drawn.span.from, drawn.span.to));
    this.#heights.keepOnly(drawn.keys);
    if (this.#asked) {
      this.#asked = false;
      this.#measure();
      if (!this.#settle()) this.#drawAgain();
    } else if (this.#list) {
      // To ask for heights now would have the browser lay out the page in the middle of a task; soon it does so anyway.
      this.#isSettled = false;
      this.#settleSoon();
    }
  }

  /** In a task of its own: the frame may have a key to answer besides. Where it comes first, it does it. */
  #settleSoon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => {
      if (this.#isSettled) return;
      this.#measure();
      if (!this.#settle()) this.#drawAgain();
    });
  }

  /** From now on it watches these elements. Returns the way to stop. */
  attach(view: HTMLElement, list: HTMLElement): () => void {
    this.#view = view;
    this.#list = list;
    let width: number | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    // Whichever row grows, the list grows with it.
    const sizes = new ResizeObserver(() => {
      const isOtherWidth = width !== undefined && width !== view.clientWidth;
      if (isOtherWidth) {
        this.#heights.forget();
        this.#offsets.forget();
      }
      width = view.clientWidth;
      this.#viewHeight = view.clientHeight;
      this.#measure();
      // The heights of what is drawn are the browser's matter; only the empty space depends on what is known of them.
      if (this.#settle() && !isOtherWidth) return this.#drawRestLater();

      // What is drawn from here makes the list grow once more in the same frame, which the browser calls a loop.
      sizes.unobserve(list);
      this.#drawAgain();
      again = setTimeout(() => sizes.observe(list));
    });
    const scrolled = () => this.#scrolled();

    sizes.observe(view);
    sizes.observe(list);
    view.addEventListener("scroll", scrolled, { passive: true });
    this.#isSettled = false;
    return () => {
      clearTimeout(this.#rest);
      clearTimeout(this.#soon);
      clearTimeout(again);
      view.removeEventListener("scroll", scrolled);
      sizes.disconnect();
      this.#view = this.#list = undefined;
    };
  }

  scrollToEnd(): void {
    this.#place = { at: "end" };
    this.#drawAgain();
  }

  scrollToKey(key: string, to: "middle" | "nearest"): void {
    if (!this.#view || !this.#list || this.#drawn.indexOf(key) < 0) return;

    const height = this.#heights.of(key);
    const top = this.#list.offsetTop + this.#offsetOf(key) - this.#view.scrollTop;
    const isVisible = top >= 0 && top + height <= this.#viewHeight;
    if (to === "nearest" && isVisible) return;

    const lowest = Math.max(0, this.#viewHeight - height);
    this.#place = { at: "item", key, offset: to === "middle" ? lowest / 2 : top < 0 ? 0 : lowest };
    this.#drawAgain();
  }

  get #spare(): number {
    return Math.max(LEAST_SPARE_PX, this.#viewHeight);
  }

  #around(keys: readonly string[], indexOf: (key: string) => number, spare: number): Span {
    return spanAround(keys, indexOf, this.#heights, this.#place, this.#viewHeight, spare);
  }

  #drawRestLater(): void {
    clearTimeout(this.#rest);
    if (this.#isEnough()) return;
    this.#rest = setTimeout(() => this.#isEnough() || this.#drawAgain(), REST_AFTER_MS);
  }

  /** Whether one can scroll for a while without seeing an empty place. */
  #isEnough(): boolean {
    const { keys, indexOf, span } = this.#drawn;
    return covers(span, this.#around(keys, indexOf, this.#spare / 2));
  }

  #drawAgain(): void {
    this.#turn += 1;
    this.#asked = true;
    for (const listener of this.#listeners) listener();
  }

  /** Puts the view where the place says. False when what is drawn does not fill it. */
  #settle(): boolean {
    const view = this.#view;
    const list = this.#list;
    if (!view || !list) return true;

    const { keys, indexOf, span } = this.#drawn;
    if (this.#place.at === "item" && indexOf(this.#place.key) < 0) this.#place = { at: "end" };
    const top =
      this.#place.at === "end"
        ? view.scrollHeight - view.clientHeight
        : list.offsetTop + this.#offsetOf(this.#place.key) - this.#place.offset;
    if (Math.abs(view.scrollTop - top) > 0.5) view.scrollTop = top;
    this.#lastTop = view.scrollTop;
    this.#isSettled = true;
    this.#tell();

    return covers(span, this.#around(keys, indexOf, 0));
  }

  #scrolled(): void {
    const view = this.#view;
    const list = this.#list;
    if (!view || !list) return;

    const went = view.scrollTop - this.#lastTop;
    // The echo of what was set here. In a lively room it comes after every message.
    if (Math.abs(went) < 0.5) return;
    if (!this.#isSettled) {
      // What was drawn since is put in its place first, so that only what somebody scrolled counts.
      const wasCut = went < 0 && view.scrollHeight - view.clientHeight - view.scrollTop < 2;
      this.#measure();
      this.#settle();
      if (!wasCut) view.scrollTop += went;
    }
    const wentUp = went < -0.5;
    this.#lastTop = view.scrollTop;
    const fromEnd = view.scrollHeight - view.clientHeight - view.scrollTop;
    const isAtEnd = fromEnd < 2 || (fromEnd < END_PX && !wentUp && this.#place.at === "end");
    this.#place = isAtEnd ? { at: "end" } : this.#placeAt(view.scrollTop - list.offsetTop);
    this.#tell();

    if (!this.#isEnough()) this.#drawAgain();
  }

  #tell(): void {
    const view = this.#view;
    const list = this.#list;
    const { keys, onView, span } = this.#drawn;
    if (!view || !list || !onView) return;

    const top = view.scrollTop - list.offsetTop;
    const { index: first, top: y } = this.#offsets.at(keys, top + 1);
    let last = first;
    let bottom = y + this.#heightAt(last);
    while (last < span.to - 1 && bottom < top + view.clientHeight - 1) bottom += this.#heightAt(++last);
    const atEnd = view.scrollHeight - view.clientHeight - view.scrollTop < END_PX;
    const told = this.#told;
    if (told?.first === first && told.last === last && told.atEnd === atEnd) return;

    this.#told = { first, last, atEnd };
    onView(this.#told);
  }

  /** The first item that is wholly in view and fit to hold on to: one that is cut may grow in the part that shows. */
  #placeAt(top: number): Place {
    const { keys, span, isSteady } = this.#drawn;
    const { index, top: y } = this.#offsets.at(keys, top);
    for (let steady = index, at = y; steady < span.to; at += this.#heightAt(steady++)) {
      if (at >= top && at < top + this.#viewHeight && isSteady(steady)) {
        return { at: "item", key: keys[steady] ?? "", offset: at - top };
      }
    }
    return { at: "item", key: keys[index] ?? "", offset: y - top };
  }

  #heightAt(index: number): number {
    return this.#heights.of(this.#drawn.keys[index] ?? "");
  }

  /** Where an item begins: by the browser's word when it is drawn, by the heights when it is not. */
  #offsetOf(key: string): number {
    const row = this.#list?.querySelector(`:scope > [data-key="${CSS.escape(key)}"]`);
    if (row && this.#list) return row.getBoundingClientRect().top - this.#list.getBoundingClientRect().top;
    return this.#offsets.before(this.#drawn.keys, this.#drawn.indexOf(key));
  }

  #measure(): void {
    const { keys, indexOf } = this.#drawn;
    for (const row of this.#list?.children ?? []) {
      const key = row.getAttribute("data-key");
      if (key === null || !this.#heights.measure(key, row.getBoundingClientRect().height)) continue;
      this.#offsets.changed(keys, indexOf(key));
    }
  }
}
