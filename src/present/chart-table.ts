/**
 * A chart beside the table of the very same figures (`views/components/chart-table.hbs`); `href` leads to what a figure
 * counts. Heads are words, not data. Without a chart the table stands alone.
 */
export type ChartTable = {
  id: string;
  caption: string;
  note: string | null;
  headings: string[];
  rows: { head: string; cells: { text: string; href: string | null }[] }[];
  foot: { head: string; cells: { text: string; href: string | null }[] } | null;
  chart: { src: string; alt: string } | null;
};

/** Words in the middle of a sentence as the head of a row. */
export function asHead(words: string): string {
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}
