export function Skeleton() {
  return (
    <div className="rows skeleton" aria-hidden="true">
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={index} className="row" />
      ))}
    </div>
  );
}
