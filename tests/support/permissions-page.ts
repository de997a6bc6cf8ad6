import { ACTIONS } from '../../src/domain/actions.ts';
import { PERMISSIONS, type Reach } from '../../src/domain/permission.ts';
import { ROLES, type Role } from '../../src/domain/post.ts';

const REACH: Record<Reach, string> = {
  assigned: 'what its unit assigns',
  received: 'what its unit leads or coordinates',
  own: 'its own unit’s row',
  everything: 'yes',
};

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function permissionRow(name: string, byRole: Partial<Record<Role, readonly Reach[]>>): string {
  return row([
    `\`${name}\``,
    ...ROLES.map((role) => (byRole[role] ?? []).map((reach) => REACH[reach]).join('; ') || '–'),
  ]);
}

/** docs/permissions.md as it must be: the table of permissions and that of actions, from the data that decides. */
export function permissionsPage(): string {
  const actions = Object.entries(ACTIONS).map(([name, { from, needs, who, notWhoAsked }]) =>
    row([
      `\`${name}\``,
      from.join(', '),
      needs.join(', ') || '–',
      who.side,
      who.roles.join(', '),
      notWhoAsked ?? '–',
    ]),
  );
  return [
    '# Who may do what',
    '',
    'This page is made from `src/domain/permission.ts` and `src/domain/actions.ts`, the one table by which pages, lists,',
    'search, files and the HTTP interface decide; a test fails when it is stale. A thing that one may not see does not',
    'exist (404); an empty cell is 403.',
    '',
    '## Permissions by post',
    '',
    row(['permission', ...ROLES]),
    row(['---', ...ROLES.map(() => '---')]),
    ...Object.entries(PERMISSIONS).map(([name, byRole]) => permissionRow(name, byRole)),
    '',
    '## Actions on a task',
    '',
    'Of a task that the assigner’s own Office leads, what the assigner does is done by an `officeHead` only. The last',
    'column: whoever asked for the answer may not give it.',
    '',
    row(['action', 'from', 'needs', 'side', 'posts', 'not who asked for the']),
    row(['---', '---', '---', '---', '---', '---']),
    ...actions,
    '',
  ].join('\n');
}
