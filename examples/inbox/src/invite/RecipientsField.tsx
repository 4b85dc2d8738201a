import { type ChangeEvent, useId } from 'react';
import { type Recipient, sendable } from 'tiledb-invitations-client';
import { counted } from '../words/invitations.ts';
import type { Earlier } from './already-invited.ts';

interface Props {
  text: string;
  recipients: readonly Recipient[];
  earlier: Earlier;
  onChange: (text: string) => void;
}

/** A list that users paste, type or read from a file; each entry shows whether it will be invited. */
export function RecipientsField({ text, recipients, earlier, onChange }: Props) {
  const id = useId();

  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    if (file) onChange([text.trim(), await file.text()].filter(Boolean).join('\n'));
    target.value = '';
  }

  return (
    <div className="field">
      <label htmlFor={id}>Who</label>
      <textarea
        id={id}
        rows={4}
        required
        spellCheck={false}
        placeholder={'grace@example.com\nLinus <linus@example.com>'}
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-hint`} className="hint">
        E-mail addresses or user names: paste a list, or{' '}
        <label className="file">
          choose a CSV file
          <input type="file" accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={read} />
        </label>
      </p>
      {recipients.length > 0 && (
        <>
          <p className="meta" role="status">
            {summaryOf(recipients, earlier)}
          </p>
          <ul className="chips" aria-label="Recipients">
            {recipients.map((recipient, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: values may repeat
              <Chip key={index} recipient={recipient} earlier={earlier} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Chip({ recipient, earlier }: { recipient: Recipient; earlier: Earlier }) {
  const mark = markOf(recipient, earlier);
  return (
    <li className={`chip ${mark?.tone ?? ''}`}>
      {recipient.value}
      {mark && <span> · {mark.text}</span>}
    </li>
  );
}

function markOf({ value, kind, isDuplicate }: Recipient, { standing }: Earlier) {
  if (kind === 'invalid') return { tone: 'bad', text: 'not an address or user name' };
  if (isDuplicate) return { tone: 'muted', text: 'twice' };
  switch (standing.get(value.toLowerCase())) {
    case 'pending':
      return { tone: 'warn', text: 'already invited' };
    case 'accepted':
      return { tone: 'warn', text: 'has already accepted' };
    case 'expired':
      return { tone: 'muted', text: 'invited before, expired' };
    case undefined:
      return undefined;
  }
}

function summaryOf(recipients: readonly Recipient[], { state }: Earlier): string {
  const invalid = recipients.filter(({ kind }) => kind === 'invalid').length;
  const parts = [counted(sendable(recipients).length, 'recipient')];
  if (invalid > 0) parts.push(`${invalid} to correct`);
  if (state === 'searching') parts.push('checking who has been invited already…');
  if (state === 'incomplete')
    parts.push('some may have been invited already: not all could be checked');
  return parts.join(' · ');
}
