import {
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { ItemKeys } from "./item-keys.ts";
import { PlaceKeeper, type View } from "./place-keeper.ts";
import type { Span } from "./span.ts";

export interface VirtualListHandle {
  readonly scrollToEnd: () => void;
  /** Brings an item into the view: to its middle, or only as far as needed. */
  readonly scrollToKey: (key: string, to?: "middle" | "nearest") => void;
}

export interface VirtualListProps<Item extends { readonly key: string }> {
  readonly items: readonly Item[];
  readonly renderItem: (item: Item, index: number) => ReactNode;
  /** Whether an item stays the same, and as tall, when others come and go around it. */
  readonly isSteady: (item: Item, before: Item | undefined) => boolean;
  /** Stays drawn wherever the view is, because it has the focus. */
  readonly keep?: string | undefined;
  readonly ref?: Ref<VirtualListHandle>;
  readonly onView?: (view: View) => void;
  readonly supposedHeight?: number;
}

/**
 * A list of any length that draws what is in view, and keeps its place whatever changes around it.
 * What scrolls is the element around it.
 */
export function VirtualList<Item extends { readonly key: string }>({
  items,
  renderItem,
  isSteady,
  keep,
  ref,
  onView,
  supposedHeight = 64,
}: VirtualListProps<Item>) {
  const content = useRef<HTMLDivElement>(null);
  const [keeper] = useState(() => new PlaceKeeper(supposedHeight));
  useSyncExternalStore(keeper.watch, keeper.turn, keeper.turn);

  const [itemKeys] = useState(() => new ItemKeys());
  const { keys, indexOf } = useMemo(() => itemKeys.of(items), [itemKeys, items]);
  const span = keeper.spanOf(keys, indexOf);
  const drawn = drawnIndexes(span, keep === undefined ? -1 : indexOf(keep));

  useLayoutEffect(() => {
    const isSteadyAt = (index: number) => items[index] !== undefined && isSteady(items[index], items[index - 1]);
    keeper.drawn({ keys, indexOf, span, isSteady: isSteadyAt, onView });
  });
  useLayoutEffect(() => {
    const list = content.current;
    // Not by a ref of the parent: React sets it after this where both are drawn for the first time.
    const view = list?.parentElement;
    return view && list ? keeper.attach(view, list) : undefined;
  }, [keeper]);
  useImperativeHandle(
    ref,
    () => ({
      scrollToEnd: () => keeper.scrollToEnd(),
      scrollToKey: (key, to = "middle") => keeper.scrollToKey(key, to),
    }),
    [keeper],
  );

  const end = (drawn.at(-1) ?? -1) + 1;
  return (
    <div ref={content} className="parlor-rows">
      {drawn.flatMap((index, nth) => {
        const item = items[index];
        if (!item) return [];
        const gap = keeper.space(keys, (drawn[nth - 1] ?? -1) + 1, index);
        const row = (
          <div key={item.key} data-key={item.key}>
            {renderItem(item, index)}
          </div>
        );
        // One flat list: an array inside the array would be known to React by its place, and every row drawn anew.
        return gap > 0 ? [<div key={`gap ${nth}`} style={{ height: gap }} aria-hidden="true" />, row] : [row];
      })}
      <div style={{ height: keeper.space(keys, end, keys.length) }} aria-hidden="true" />
    </div>
  );
}

function drawnIndexes({ from, to }: Span, kept: number): readonly number[] {
  const indexes = Array.from({ length: to - from }, (_, nth) => from + nth);
  if (kept < 0 || (kept >= from && kept < to)) return indexes;
  return kept < from ? [kept, ...indexes] : [...indexes, kept];
}
