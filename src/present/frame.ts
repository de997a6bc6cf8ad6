import type { When } from '../domain/day.ts';
import { grantsOf, type Permission } from '../domain/permission.ts';
import type { Post } from '../domain/post.ts';
import type { Unit } from '../domain/unit.ts';
import { paths } from '../paths.ts';
import { formatMoment } from './format.ts';
import { type Language, type Translate, translator } from './words.ts';

/** The places of the bar. */
export type Place = 'desk' | 'tasks' | 'directives' | 'statistics' | 'ranking' | 'admin';

/** A post in words; `unit` is a name, so it stays Vietnamese on an English page. */
type PostWords = { role: string; unit: string | null };

type PostChoice = PostWords & { value: string; current: boolean };

/** What stands around every page: the bar, the banner, what was just done, and the line for paper. */
export type Frame = {
  language: Language;
  title: string;
  /** The body of whose name the product speaks; null before there is any unit. */
  assigner: string | null;
  home: string;
  nav: { text: string; href: string; current: boolean }[];
  search: string | null;
  /** `count` is null where nothing is unread, and `99+` beyond what is counted. */
  bell: { href: string; count: string | null } | null;
  person: {
    name: string;
    /** The post acted in, in words; of several the first. */
    post: PostWords | null;
    /** The posts to choose from; empty when there is only one. */
    posts: PostChoice[];
  } | null;
  /** The other language: its code, its own name, and where to come back to. */
  otherLanguage: { code: Language; name: string; to: string };
  banner: string | null;
  flash: { text: string; names: readonly string[] } | null;
  printed: string;
};

/** What the frame is made of; of the identity and the directory only what it reads. */
export type FrameFacts = {
  language: Language;
  title: string;
  place: Place | null;
  /** The path and query asked for, to come back to. */
  asked: string;
  identity: {
    actor: { username: string; name: string; posts: readonly Post[] };
    person: { posts: readonly Post[] };
    session: { post: { role: string; unit: string } | null };
  } | null;
  directory: { unit: (code: string) => Unit | undefined; units: () => readonly Unit[] };
  unread: number;
  flash: { text: string; names: readonly string[] } | null;
  demo: boolean;
  mailOn: boolean;
  when: When;
};

const PLACES: readonly { place: Place; key: string; href: string; permission: Permission }[] = [
  { place: 'desk', key: 'frame.nav.desk', href: paths.desk(), permission: 'readTasks' },
  { place: 'tasks', key: 'frame.nav.tasks', href: paths.tasks(), permission: 'readTasks' },
  {
    place: 'directives',
    key: 'frame.nav.directives',
    href: paths.directives(),
    permission: 'readDirectives',
  },
  {
    place: 'statistics',
    key: 'frame.nav.statistics',
    href: paths.statistics(),
    permission: 'readStatistics',
  },
  { place: 'ranking', key: 'frame.nav.ranking', href: paths.rankings(), permission: 'readRankings' },
  { place: 'admin', key: 'frame.nav.admin', href: paths.admin(), permission: 'keepPeople' },
];

const OTHER: Record<Language, { code: Language; name: string }> = {
  vi: { code: 'en', name: 'English' },
  en: { code: 'vi', name: 'Tiếng Việt' },
};

/** A post as one word in forms and addresses. */
export function postValue(post: { role: string; unit: string }): string {
  return `${post.role}@${post.unit}`;
}

function postWords(post: Post, directory: FrameFacts['directory'], t: Translate): PostWords {
  return { role: t(`role.${post.role}`), unit: directory.unit(post.unit)?.name ?? post.unit };
}

function assignerOf({ identity, directory }: FrameFacts): string | null {
  const post = identity?.actor.posts[0];
  const unit = post === undefined ? undefined : directory.unit(post.unit);
  const ofUnit = post?.role.startsWith('unit') === true && unit !== undefined && unit.parent !== null;
  const found = ofUnit ? directory.unit(unit.parent ?? '') : unit;
  return (found ?? directory.units().find(({ parent }) => parent === null))?.name ?? null;
}

function navOf({ identity, place }: FrameFacts, t: Translate): Frame['nav'] {
  if (identity === null) return [];
  return PLACES.filter(({ permission }) => grantsOf(identity.actor, permission).length > 0).map((item) => ({
    text: t(item.key),
    href: item.href,
    current: item.place === place,
  }));
}

function personOf({ identity, directory }: FrameFacts, t: Translate): Frame['person'] {
  if (identity === null) return null;
  const { actor, person, session } = identity;
  const [first] = actor.posts;
  const chosen = session.post === null ? null : postValue(session.post);
  const choices = person.posts.map((post) => ({
    ...postWords(post, directory, t),
    value: postValue(post),
    current: postValue(post) === chosen,
  }));
  const all = { value: '', role: t('frame.allPosts'), unit: null, current: chosen === null };
  return {
    name: actor.name,
    post: first === undefined ? null : postWords(first, directory, t),
    posts: choices.length > 1 ? [all, ...choices] : [],
  };
}

function bannerOf({ identity, demo, mailOn }: FrameFacts, t: Translate): string | null {
  if (demo) return t('frame.banner.demo');
  const administers = identity !== null && grantsOf(identity.actor, 'readJobs').length > 0;
  return administers && !mailOn ? t('frame.banner.mailOff') : null;
}

/** How many unread notices the bell tells. */
const MOST_UNREAD = 99;

function unreadWords(unread: number): string | null {
  if (unread === 0) return null;
  return unread > MOST_UNREAD ? `${MOST_UNREAD}+` : String(unread);
}

/** The frame around a page, for whoever asks, signed in or not (pages.md, "The frame"). */
export function frameOf(facts: FrameFacts): Frame {
  const { language, identity, asked, when } = facts;
  const t = translator(language);
  const searches = identity !== null && grantsOf(identity.actor, 'readTasks').length > 0;
  const moment = formatMoment(when.now);
  return {
    language,
    title: facts.title,
    assigner: assignerOf(facts),
    home: paths.desk(),
    nav: navOf(facts, t),
    search: searches ? paths.search() : null,
    bell: identity === null ? null : { href: paths.notices(), count: unreadWords(facts.unread) },
    person: personOf(facts, t),
    otherLanguage: { ...OTHER[language], to: asked },
    banner: bannerOf(facts, t),
    flash: facts.flash,
    printed:
      identity === null
        ? t('frame.printed', { moment })
        : t('frame.printedBy', { moment, name: identity.actor.name }),
  };
}
