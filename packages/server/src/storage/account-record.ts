import type { Account } from "./accounts.ts";

/** An account as both databases keep it. */
export interface AccountRecord {
  id: string;
  name: string;
  avatar: string | null;
  createdAt: number;
  /** Lists, as JSON. */
  roles: string;
  interests: string;
}

export function accountOf({ id, name, avatar, createdAt, ...granted }: AccountRecord): Account {
  const roles = JSON.parse(granted.roles) as string[];
  const interests = JSON.parse(granted.interests) as string[];
  return {
    id,
    name,
    createdAt,
    ...(avatar !== null && { avatar }),
    ...(roles.length > 0 && { roles }),
    ...(interests.length > 0 && { interests }),
  };
}
