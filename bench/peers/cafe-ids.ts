/** Fixed ids, so that the load and the peer's tables agree without talking about it. */
export const cafeId = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const userId = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, "0")}`;
