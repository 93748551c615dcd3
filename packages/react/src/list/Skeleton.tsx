const WIDTHS = [38, 72, 55, 83, 46, 64];

/** The shape of messages that are on their way. */
export function Skeleton({ label, lines }: { readonly label: string; readonly lines: number }) {
  return (
    <div className="parlor-skeleton" role="img" aria-label={label}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} data-first={index % 3 === 0 || undefined}>
          <span />
          <span style={{ inlineSize: `${WIDTHS[index % WIDTHS.length]}%` }} />
        </div>
      ))}
    </div>
  );
}
