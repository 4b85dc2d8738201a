import { type ReactNode, useEffect, useId, useRef } from 'react';

interface Props {
  title: string;
  onClose: () => void;
  /** While true, the dialog cannot be closed. */
  isBusy?: boolean;
  isWide?: boolean;
  children: ReactNode;
}

/**
 * The browser's own dialog traps the focus, closes on Escape and restores the focus. The first field has
 * the initial focus, or else the title, so that screen readers start there.
 */
export function Modal({ title, onClose, isBusy = false, isWide = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    const field = dialog.current?.querySelector<HTMLElement>(
      'form input:checked, form input, form textarea',
    );
    (field ?? dialog.current?.querySelector<HTMLElement>('h2'))?.focus();
    return () => {
      const isLost = document.activeElement === document.body;
      if (isLost && opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={isWide ? 'wide' : undefined}
      onCancel={(event) => isBusy && event.preventDefault()}
      onClose={onClose}
    >
      <div className="dialog-head">
        <h2 id={heading} tabIndex={-1}>
          {title}
        </h2>
        <button
          type="button"
          className="quiet"
          aria-label="Close"
          disabled={isBusy}
          onClick={() => dialog.current?.close()}
        >
          ✕
        </button>
      </div>
      {children}
    </dialog>
  );
}
