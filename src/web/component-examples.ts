import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../present/words.ts';
import { createRenderer, type Renderer, viewNames } from '../render.ts';

/** A component and what it looks like: its preview, its documentation and its test data at once. */
export type ComponentExamples = { name: string; examples: { name: string; html: string }[] };

/** All components that have an examples file (`<name>.examples.json`: example name to model), rendered. */
export function componentExamples(
  viewsDir: string,
  renderer: Renderer,
  language: Language,
): ComponentExamples[] {
  const folder = join(viewsDir, 'components');
  return viewNames(folder).flatMap((name) => {
    const file = join(folder, `${name}.examples.json`);
    if (!existsSync(file)) return [];
    const models: Record<string, object> = JSON.parse(readFileSync(file, 'utf8'));
    const examples = Object.entries(models).map(([example, model]) => ({
      name: example,
      html: renderer.component(name, { frame: { language }, ...model }),
    }));
    return [{ name, examples }];
  });
}

/** The examples for the preview page, rendered once for each language. */
export function createPreview(viewsDir: string): (language: Language) => ComponentExamples[] {
  const rendered = new Map<Language, ComponentExamples[]>();
  return (language) => {
    const known = rendered.get(language);
    if (known !== undefined) return known;
    const renderer = createRenderer(viewsDir, (name) => name);
    const examples = componentExamples(viewsDir, renderer, language);
    rendered.set(language, examples);
    return examples;
  };
}
