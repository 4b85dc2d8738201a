import { useState } from 'react';

interface Props {
  current: string;
  onChange: (key: string) => void;
}

/** The key stays in this page's memory: it is not stored anywhere. */
export function KeyForm({ current, onChange }: Props) {
  const [draft, setDraft] = useState(current);
  return (
    <form
      className="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(draft.trim());
      }}
    >
      <label htmlFor="api-key">API key</label>
      <input
        id="api-key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      <button type="submit" disabled={draft.trim() === current}>
        Use
      </button>
    </form>
  );
}
