/** One entry of a pasted list. */
export interface Recipient {
  /** What is sent: an e-mail address or a user name. */
  readonly value: string;
  readonly kind: 'email' | 'username' | 'invalid';
  /** Whether the same recipient occurs earlier in the list. */
  readonly isDuplicate: boolean;
}

/** What HTML's `<input type="email">` accepts; the service checks the same. */
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/i;
const USERNAME = /^[^\s@<>"(),;:\\]+$/;
const ADDRESS_IN_BRACKETS = /<\s*([^<>]*)\s*>/;
const EMAIL_HEADING = /^e-?mails?( address(es)?)?$/i;
const USERNAME_HEADING = /^user ?names?$/i;

/**
 * Reads a pasted list: addresses and user names, one per line or separated by commas, semicolons or spaces;
 * `Grace Hopper <grace@example.com>` as copied from mail programs; a column of a CSV file.
 */
export function parseRecipients(text: string): readonly Recipient[] {
  const seen = new Set<string>();
  return valuesIn(text).map((value) => {
    const key = value.toLowerCase();
    const isDuplicate = seen.has(key);
    seen.add(key);
    return { value, kind: kindOf(value), isDuplicate };
  });
}

/** The valid recipients, without duplicates. */
export function sendable(recipients: readonly Recipient[]): string[] {
  return recipients
    .filter(({ kind, isDuplicate }) => kind !== 'invalid' && !isDuplicate)
    .map(({ value }) => value);
}

function valuesIn(text: string): string[] {
  const rows = text.split(/[\n\r;]+/).map(splitCells);
  const column = headedColumn(rows[0] ?? []);
  if (column !== undefined) return rows.slice(1).flatMap((cells) => wordsIn(cells[column] ?? ''));
  return rows.flatMap(fromRow);
}

/** The column whose heading says that it contains addresses, or else user names. */
function headedColumn(cells: readonly string[]): number | undefined {
  const headings = [EMAIL_HEADING, USERNAME_HEADING];
  const columns = headings.map((heading) => cells.findIndex((cell) => heading.test(cell)));
  return columns.find((column) => column >= 0);
}

/** In a table without headings, the only address of a row is the recipient; the rest are names and notes. */
function fromRow(cells: readonly string[]): string[] {
  const words = cells.flatMap(wordsIn);
  const emails = words.filter((word) => EMAIL.test(word));
  const isTable = emails.length === 1 && cells.some((cell) => wordsIn(cell).length > 1);
  return isTable && cells.length > 1 ? emails : words;
}

/** Splits at commas and tabs outside quotes. */
function splitCells(row: string): string[] {
  const cells = [''];
  let isQuoted = false;
  for (const character of row) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && (character === ',' || character === '\t')) cells.push('');
    else cells[cells.length - 1] += character;
  }
  return cells.map((cell) => cell.trim());
}

function wordsIn(cell: string): string[] {
  return addressIn(cell)
    .split(/\s+/)
    .filter((word) => word !== '');
}

function addressIn(cell: string): string {
  const inBrackets = ADDRESS_IN_BRACKETS.exec(cell)?.[1];
  return (inBrackets ?? cell.replaceAll('"', '')).trim();
}

function kindOf(value: string): Recipient['kind'] {
  if (EMAIL.test(value)) return 'email';
  return USERNAME.test(value) ? 'username' : 'invalid';
}
