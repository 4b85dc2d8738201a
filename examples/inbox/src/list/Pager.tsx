interface Props {
  page: number;
  /** Null when unknown. */
  totalPages: number | null;
  hasNextPage: boolean;
  onChange: (page: number) => void;
}

export function Pager({ page, totalPages, hasNextPage, onChange }: Props) {
  if (page === 1 && !hasNextPage) return null;
  return (
    <nav aria-label="Pages" className="pager">
      <button type="button" disabled={page === 1} onClick={() => onChange(page - 1)}>
        Previous
      </button>
      {totalPages !== null &&
        toNumbers(page, totalPages).map((number, index, numbers) => (
          <span key={number} className="number">
            {number - (numbers[index - 1] ?? number - 1) > 1 && <span aria-hidden="true">…</span>}
            <button
              type="button"
              aria-label={`Page ${number}`}
              aria-current={number === page ? 'page' : undefined}
              onClick={() => onChange(number)}
            >
              {number}
            </button>
          </span>
        ))}
      <button type="button" disabled={!hasNextPage} onClick={() => onChange(page + 1)}>
        Next
      </button>
    </nav>
  );
}

/** The first and last page, and those around the current one. */
function toNumbers(page: number, totalPages: number): number[] {
  const wanted = [1, page - 1, page, page + 1, totalPages];
  const possible = wanted.filter((number) => number >= 1 && number <= Math.max(totalPages, page));
  return [...new Set(possible)].sort((a, b) => a - b);
}
