/** Stands below the title of every page. */
export const made = '<!-- Made by `npm run reference`: change the source, not this page. -->\n\n'

/** Text for a cell of a table: on one line, without what would end the cell. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
}
