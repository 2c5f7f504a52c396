/**
 * A table as RFC 4180 writes it: CRLF ends each record, every cell is quoted and quotes are doubled. It begins with the
 * byte order mark by which spreadsheets know UTF-8.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}

/**
 * What a spreadsheet takes for a formula, the full-width forms included (OWASP, CSV injection). Quoting alone does not
 * stop that; an apostrophe in front makes it text.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(text: string): string {
  return `"${formula.test(text) ? "'" : ""}${text.replaceAll('"', '""')}"`;
}
