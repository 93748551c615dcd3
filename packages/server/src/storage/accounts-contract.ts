import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type Account, type Accounts, MAX_SESSIONS, type Session } from "./accounts.ts";

/** A place where accounts can be opened, closed, and opened again on the same data. */
export interface AccountsPlace {
  open(): Promise<{ readonly accounts: Accounts; close(): Promise<void> }>;
  remove(): Promise<void>;
}

const ANA: Account = { id: "account:1", name: "Ana", avatar: "https://example.com/ana.png", createdAt: 1_000 };
const BEN: Account = { id: "account:2", name: "Ben", createdAt: 2_000 };
const GOOGLE = { issuer: "https://accounts.google.com", subject: "42" };

const sessionOf = (account: Account, hash: string, createdAt = 10, expiresAt = 100): Session => ({
  hash,
  account: account.id,
  createdAt,
  expiresAt,
});

/** Every Accounts must pass these. */
export function accountsContract(name: string, newPlace: () => Promise<AccountsPlace>): void {
  describe(`${name} keeps accounts`, () => {
    let place: AccountsPlace;
    let opened: Awaited<ReturnType<AccountsPlace["open"]>>;

    beforeEach(async () => {
      place = await newPlace();
      opened = await place.open();
    });
    afterEach(async () => {
      await opened.close();
      await place.remove();
    });
    const accounts = () => opened.accounts;

    test("an account is found by its username as it was added, after a restart too", async () => {
      expect(await accounts().add(ANA, { username: "ana", password: "hash" })).toBe(true);
      expect(await accounts().add(BEN, { username: "zoë", password: "other" })).toBe(true);
      await opened.close();
      opened = await place.open();

      expect(await accounts().byUsername("ana")).toEqual({ account: ANA, password: "hash" });
      expect(await accounts().byUsername("zoë")).toEqual({ account: BEN, password: "other" });
      expect(await accounts().byUsername("Ana")).toBeUndefined();
    });

    test("of many who want one username at once, one gets it", async () => {
      const wanting = Array.from({ length: 8 }, (_, index) => ({ ...ANA, id: `account:${index}` }));
      const got = await Promise.all(
        wanting.map((account) => accounts().add(account, { username: "ana", password: account.id })),
      );

      expect(got.filter(Boolean)).toHaveLength(1);
      const winner = wanting[got.indexOf(true)];
      expect(await accounts().byUsername("ana")).toMatchObject({ account: winner, password: winner?.id });
    });

    test("an account of another service has no password, and is found by who they are there", async () => {
      expect(await accounts().add(ANA, { identity: GOOGLE })).toBe(true);
      expect(await accounts().add(BEN, { identity: { ...GOOGLE, issuer: "https://other.example.com" } })).toBe(true);

      expect(await accounts().byIdentity(GOOGLE)).toEqual(ANA);
      expect(await accounts().byIdentity({ ...GOOGLE, subject: "43" })).toBeUndefined();
    });

    test("an identity has one account, and the second one leaves nothing behind", async () => {
      await accounts().add(ANA, { identity: GOOGLE });
      expect(await accounts().add(BEN, { username: "ben", identity: GOOGLE })).toBe(false);

      expect(await accounts().byIdentity(GOOGLE)).toEqual(ANA);
      expect(await accounts().byUsername("ben")).toBeUndefined();
    });

    test("a session is its account's until it expires", async () => {
      await accounts().add(ANA, { username: "ana" });
      await accounts().startSession(sessionOf(ANA, "a", 10, 100));

      expect(await accounts().session("a", 99)).toEqual({ account: ANA, expiresAt: 100 });
      expect(await accounts().session("a", 100)).toBeUndefined();
      expect(await accounts().session("b", 99)).toBeUndefined();
    });

    test("what a back end makes of an account holds for its sessions, too, and says nothing about others", async () => {
      await accounts().add(ANA, { username: "ana" });
      await accounts().add(BEN, { username: "ben" });
      await accounts().startSession(sessionOf(ANA, "a"));
      await accounts().startSession({ ...sessionOf(ANA, "as client"), role: "client" });
      const granted = { roles: ["assistant"], interests: ["wine", 'cheese "blue"'] };
      expect(await accounts().grant("ana", granted)).toBe(true);
      expect(await accounts().grant("nobody", granted)).toBe(false);
      await opened.close();
      opened = await place.open();

      const account = { ...ANA, ...granted };
      expect(await accounts().session("a", 50)).toEqual({ account, expiresAt: 100 });
      expect(await accounts().session("as client", 50)).toEqual({ account, expiresAt: 100, role: "client" });
      expect((await accounts().byUsername("ben"))?.account).toEqual(BEN);
      expect(await accounts().grant("ana", { roles: [], interests: [] })).toBe(true);
      expect((await accounts().byUsername("ana"))?.account).toEqual(ANA);
    });

    test("an ended session is over, and no other is", async () => {
      await accounts().add(ANA, { username: "ana" });
      await accounts().add(BEN, { username: "ben" });
      for (const hash of ["a1", "a2", "a3"]) await accounts().startSession(sessionOf(ANA, hash));
      await accounts().startSession(sessionOf(BEN, "b"));
      const alive = async () =>
        (
          await Promise.all(
            ["a1", "a2", "a3", "b"].map(async (hash) => ((await accounts().session(hash, 50)) ? hash : [])),
          )
        ).flat();

      await accounts().endSession("a2");
      await accounts().endSession("never was");
      expect(await alive()).toEqual(["a1", "a3", "b"]);
      expect((await accounts().living(["a1", "a2", "b", "never was"])).toSorted()).toEqual(["a1", "b"]);
      expect(await accounts().living([])).toEqual([]);
      await accounts().endSessionsOf(ANA.id);
      expect(await alive()).toEqual(["b"]);
    });

    test("what has expired makes room, and so do the oldest sessions of one account", async () => {
      await accounts().add(ANA, { username: "ana" });
      await accounts().add(BEN, { username: "ben" });
      await accounts().startSession(sessionOf(BEN, "b", 1));
      for (let at = 1; at <= MAX_SESSIONS + 2; at++) await accounts().startSession(sessionOf(ANA, `a${at}`, at, 1_000));

      expect(await accounts().session("a2", 50)).toBeUndefined();
      expect(await accounts().session("a3", 50)).toMatchObject({ expiresAt: 1_000 });
      // Ben's expired at 100, while Ana went on signing in.
      expect(await accounts().session("b", 50)).toBeUndefined();
    });
  });
}
