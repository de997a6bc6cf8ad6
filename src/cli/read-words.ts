import { type CommandRow, type Given, Usage } from './command.ts';

/** What was asked for: the row of the command, its words, options and flags. */
export type Asked = Pick<Given, 'words' | 'options' | 'flags'> & { row: CommandRow };

const EVERYWHERE = ['json', 'help'];

function rowFor(rows: readonly CommandRow[], argv: readonly string[]): CommandRow {
  const row = rows.find(({ name }) => argv.slice(0, name.split(' ').length).join(' ') === name);
  if (row === undefined) throw new Usage(`unknown command: ${argv.join(' ').slice(0, 100)}`);
  return row;
}

/**
 * Reads the words of a command: `--name value` or `--name=value`, an option given again adds to it. `help` when
 * nothing but help is asked for. Throws Usage.
 */
export function readWords(rows: readonly CommandRow[], argv: readonly string[]): Asked | 'help' {
  if (argv.length === 0 || argv[0] === '--help' || argv[0] === 'help') return 'help';
  const row = rowFor(rows, argv);
  const words: string[] = [];
  const options: Record<string, string[]> = {};
  const flags = new Set<string>();
  const rest = argv.slice(row.name.split(' ').length);
  while (rest.length > 0) {
    const word = rest.shift() as string;
    if (!word.startsWith('--')) {
      words.push(word);
      continue;
    }
    const [name, inline] = word.slice(2).split(/=(.*)/s) as [string, string | undefined];
    if (EVERYWHERE.includes(name) || row.flags.includes(name)) {
      flags.add(name);
      continue;
    }
    if (row.options !== 'any' && !row.options.includes(name)) throw new Usage(`unknown option: --${name}`);
    const value = inline ?? rest.shift();
    if (value === undefined) throw new Usage(`--${name} takes a value`);
    options[name] = [...(options[name] ?? []), value];
  }
  if (!flags.has('help') && words.length !== row.words) throw new Usage(`dondoc ${row.name} ${row.usage}`);
  return { row, words, options, flags };
}
