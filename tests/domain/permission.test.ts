import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isWithin, type Permission, taskScope } from '../../src/domain/permission.ts';
import type { Role } from '../../src/domain/post.ts';
import { permissionsPage } from '../support/permissions-page.ts';

const TASK = { assigner: '38', lead: 'STTTT', coordinating: ['SNV', '384'] };

function sees(role: Role, unit: string, permission: Permission = 'readTasks'): boolean {
  const actor = { username: 'x', name: 'X', posts: [{ role, unit }] };
  return isWithin(taskScope(actor, permission), TASK);
}

describe('a task of 38, led by STTTT, with SNV and 384', () => {
  it.each([
    ['officeStaff', '38', true],
    ['officeHead', '38', true],
    ['leader', '38', true],
    ['inspector', '38', true],
    ['administrator', '38', false],
    ['unitClerk', 'STTTT', true],
    ['unitStaff', 'SNV', true],
    ['unitHead', 'STC', false],
    ['officeStaff', '384', true],
    ['leader', '380', false],
    ['unitClerk', '38', false],
  ] as [Role, string, boolean][])('%s in %s sees it: %s', (role, unit, expected) => {
    expect(sees(role, unit)).toBe(expected);
  });
});

describe('docs/permissions.md', () => {
  it('is what the table says', () => {
    const kept = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8');
    expect(kept).toBe(permissionsPage());
  });
});
