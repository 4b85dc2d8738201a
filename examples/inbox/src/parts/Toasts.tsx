import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type { Problem } from 'tiledb-invitations-client';
import { ProblemNote } from './ProblemNote.tsx';

export type Notice =
  | { readonly success: string }
  | { readonly problem: Problem; readonly note?: string };

/** Long enough to read; failures stay until they are dismissed or the list changes. */
const SUCCESS_MS = 6000;

interface Toasts {
  show: (notice: Notice) => void;
  clear: () => void;
}

const Context = createContext<Toasts>({ show: () => undefined, clear: () => undefined });

export function useToasts(): Toasts {
  return useContext(Context);
}

/** One notice at a time, fixed at the bottom, so that it does not move the list. */
export function ToastArea({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | undefined>();
  const clear = useCallback(() => setNotice(undefined), []);
  const toasts = useMemo(() => ({ show: setNotice, clear }), [clear]);
  useEffect(() => {
    if (!notice || !('success' in notice)) return;
    const timer = setTimeout(clear, SUCCESS_MS);
    return () => clearTimeout(timer);
  }, [notice, clear]);
  return (
    <Context value={toasts}>
      {children}
      <div className="toasts" role="status">
        {notice && <Toast notice={notice} onDismiss={clear} />}
      </div>
    </Context>
  );
}

function Toast({ notice, onDismiss }: { notice: Notice; onDismiss: () => void }) {
  const isGood = 'success' in notice;
  return (
    <div className={`notice ${isGood ? 'good' : 'bad'}`}>
      {isGood ? (
        <p>{notice.success}</p>
      ) : (
        <ProblemNote problem={notice.problem} note={notice.note} />
      )}
      <button type="button" className="quiet" aria-label="Dismiss" onClick={onDismiss}>
        ✕
      </button>
    </div>
  );
}
