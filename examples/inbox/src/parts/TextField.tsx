import { useId } from 'react';

interface Props {
  name: string;
  label: string;
  hint?: string;
  value?: string | undefined;
  isOptional?: boolean;
  /** Suggested while typing. */
  suggestions?: readonly string[];
  onChange?: (value: string) => void;
}

export function TextField({ name, label, hint, value, isOptional, suggestions, onChange }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {isOptional && <span className="meta"> (optional)</span>}
      </label>
      <input
        id={id}
        name={name}
        defaultValue={value}
        required={!isOptional}
        autoComplete="off"
        spellCheck={false}
        list={suggestions && `${id}-list`}
        aria-describedby={hint && `${id}-hint`}
        onChange={(event) => onChange?.(event.target.value)}
      />
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
      {hint && (
        <p id={`${id}-hint`} className="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
