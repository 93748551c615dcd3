/** How much those have written who begin to type just now. It is told within the call that says so, and then over. */
export class TypedLengths {
  readonly #lengths = new Map<string, number>();

  /** Through other doors nobody says how much. */
  of(user: string): number {
    return this.#lengths.get(user) ?? 1;
  }

  async during(user: string, length: number, tell: () => Promise<unknown>): Promise<void> {
    this.#lengths.set(user, Math.round(length));
    const told = tell();
    this.#lengths.delete(user);
    await told;
  }
}
