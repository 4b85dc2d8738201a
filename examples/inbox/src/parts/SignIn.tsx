import { useId } from 'react';
import { type Credentials, toNames } from '../settings.ts';
import { TextField } from './TextField.tsx';

interface Props {
  /** The credentials that were rejected. */
  refused: Credentials | undefined;
  onSignIn: (credentials: Credentials) => void;
}

/** Shown when there is no key. The key is kept only in this page's memory. */
export function SignIn({ refused, onSignIn }: Props) {
  const id = useId();
  return (
    <form
      className="card sign-in"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const key = String(form.get('key')).trim();
        if (key !== '') onSignIn({ key, me: toNames(String(form.get('me'))) });
      }}
    >
      <h2>See your invitations</h2>
      <p className="meta">
        Accept what you were invited to, and manage whom you invited to TileDB.
      </p>
      <div className="field">
        <label htmlFor={id}>TileDB API key</label>
        <input
          id={id}
          name="key"
          type="password"
          required
          autoComplete="off"
          spellCheck={false}
          aria-invalid={refused !== undefined}
          aria-describedby={`${id}-hint`}
        />
        <p id={`${id}-hint`} className="hint">
          {refused && (
            <strong role="alert" className="bad-text">
              TileDB does not know this key.{' '}
            </strong>
          )}
          Create one in TileDB’s web console. It stays in this page’s memory only.
        </p>
      </div>
      <TextField
        name="me"
        label="Your user name or e-mail address"
        value={refused?.me.join(', ')}
        isOptional
        hint="Used to recognise the invitations that are for you."
      />
      <button type="submit" className="primary">
        Show invitations
      </button>
    </form>
  );
}
