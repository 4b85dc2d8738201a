import { useEffect, useState } from 'react';

/** Faster responses show no progress, which would only flash. */
const NOTICEABLE_MS = 300;
/** After this, users wonder whether something is broken. The service may take up to 25 s. */
const WORRYING_MS = 4000;

export function Progress({ isBusy, what }: { isBusy: boolean; what: string }) {
  const isNoticeable = useTrueFor(isBusy, NOTICEABLE_MS);
  const isWorrying = useTrueFor(isBusy, WORRYING_MS);
  return (
    <div className="progress" role="status">
      {isNoticeable && <progress aria-label={what} />}
      {isWorrying && <p>{what} is taking longer than usual. Still trying…</p>}
    </div>
  );
}

function useTrueFor(value: boolean, ms: number): boolean {
  const [isReached, setReached] = useState(false);
  useEffect(() => {
    if (!value) return;
    const timer = setTimeout(() => setReached(true), ms);
    return () => {
      clearTimeout(timer);
      setReached(false);
    };
  }, [value, ms]);
  return value && isReached;
}
