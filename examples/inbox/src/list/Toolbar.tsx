import { useEffect, useId, useState } from 'react';
import type { Place } from '../address.ts';
import { keysOf } from '../parts/Choice.tsx';
import { ORDERS, TYPES } from '../words/choices.ts';

interface Props {
  place: Place;
  organizations: readonly string[];
  onGo: (change: Partial<Place>) => void;
  onInvite: () => void;
}

/** A search reads the whole list, so it waits until the user has stopped typing. */
const TYPING_MS = 350;

export function Toolbar({ place, organizations, onGo, onInvite }: Props) {
  return (
    <search className="toolbar">
      <SearchField value={place.search} onChange={(search) => onGo({ search })} />
      <Select
        label="Type"
        all="Any type"
        options={TYPES}
        value={place.type}
        onChange={(type) => onGo({ type })}
      />
      <Select
        label="Organization"
        all="Any organization"
        options={Object.fromEntries(
          withCurrent(organizations, place.organization).map((name) => [name, name]),
        )}
        value={place.organization || undefined}
        onChange={(organization) => onGo({ organization: organization ?? '' })}
      />
      <Select
        label="Sort by"
        all="Default order"
        options={ORDERS}
        value={place.order}
        onChange={(order) => onGo({ order })}
      />
      <button type="button" className="primary" onClick={onInvite}>
        Invite people
      </button>
    </search>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const [draft, setDraft] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (draft === value) return;
    const timer = setTimeout(() => onChange(draft), TYPING_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  return (
    <input
      type="search"
      aria-label="Search"
      placeholder="Search people and places"
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
    />
  );
}

interface SelectProps<Value extends string> {
  label: string;
  /** Label of the option that selects everything. */
  all: string;
  options: Record<Value, string>;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}

function Select<Value extends string>({
  label,
  all,
  options,
  value,
  onChange,
}: SelectProps<Value>) {
  const id = useId();
  const values = keysOf(options);
  return (
    <>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <select
        id={id}
        value={value ?? ''}
        onChange={({ target }) => onChange(values.find((known) => known === target.value))}
      >
        <option value="">{all}</option>
        {values.map((known) => (
          <option key={known} value={known}>
            {options[known]}
          </option>
        ))}
      </select>
    </>
  );
}

/** A link may name an organization that does not occur in the list. */
function withCurrent(names: readonly string[], current: string): readonly string[] {
  return current === '' || names.includes(current) ? names : [current, ...names];
}
