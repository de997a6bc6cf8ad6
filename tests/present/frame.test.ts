import { describe, expect, it } from 'vitest';
import type { Post } from '../../src/domain/post.ts';
import { UNCHANGED, type Unit } from '../../src/domain/unit.ts';
import { type FrameFacts, frameOf } from '../../src/present/frame.ts';

function unit(code: string, name: string, parent: string | null): Unit {
  return {
    code,
    name,
    shortName: name,
    kind: parent === null ? 'province' : 'department',
    parent,
    peerGroup: null,
    ownOffice: false,
    validFrom: '2000-01-01',
    ...UNCHANGED,
  };
}

const UNITS = [unit('38', 'UBND tỉnh Thanh Hóa', null), unit('SNV', 'Sở Nội vụ', '38')];

function facts(posts: Post[] | null, rest: Partial<FrameFacts> = {}): FrameFacts {
  return {
    language: 'vi',
    title: 'Nhiệm vụ',
    place: 'tasks',
    asked: '/tasks?standing=overdue',
    identity:
      posts === null
        ? null
        : {
            actor: { username: 'a', name: 'Người Thử', posts },
            person: { posts },
            session: { post: null },
          },
    directory: { unit: (code) => UNITS.find((each) => each.code === code), units: () => UNITS },
    unread: 3,
    flash: null,
    demo: false,
    mailOn: true,
    when: { now: '2026-11-24T01:30:00.000Z', today: '2026-11-24' },
    ...rest,
  };
}

const CLERK: Post = { role: 'unitClerk', unit: 'SNV' };
const ADMINISTRATOR: Post = { role: 'administrator', unit: '38' };

describe('the bell', () => {
  it.each([
    [0, null],
    [1, '1'],
    [99, '99'],
    [100, '99+'],
  ])('with %i unread says %s', (unread, count) => {
    expect(frameOf(facts([CLERK], { unread })).bell?.count).toBe(count);
  });
});

describe('the frame of whoever works with tasks', () => {
  it('has all places, and marks the present one', () => {
    const { nav } = frameOf(facts([CLERK]));
    expect(nav.map(({ text }) => text)).toEqual([
      'Bàn làm việc',
      'Nhiệm vụ',
      'Văn bản',
      'Thống kê',
      'Xếp hạng',
    ]);
    expect(nav.filter(({ current }) => current).map(({ href }) => href)).toEqual(['/tasks']);
  });

  it('names the assigner: for a unit the one above it, for the Office its own', () => {
    expect(frameOf(facts([CLERK])).assigner).toBe('UBND tỉnh Thanh Hóa');
    expect(frameOf(facts([{ role: 'officeStaff', unit: '38' }])).assigner).toBe('UBND tỉnh Thanh Hóa');
  });

  it('says who printed it and when', () => {
    expect(frameOf(facts([CLERK])).printed).toBe('In lúc 24/11/2026\u00a008:30 bởi Người Thử');
  });

  it('offers posts to choose from only where there are several', () => {
    expect(frameOf(facts([CLERK])).person?.posts).toEqual([]);
    const two = frameOf(facts([CLERK, { role: 'unitHead', unit: 'SNV' }])).person?.posts;
    expect(two?.map(({ value, current }) => [value, current])).toEqual([
      ['', true],
      ['unitClerk@SNV', false],
      ['unitHead@SNV', false],
    ]);
  });

  it('leads to the other language and back to where one was', () => {
    expect(frameOf(facts([CLERK])).otherLanguage).toEqual({
      code: 'en',
      name: 'English',
      to: '/tasks?standing=overdue',
    });
    expect(frameOf(facts([CLERK], { language: 'en' })).otherLanguage.name).toBe('Tiếng Việt');
  });
});

describe('the frame of the administrator', () => {
  it('has the administration only, and no search over tasks', () => {
    const frame = frameOf(facts([ADMINISTRATOR], { place: 'admin' }));
    expect(frame.nav.map(({ href }) => href)).toEqual(['/admin']);
    expect(frame.search).toBeNull();
  });

  it.each([
    ['mail is off', { mailOn: false }, 'Chưa bật gửi thư'],
    ['data is invented, before all else', { mailOn: false, demo: true }, 'Dữ liệu trình diễn'],
  ])('has one banner when %s', (_, rest, banner) => {
    expect(frameOf(facts([ADMINISTRATOR], rest)).banner).toContain(banner);
  });

  it('has none otherwise, and mail is no concern of others', () => {
    expect(frameOf(facts([ADMINISTRATOR])).banner).toBeNull();
    expect(frameOf(facts([CLERK], { mailOn: false })).banner).toBeNull();
  });
});

describe('the frame of a visitor', () => {
  it('has no places, no bell, no person', () => {
    const frame = frameOf(facts(null));
    expect([frame.nav, frame.search, frame.bell, frame.person]).toEqual([[], null, null, null]);
    expect(frame.assigner).toBe('UBND tỉnh Thanh Hóa');
    expect(frame.printed).toBe('In lúc 24/11/2026\u00a008:30');
  });
});
