/** The posts that a person may hold (design.md, section 5). */
export const ROLES = [
  'administrator',
  'officeStaff',
  'officeHead',
  'leader',
  'unitClerk',
  'unitHead',
  'unitStaff',
  'inspector',
] as const;

export type Role = (typeof ROLES)[number];

/** A role in a unit, which is named by its code. */
export type Post = { role: Role; unit: string };

/** Who acts: a person and the posts in which they act now. */
export type Actor = { username: string; name: string; posts: readonly Post[] };

/** Who did what an event tells, as it is hashed; null stands for the program. */
export type By = { username: string; role: Role; unit: string } | null;
