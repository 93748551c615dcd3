/** The sign of the house: a doorway with a voice in it. */
export function Mark() {
  return (
    <svg className="parlor-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
      <rect width="32" height="32" rx="11" fill="var(--p-accent)" />
      <path
        d="M9 24V15a7 7 0 0 1 14 0v3a6 6 0 0 1-6 6h-1.5"
        fill="none"
        stroke="var(--p-on-accent)"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <circle cx="16" cy="15.5" r="2.4" fill="light-dark(#e8b36c, #8f4f0c)" />
    </svg>
  );
}
