import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { canAccept, canCancel } from '../list/permissions.ts';
import { counted, type Row } from '../words/invitations.ts';
import { BulkDialog } from './BulkDialog.tsx';

interface Selection {
  readonly rows: ReadonlyMap<string, Row>;
  readonly toggle: (row: Row) => void;
}

const Context = createContext<Selection>({ rows: new Map(), toggle: () => undefined });

interface Props {
  me: readonly string[];
  onChange: () => Promise<void>;
  children: ReactNode;
}

type Bulk = { readonly kind: 'accept' | 'cancel'; readonly rows: readonly Row[] };

/** A list with selectable rows, and the actions on the selected ones. */
export function SelectionArea({ me, onChange, children }: Props) {
  const [rows, setRows] = useState<ReadonlyMap<string, Row>>(new Map());
  const [bulk, setBulk] = useState<Bulk | undefined>();
  const selection = useMemo(
    () => ({
      rows,
      toggle: (row: Row) =>
        setRows((previous) => {
          const next = new Map(previous);
          if (!next.delete(row.id)) next.set(row.id, row);
          return next;
        }),
    }),
    [rows],
  );
  const selected = [...rows.values()];
  const acceptable = selected.filter((row) => canAccept(row, me));
  const cancellable = selected.filter((row) => canCancel(row, me) && row.cancelHandle !== null);

  return (
    <Context value={selection}>
      {children}
      {selected.length > 0 && (
        <section className="bulk-bar" aria-label="Selected invitations">
          <span aria-live="polite">{selected.length} selected</span>
          {acceptable.length > 0 && (
            <button
              type="button"
              className="primary"
              onClick={() => setBulk({ kind: 'accept', rows: acceptable })}
            >
              Accept {acceptable.length}
            </button>
          )}
          {cancellable.length > 0 && (
            <button type="button" onClick={() => setBulk({ kind: 'cancel', rows: cancellable })}>
              Cancel {counted(cancellable.length, 'invitation')}
            </button>
          )}
          <button type="button" className="quiet" onClick={() => setRows(new Map())}>
            Clear
          </button>
        </section>
      )}
      {bulk && (
        <BulkDialog
          {...bulk}
          onClose={(isChanged) => {
            setBulk(undefined);
            if (!isChanged) return;
            setRows(new Map());
            void onChange();
          }}
        />
      )}
    </Context>
  );
}

interface BoxProps {
  row: Row;
  me: readonly string[];
  label: string;
}

export function SelectionBox({ row, me, label }: BoxProps) {
  const { rows, toggle } = useContext(Context);
  const isPossible = canAccept(row, me) || (canCancel(row, me) && row.cancelHandle !== null);
  return (
    <input
      type="checkbox"
      className="selection"
      aria-label={label}
      disabled={!isPossible}
      checked={rows.has(row.id)}
      onChange={() => toggle(row)}
    />
  );
}
