import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/render.ts';

let views: string;

beforeEach(() => {
  views = mkdtempSync(join(tmpdir(), 'dondoc-views-'));
  for (const folder of ['layouts', 'pages', 'components', 'mail']) mkdirSync(join(views, folder));
  writeFileSync(join(views, 'layouts', 'page.hbs'), '<main>{{{body}}}</main>');
});

afterEach(() => rmSync(views, { recursive: true }));

function rendered(template: string, model: object = {}, language = 'vi'): string {
  writeFileSync(join(views, 'components', 'it.hbs'), template);
  const renderer = createRenderer(views, (name) => `/static/${name}`);
  return renderer.component('it', { frame: { language }, ...model });
}

describe('a view', () => {
  it('escapes what it is given', () => {
    expect(rendered('{{name}}', { name: '<b>"&' })).toBe('&lt;b&gt;&quot;&amp;');
  });

  it('speaks the language of the frame, inside of lists and parts too', () => {
    const template = '{{#each items}}{{t "frame.nav.desk"}}{{/each}}';
    expect(rendered(template, { items: [{}] })).toBe('Bàn làm việc');
    expect(rendered(template, { items: [{}] }, 'en')).toBe('Desk');
  });

  it.each([
    ['a field', '{{nope}}'],
    ['a condition', '{{#if nope}}x{{/if}}'],
    ['a list', '{{#each nope}}x{{/each}}'],
    ['an argument', '{{t nope}}'],
    ['a comparison', '{{#if (eq nope "a")}}x{{/if}}'],
    ['a named argument', '{{t "fault.tooLong" most=nope}}'],
  ])('throws for %s that nobody gave, naming itself', (_, template) => {
    expect(() => rendered(template)).toThrow('View "it"');
  });

  it('takes null for nothing', () => {
    expect(rendered('{{#if name}}x{{else}}y{{/if}}', { name: null })).toBe('y');
  });

  it('is refused with a block parameter, which strict mode does not see', () => {
    expect(() => rendered('{{#each items as |item|}}{{item}}{{/each}}')).toThrow('block parameters');
  });

  it('marks data as Vietnamese on a page in another language', () => {
    expect(rendered('<i{{dataLang}}></i>')).toBe('<i></i>');
    expect(rendered('<i{{dataLang}}></i>', {}, 'en')).toBe('<i lang="vi"></i>');
  });

  it('names addresses and static files', () => {
    expect(rendered('{{path "task" id}} {{asset "dondoc.css"}}', { id: 'a1' })).toBe(
      '/tasks/a1 /static/dondoc.css',
    );
  });

  it('writes numbers as the language does', () => {
    expect(rendered('{{number n}}', { n: 1234.5 })).toBe('1.234,5');
    expect(rendered('{{number n decimals=2}}', { n: 1234.5 }, 'en')).toBe('1,234.50');
  });
});

describe('a page and a mail', () => {
  it('stand inside the layout, and alone without escaping', () => {
    writeFileSync(join(views, 'pages', 'one.hbs'), '<h1>{{title}}</h1>');
    writeFileSync(join(views, 'mail', 'one.hbs'), '{{title}}');
    const renderer = createRenderer(views, (name) => name);
    const model = { frame: { language: 'vi' }, title: 'A & B' };
    expect(renderer.page('one', model)).toBe('<main><h1>A &amp; B</h1></main>');
    expect(renderer.mail('one', model)).toBe('A & B');
    expect(() => renderer.page('two', model)).toThrow('no view "two"');
  });
});
