export function Skeleton() {
  return (
    <div className="rows skeleton" aria-hidden="true">
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical
        <div key={index} className="row" />
      ))}
    </div>
  );
}
